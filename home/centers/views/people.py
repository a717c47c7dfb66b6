"""Who belongs to a center, who may do what there, and what one person may do and see."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.centers import abilities, access
from home.centers.forms import NarrowForm
from home.centers.roster import members, rights, roster
from lms.core import clock
from lms.users.access import current_user


@never_cache
@login_required
@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody of the center whom the reader may see, page by page."""
    reader, at = current_user(request), clock.now()
    center = access.get_center_to_look_after(reader, slug, at)
    form = NarrowForm(request.GET, center=center)
    told = form.cleaned_data if form.is_valid() else {}
    number = told.get("page") or 1
    shown = roster(
        reader=reader,
        center=center,
        at=at,
        unit=told.get("unit"),
        job_role=told.get("role"),
        page=number,
    )
    links = _links(request, number, shown.pages)
    values = {"center": center, "form": form, "roster": shown, "number": number, "links": links}
    return render(request, "centers/people.html", values)


def _links(request: HttpRequest, number: int, pages: int) -> dict[str, str]:
    query = request.GET.copy()
    query.pop("page", None)
    found = {"previous": "", "next": "", "narrowed": query.urlencode()}
    for name, other in (("previous", number - 1), ("next", number + 1)):
        query["page"] = str(other)
        if 1 <= other <= pages:
            found[name] = f"?{query.urlencode()}#people"
    return found


@never_cache
@login_required
@require_safe
def person(request: HttpRequest, slug: str, uid: UUID) -> HttpResponse:
    """What somebody may do and see, in words, and where they stand in the center."""
    reader, at = current_user(request), clock.now()
    center = access.get_center_to_look_after(reader, slug, at)
    found = access.get_person_for(reader, center, uid, at)
    values = {
        "center": center,
        "person": found,
        "memberships": members(reader=reader, center=center, at=at).filter(person=found),
        "rights": rights(reader=reader, center=center, at=at, person=found),
        "sentences": abilities.of(found, at),
        "may_give": access.may_give_to(reader, found, center, at),
        "may_help": access.may_reset_second_step(by=reader, person=found, slug=slug, at=at),
    }
    return render(request, "centers/person.html", values)
