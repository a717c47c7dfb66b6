"""The pages around the courses: home, standard pages, centers, leaflets, and the shelves."""

import json
from datetime import date
from typing import Any

from wagtail.models import Locale, Page, Site

from courses.models import CourseIndexPage, LeafletIndexPage, LeafletPage, ShelfPage
from home.centers.models import Center
from home.models import CenterIndexPage, CenterPage, HomePage, StandardPage, TargetGroup, Topic
from lms.demo.content_files import Data, load, load_all
from lms.demo.markdown import RawBlock, rich, stream

LANGUAGES = ("sv", "en")
Texts = dict[str, Data]

CATALOGUE: Texts = {
    "sv": {"title": "Kurser", "slug": "kurser"},
    "en": {"title": "Courses", "slug": "courses"},
}
LEAFLETS: Texts = {
    "sv": {
        "title": "För patienter och närstående",
        "slug": "patienter",
        "lead": "Raka svar före, under och efter behandlingen. Läs, lyssna eller skriv ut.",
    },
    "en": {
        "title": "For patients and relatives",
        "slug": "patients",
        "lead": "Plain answers before, during and after treatment. Read, listen or print.",
    },
}
CENTERS: Texts = {
    "sv": {
        "title": "Centrum",
        "slug": "centrum",
        "lead": "Sju universitetssjukhus som behandlar med avancerade terapier. Se vad varje "
        "centrum har och kan, och vem du frågar.",
    },
    "en": {
        "title": "Centers",
        "slug": "centers",
        "lead": "Seven university hospitals that treat with advanced therapies. See what each "
        "center has and knows, and whom to ask.",
    },
}


def load_site() -> None:
    """Every page that is not a course, live, in both languages."""
    for language in LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    home = _home()
    catalogue = _pair(home, CourseIndexPage, CATALOGUE)
    for center in Center.objects.order_by("pk"):
        _pair(catalogue, ShelfPage, _shelf(center), center=center)
    _leaflets(_pair(home, LeafletIndexPage, LEAFLETS))
    _centers(_pair(home, CenterIndexPage, CENTERS))
    for row in load("standard_pages")["pages"]:
        _pair(home, StandardPage, _standard(row), purpose=row["purpose"])


def _home() -> Page:
    found = HomePage.objects.filter(locale__language_code="sv").first()
    if found:
        return found
    root = Page.objects.get(depth=1)
    # What a new Wagtail begins with; its site goes with it.
    for welcome in root.get_children():
        welcome.delete()
    home = _pair(root, HomePage, {language: _home_texts(language) for language in LANGUAGES})
    Site.objects.create(
        is_default_site=True, root_page=home, hostname="localhost", site_name="ATMP Learning"
    )
    return home


def _pair(parent: Page, kind: type[Page], texts: Texts, **facts: Any) -> Page:
    """The Swedish page of a pair, made and published in both languages where it is missing."""
    swedish = Locale.objects.get(language_code="sv")
    found = kind.objects.child_of(parent).filter(locale=swedish, slug=texts["sv"]["slug"]).first()
    if found:
        return found
    source = kind(locale=swedish, **texts["sv"], **facts)
    parent.add_child(instance=source)
    _publish(source)
    english = Locale.objects.get(language_code="en")
    beside = parent if parent.depth == 1 else parent.get_translation(english)
    twin = kind(locale=english, translation_key=source.translation_key, **texts["en"], **facts)
    beside.add_child(instance=twin)
    _publish(twin)
    return source


def _publish(page: Page) -> None:
    page.save_revision().publish()


def _home_texts(language: str) -> Data:
    data = load("home")
    steps = [
        {"type": "step", "value": {"title": row["title"][language], "text": row["text"][language]}}
        for row in data["steps"]
    ]
    return {
        "title": data["title"][language],
        "slug": "home" if language == "sv" else "home-en",
        "lead": data["lead"][language],
        "steps_title": data["steps_title"][language],
        "steps": json.dumps(steps),
        "patients_title": data["patients_title"][language],
        "patients_lead": data["patients_lead"][language],
    }


def _shelf(center: Center) -> Texts:
    return {
        "sv": {"title": center.name_sv, "slug": center.slug},
        "en": {"title": center.name_en, "slug": center.slug},
    }


