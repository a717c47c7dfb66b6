"""What is measured, and what each of it may cost; the budgets are those of docs/performance.md."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, cycle
from typing import Any
from urllib.parse import quote

from bench_browser import Browser, Failed, Reply, fetch, get, post
from bench_cast import PASSWORD, Cast, Visitor
from django.urls import reverse
from django.utils import translation

WORDS = ("aferes", "identitet", "kylkedja", "sjuksköterska", "CAR-T", "handover", "läkare", "GMP")
# Runs before anything counts; what is kept in memory is there by then.
WARM = 3
_numbers = count()


@dataclass(frozen=True)
class Unit:
    """One thing that people do. `must` and `aim` are multiples of D; 0: none is set."""

    name: str
    label: str
    items: Callable[[Visitor], Iterator[Any]]
    run: Callable[[Browser, Any], Reply]
    statements: int
    must: float
    aim: float
    kilobytes: float = 15.0
    growth: float = 1.15
    block: int = 80
    who: str = "visitor"
    together: bool = True
    hashes: int = 0


def path(name: str, *values: object) -> str:
    """The Swedish address of a view."""
    with translation.override("sv"):
        return reverse(name, args=values)


def _fresh(address: str) -> str:
    """An address nobody asked for before, so that no kept page answers."""
    return f"{address}{'&' if '?' in address else '?'}visit={next(_numbers)}"


def _always(value: Any) -> Callable[[Visitor], Iterator[Any]]:
    return lambda _visitor: cycle([value])


def _left(kind: str) -> Callable[[Visitor], Iterator[Any]]:
    return lambda visitor: visitor.left[kind]


def _places(visitor: Visitor) -> Iterator[tuple[str, str]]:
    enrollment, lessons = visitor.place
    return cycle([(enrollment, lesson) for lesson in lessons[:WARM]])


def _get(browser: Browser, address: str) -> Reply:
    return get(browser, address)


def _get_fresh(browser: Browser, address: str) -> Reply:
    return get(browser, _fresh(address))


def _log_in(browser: Browser, address: str) -> Reply:
    browser.cookies.clear()
    door = path("account_login")
    page = get(browser, door)
    reply = post(browser, door, login=address, password=PASSWORD)
    if "my-learning" not in reply.place:
        raise Failed(f"signing in led to {reply.place}")
    return page


def _open_lesson(browser: Browser, item: tuple[str, str]) -> Reply:
    page = get(browser, path("learning:lesson", *item))
    fetch(browser, path("learning:place", *item), position=next(_numbers) % 1000)
    return page


def _mark_done(browser: Browser, item: tuple[str, str]) -> Reply:
    return post(browser, path("learning:outcome", *item))


def _finish(browser: Browser, item: tuple[str, str]) -> Reply:
    reply = post(browser, path("learning:outcome", *item))
    if reply.place != path("learning:resume", item[0]):
        raise Failed(f"finishing led to {reply.place}")
    return reply


def take_quiz(
    browser: Browser, item: tuple[str, str, list[int]], *, autosaves: bool = False
) -> Reply:
    """Ten questions, from the button that starts to the result; the script saves each besides."""
    enrollment, lesson, options = item
    place = post(browser, path("learning:start_attempt", enrollment, lesson)).place
    get(browser, place)
    form: dict[str, int] = {}
    for number, option in enumerate(options, start=1):
        if autosaves:
            fetch(browser, f"{place}{number}/answer/", version=0, option=option)
        form |= {f"version-{number}": int(autosaves), f"option-{number}": option}
    page = get(browser, post(browser, f"{place}submit/", **form).place)
    if b"100" not in page.body:
        raise Failed("the quiz was not passed")
    return page


def _take_quiz_by_script(browser: Browser, item: tuple[str, str, list[int]]) -> Reply:
    return take_quiz(browser, item, autosaves=True)


def units(cast: Cast) -> list[Unit]:
    """All units of this run."""
    certificate = path("certificates:pdf", cast.certificate.pk) + "?language=sv"
    mine = path("learning:my_learning")
    return [
        Unit("catalogue_cold", "Catalogue page, drawn", _always(cast.catalogue), _get_fresh,
             10, 7, 4, kilobytes=12, who="stranger"),
        Unit("catalogue_warm", "Catalogue page, kept", _always(cast.catalogue), _get,
             2, 2, 1.3, kilobytes=12, who="stranger", block=300),
        Unit("search", "Search, ranked, with facets",
             lambda _visitor: cycle([f"{cast.catalogue}?q={quote(w)}" for w in WORDS]), _get_fresh,
             8, 10, 5, kilobytes=12, growth=1.4, who="stranger"),
        Unit("login", "Login, whole flow, without the hash",
             lambda visitor: cycle([visitor.user.email]), _log_in, 12, 14, 14,
             block=15, who="stranger", hashes=1),
        Unit("my_learning_20", "My learning, 20 enrollments", _always(mine), _get,
             10, 12, 6, who="few"),
        Unit("my_learning_200", "My learning, 200 enrollments", _always(mine), _get,
             10, 12, 6, who="many"),
        Unit("course_12", "Course page, 12 lessons", _always(cast.course), _get_fresh,
             10, 10, 6, who="stranger"),
        Unit("course_120", "Course page, 120 lessons", _always(cast.long_course), _get_fresh,
             10, 10, 6, who="stranger"),
        Unit("lesson", "Open a lesson and save the place", _places, _open_lesson, 12, 9, 6),
        Unit("done", "Mark a lesson done", _left("done"), _mark_done, 20, 9, 6, block=60),
        Unit("finish", "Finish the course", _left("finish"), _finish, 30, 0, 0, block=12),
        Unit("quiz", "Quiz of ten, start to result", _left("quiz"), take_quiz, 40, 34, 18,
             block=9),
        # Besides what the quiz may cost, six statements and 4 D for each of ten answers.
        Unit("quiz_script", "The same by script, ten answers saved besides", _left("quiz"),
             _take_quiz_by_script, 100, 74, 58, block=3),
        Unit("certificate", "Certificate, downloaded again", _always(certificate), _get,
             10, 3, 3, kilobytes=80, who="few"),
    ]  # fmt: skip
