"""The demo's own page: who can sign in, and the mail that was sent. Exists with DEMO=1 only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from lms.demo import secrets
from lms.demo.network import PASSWORD, SECRET
from lms.demo.selectors import latest_mails
from lms.notifications.models import Mail


@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Accounts with their password, and the newest mails."""
    values = {
        "accounts": secrets.accounts(),
        "password": PASSWORD,
        "secret": SECRET,
        "app_code": secrets.app_code(),
        "recovery_codes": secrets.recovery_codes(),
        "mails": latest_mails(),
    }
    return render(request, "demo/index.html", values)


@never_cache
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as text, with its links to follow."""
    return render(request, "demo/mail.html", {"mail": get_object_or_404(Mail, pk=pk)})