def _standard(row: Data) -> Texts:
    return {
        language: {
            "title": row["title"][language],
            "slug": row["slug"][language],
            "lead": row["lead"][language],
            "reviewed_on": date.fromisoformat(row["reviewed_on"]),
            "body": json.dumps(stream(row["body"][language])),
        }
        for language in LANGUAGES
    }


def _centers(index: Page) -> None:
    for row in load("centers")["centers"]:
        center = Center.objects.get(slug=row["id"])
        texts = {
            language: {
                "title": row["name"][language],
                "slug": row["id"],
                "intro": row["intro"][language],
                "body": json.dumps(_notice(row, language)),
            }
            for language in LANGUAGES
        }
        _pair(index, CenterPage, texts, center=center)


def _notice(row: Data, language: str) -> list[RawBlock]:
    notice = row.get("notice")
    if not notice:
        return []
    value = {"kind": "note", "title": "", "text": f"<p>{notice[language]}</p>"}
    return [{"type": "callout", "value": value}]


def _leaflets(index: Page) -> None:
    order = load("home")["patients_leaflets"]
    for row in sorted(load_all("leaflets"), key=lambda row: order.index(row["id"])):
        texts = {language: _leaflet(row, language) for language in LANGUAGES}
        source = _pair(
            index,
            LeafletPage,
            texts,
            owner_center=Center.objects.get(slug=row["owner_center"]),
            reviewed_on=date.fromisoformat(row["reviewed_on"]),
            review_due=date.fromisoformat(row["review_due"]),
            urgent_first=bool(row["urgent"]) and row["urgent"]["before"] is None,
        )
        twins = LeafletPage.objects.filter(translation_key=source.translation_key)
        for page in twins.filter(target_groups=None):
            page.target_groups.set(TargetGroup.objects.filter(slug=row["audience"]))
            page.topics.set(Topic.objects.filter(slug__in=row["topics"]))
            page.save()


def _leaflet(row: Data, language: str) -> Data:
    questions = [{"type": "question", "value": text[language]} for text in row["questions"]]
    words = [
        {
            "type": "word",
            "value": {"term": word["term"][language], "meaning": word["meaning"][language]},
        }
        for word in row["words"]
    ]
    references = [{"type": "reference", "value": reference} for reference in row["references"]]
    return {
        "title": row["title"][language],
        "slug": row["slug"][language],
        "search_description": row["summary"][language],
        "audience_line": row["audience_line"][language],
        "lead": row["lead"][language],
        "reviewed_by": row["reviewed_by"][language],
        "notice": load("site")["notice"][language],
        "body": json.dumps(_leaflet_body(row, language)),
        "questions": json.dumps(questions),
        "words": json.dumps(words),
        "references": json.dumps(references),
    }


def _leaflet_body(row: Data, language: str) -> list[RawBlock]:
    urgent = row["urgent"]
    blocks: list[RawBlock] = []
    if urgent and urgent["before"] is None:
        blocks.append(_urgent(urgent, language))
    for section in row["sections"]:
        if urgent and urgent["before"] == section["id"]:
            blocks.append(_urgent(urgent, language))
        heading = f"<h2>{section['heading'][language]}</h2>"
        parts = stream(section["body"][language]) if section.get("body") else []
        if parts and parts[0]["type"] == "text":
            parts[0]["value"] = heading + parts[0]["value"]
        else:
            parts.insert(0, {"type": "text", "value": heading})
        blocks += parts
        if section.get("fields"):
            lines = [line[language] for line in section["fields"]]
            blocks.append({"type": "fill_in", "value": {"lines": lines}})
    return blocks


def _urgent(row: Data, language: str) -> RawBlock:
    phone = row.get("phone") or {}
    signs = [sign[language] for sign in row["items"]]
    return {
        "type": "urgent",
        "value": {
            "title": row["heading"][language],
            "signs": signs,
            "text": rich(row["emergency"][language]) if row.get("emergency") else "",
            "phone_label": phone.get("label", {}).get(language, ""),
            "phone": phone.get("number", ""),
            "phone_is_sample": bool(phone.get("sample")),
        },
    }
