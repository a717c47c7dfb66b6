"""What every page's frame shows: the menu, and the way to the same page in the other language."""

from django.http import HttpRequest
from django.urls import translate_url

from home import links
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
    found = {name: links.single(kind) for name, kind in MENU.items()}
    menu = {name: link.url for name, link in found.items() if link}
    menu.setdefault("home", f"/{active_language()}/")
    return {"menu": menu, "other_language": other_language(request)}


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
    return translate_url(request.get_full_path(), code)
