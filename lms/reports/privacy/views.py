"""One's own data: a copy of it, and closing the account."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from home.centers.models import Delegation
from lms.core import clock
from lms.reports.access import get_copy_for
from lms.reports.privacy import actions, selectors
from lms.users.access import current_user
from lms.users.recent import prove


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    """Ask for a copy, and find it when it is ready."""
    at, person = clock.now(), current_user(request)
    if request.method == "POST":
        prove(request, at)
        actions.ask_for_copy(person=person, at=at)
        return redirect("reports:data")
    context = {
        "waits": selectors.copy_under_way(person=person),
        "ready": selectors.ready_copy(person=person, at=at),
    }
    return render(request, "users/data.html", context)


@never_cache
@login_required
@require_safe
def data_file(request: HttpRequest, copy: str) -> FileResponse:
    """The copy itself."""
    row = get_copy_for(current_user(request), copy, clock.now())
    return FileResponse(
        default_storage.open(row.file), as_attachment=True, filename="atmp-learning.zip"
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """What closing means, and doing it."""
    at, person = clock.now(), current_user(request)
    held = list(Delegation.objects.not_over(at=at).filter(person=person).select_related("center"))
    if request.method == "POST" and not held:
        prove(request, at)
        try:
            actions.close_account(person=person, at=at)
        except actions.StillActs:
            # Somebody gave a role meanwhile; the page says so.
            return redirect("reports:close")
        logout(request)
        return render(request, "users/data_closed.html")
    return render(request, "users/data_close.html", {"held": held, "kept": actions.KEPT.days})
