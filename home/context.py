"""What every page's frame shows: the menu, and the way to the same page in the other language."""

from django.http import HttpRequest

from home import links
from lms.core import content
from lms.core.bilingual import active_language

MENU = {
    "home": links.HOME,
    "catalogue": "courses.courseindexpage",
    "leaflets": "courses.leafletindexpage",
    "centers": "home.centerindexpage",
    "about": "about",
    "privacy": "privacy",
    "accessibility": "accessibility",
    "help": "help",
}
# Each language is named in itself, whoever reads.
OTHER = {"sv": ("en", "English"), "en": ("sv", "Svenska")}


def site_menu(request: HttpRequest) -> dict[str, dict[str, str]]:
    """For the header and footer; no statement once the map of links is known."""
    return {"menu": _menu(active_language()), "other_language": other_language(request)}


def _menu(language: str) -> dict[str, str]:
    menus = _menus()
    if language not in menus:
        found = {name: links.single(kind, language) for name, kind in MENU.items()}
        menu = {name: link.url for name, link in found.items() if link}
        menus[language] = {"home": f"/{language}/", **menu}
    return menus[language]


@content.kept_until_changed
def _menus() -> dict[str, dict[str, str]]:
    return {}


def other_language(request: HttpRequest) -> dict[str, str]:
    """The same page in the other language; its `url` is empty where there is none."""
    code, name = OTHER[active_language()]
    return {"code": code, "name": name, "url": _address_in(request, code)}


def _address_in(request: HttpRequest, code: str) -> str:
    here = links.link_map().by_url.get(request.path)
    if here is None:
        return _view_address_in(request, code)
    there = links.translation(here, code)
    query = request.META.get("QUERY_STRING", "")
    if there is None:
        return ""
    return f"{there.url}?{query}" if query else there.url


def _view_address_in(request: HttpRequest, code: str) -> str:
    match = request.resolver_match
    if match is None or match.url_name == "page":
        start = links.single(links.HOME, code)
        return start.url if start else f"/{code}/"
    # Addresses are the same in both languages but for the first part.
    here, rest = f"/{active_language()}/", request.get_full_path()
    return f"/{code}/{rest.removeprefix(here)}" if rest.startswith(here) else rest
