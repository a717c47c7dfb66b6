"""What holds for every template: it compiles, it keeps to the content policy, it is shown."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template
from django.test import RequestFactory

from lms.core.views import styleguide

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
TEXTS = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.txt"))
COMPONENTS = sorted(
    path.stem for path in (TEMPLATES / "components").glob("*.html") if not path.stem.startswith("_")
)
# Mail programs read styles only where they stand in the text.
INLINE = re.compile(
    r"""<style[\s>]|\sstyle\s*=|\son[a-z]+\s*=\s*["']|<script(?![^>]*\ssrc=)|javascript:""", re.I
)
TRUSTED = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off")


def faults(source: str) -> list[str]:
    """What a page template holds that the content policy would refuse or that skips escaping."""
    return [match[0].strip() for match in (*INLINE.finditer(source), *TRUSTED.finditer(source))]


def included(name: str, seen: set[str] | None = None) -> set[str]:
    """Every template that a template includes, and what those include."""
    seen = set() if seen is None else seen
    source = (TEMPLATES / name).read_text("utf8")
    for other in re.findall(r"""\{% include ["']([^"']+)["']""", source):
        if other not in seen:
            seen.add(other)
            included(other, seen)
    return seen


@pytest.mark.parametrize("name", [*NAMES, *TEXTS])
def test_every_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("emails/")])
def test_no_template_holds_inline_style_or_script(name: str) -> None:
    assert faults((TEMPLATES / name).read_text("utf8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        "{{ body|safe }}",
        "{% autoescape off %}",
    ],
)
def test_the_guard_sees_a_planted_fault(planted: str) -> None:
    assert faults(planted)


def test_every_component_is_shown_on_the_styleguide() -> None:
    shown = {Path(name).stem for name in included("styleguide.html") if "components/" in name}
    assert sorted(set(COMPONENTS) - shown) == []


@pytest.mark.django_db
def test_the_styleguide_draws_every_component() -> None:
    request = RequestFactory().get("/en/styleguide/")
    request.user = AnonymousUser()
    html = styleguide(request).content.decode()
    assert "Styleguide" in html
    assert faults(html) == []


def test_every_behaviour_a_template_asks_for_exists() -> None:
    known = {path.stem for path in (ROOT / "static/js").glob("*.js")}
    asked = set()
    for name in NAMES:
        for names in re.findall(r'data-behaviour="([^"{]+)"', (TEMPLATES / name).read_text("utf8")):
            asked |= set(names.split())
    assert asked <= known


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    sprite = (ROOT / "static/img/icons.svg").read_text("utf8")
    named = set()
    for name in NAMES:
        named |= set(re.findall(r'\{% icon "([^"]+)"', (TEMPLATES / name).read_text("utf8")))
    assert {name for name in named if f'id="i-{name}"' not in sprite} == set()


@pytest.mark.parametrize("name", ["500.html", "400.html", "403_csrf.html"])
def test_pages_for_faults_need_nothing(name: str) -> None:
    html = get_template(name).render()
    assert "<h1>" in html


def test_a_number_that_can_be_called_is_a_link() -> None:
    values = {"title": "Call", "phone": "018-611 00 00", "phone_text": "Day and night"}
    urgent = get_template("components/urgent.html")
    assert 'href="tel:018-6110000"' in urgent.render({**values, "callable": True})
    assert "tel:" not in urgent.render(values)
