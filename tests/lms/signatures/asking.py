"""A view that signs, as other rooms have them."""

import hashlib

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from lms import urls
from lms.core import clock
from lms.signatures import actions
from lms.signatures.access import prove
from lms.users.access import current_user

handler429 = urls.handler429


@login_required
def stand_for(request: HttpRequest) -> HttpResponse:
    """Sign what was typed."""
    person, at = current_user(request), clock.now()
    if request.method != "POST":
        return HttpResponse("form")
    text = request.POST["text"]
    actions.sign(
        signer=person,
        meaning="text.approved",
        digest=hashlib.sha256(text.encode()).hexdigest(),
        subject=person,
        method=prove(request, at),
        at=at,
    )
    return HttpResponse(f"signed {text}")


urlpatterns = [path("sign/", stand_for), *urls.urlpatterns]
