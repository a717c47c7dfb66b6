"""Two addresses for machines, and the trail for those who answer for it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.centers.models import Center
from lms.core import clock
from lms.reports import selectors, sheets
from lms.reports.access import check_office, get_trail_center_for
from lms.reports.forms import TrailForm
from lms.reports.health import readiness
from lms.reports.models import Entry, EntryQuerySet
from lms.reports.trail.wording import KINDS, OF_THE_OFFICE
from lms.users.access import current_user


def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


def readyz(request: HttpRequest) -> JsonResponse:
    """The process can serve; 503 where it cannot."""
    found = readiness(at=clock.now())
    return JsonResponse(found, status=200 if found["ready"] else 503)


@require_safe
@login_required
def center_trail(request: HttpRequest, slug: str, export: bool = False) -> HttpResponseBase:
    """What happened in a center, for its managers."""
    at = clock.now()
    center = get_trail_center_for(current_user(request), slug, at)
    form = TrailForm(request.GET, people=selectors.members(center), kinds=KINDS)
    entries = Entry.objects.of_center(center, at)
    return _file(entries, form) if export else _page(request, entries, form, center)


@require_safe
@login_required
def office_trail(request: HttpRequest, export: bool = False) -> HttpResponseBase:
    """What happened in the network, for its office."""
    at, person = clock.now(), current_user(request)
    check_office(person, at)
    form = TrailForm(request.GET, people=selectors.holders(), kinds=OF_THE_OFFICE)
    entries = Entry.objects.visible_to(person, at).of_kinds(OF_THE_OFFICE)
    return _file(entries, form) if export else _page(request, entries, form, None)


def _page(
    request: HttpRequest, entries: EntryQuerySet, form: TrailForm, center: Center | None
) -> HttpResponse:
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    shown = selectors.sheet(_found(entries, form), number=max(number, 1))
    context = {"form": form, "sheet": shown, "center": center, "links": _links(request, shown)}
    return render(request, "reports/trail.html", context)


def _found(entries: EntryQuerySet, form: TrailForm) -> EntryQuerySet:
    """Nothing until the form is right."""
    valid = form.is_valid()
    return selectors.found(entries if valid else entries.none(), form.cleaned_data)


def _links(request: HttpRequest, shown: selectors.Sheet) -> dict[str, str]:
    query = request.GET.copy()
    found = {}
    for name, number in (("previous", shown.number - 1), ("next", shown.number + 1)):
        query["page"] = str(number)
        found[name] = f"?{query.urlencode()}"
    query.pop("page")
    return {
        "previous": found["previous"] if shown.number > 1 else "",
        "next": found["next"] if shown.has_more else "",
        "query": query.urlencode(),
    }


def _file(entries: EntryQuerySet, form: TrailForm) -> StreamingHttpResponse:
    head = [
        *(_("When"), _("Event"), _("What"), _("About"), _("Facts"), _("By, number"), _("By")),
        *(_("Person, number"), _("Person"), _("Why"), _("Row"), _("Row, number")),
    ]
    body = _cells(_found(entries, form), translation.get_language() or settings.LANGUAGE_CODE)
    answer = StreamingHttpResponse(sheets.rows(head, body), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="trail.csv"'
    return answer


def _cells(entries: EntryQuerySet, language: str) -> Iterator[list[str]]:
    # The answer is sent when the page's language and time zone are gone.
    zone = ZoneInfo(settings.TIME_ZONE)
    lines = selectors.all_lines(entries)
    while True:
        with translation.override(language):
            line = next(lines, None)
        if line is None:
            return
        yield selectors.cells(line, timezone.localtime(line.entry.at, zone))
