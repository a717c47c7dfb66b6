"""How one signs in: apps, passkeys and recovery codes, listed, added and taken away."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from lms.core import clock
from lms.users import grace, selectors
from lms.users.access import current_user
from lms.users.factor_forms import no_answer


@login_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """What the person signs in with, and what is missing."""
    person = current_user(request)
    factors = selectors.factors_of(person)
    values = {
        "app": next((row for row in factors if row.type == Authenticator.Type.TOTP), None),
        "passkeys": [row for row in factors if row.type == Authenticator.Type.WEBAUTHN],
        "codes": selectors.unused_codes(factors),
        "onward": get_next_redirect_url(request),
        "sign_ins": selectors.last_sign_ins(person),
        "shut": grace.is_over(request, at=clock.now()),
    }
    return render(request, "mfa/security.html", values)


@login_required
@require_safe
@reauthentication_required(app="allauth.mfa")
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes that are left, to be written down."""
    left = _codes_or_404(request)
    return render(request, "mfa/codes.html", {"codes": left})


@login_required
@require_GET
@reauthentication_required(app="allauth.mfa")
def download_codes(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    values = {"codes": _codes_or_404(request), "person": current_user(request)}
    response = render(request, "mfa/codes.txt", values, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
    return response


def _codes_or_404(request: HttpRequest) -> list[str]:
    codes = selectors.unused_codes(selectors.factors_of(current_user(request)))
    if codes is None:
        raise Http404
    return codes


class AddPasskeyView(webauthn.AddWebAuthnView):
    """A form that came back with a fault keeps the name that was typed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, **kwargs}


class RemovePasskeyView(webauthn.RemoveWebAuthnView):
    """Refuses to take the last one from whoever needs one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        adapter = get_adapter()
        if request.user.is_authenticated and not adapter.can_delete_authenticator(
            self.get_object()
        ):
            messages.error(request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class PasskeyAgainView(webauthn.ReauthenticateWebAuthnView):
    """Stays where it is when the device gave nothing that fits."""

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, _(str(no_answer().message)))
        return redirect(self.request.get_full_path())


add_passkey = AddPasskeyView.as_view()
remove_passkey = RemovePasskeyView.as_view()
passkey_again = PasskeyAgainView.as_view()
