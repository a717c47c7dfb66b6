"""The holder's certificate and its paper, and the page where anybody checks one."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from certificates import access, selectors
from certificates.forms import CodeForm
from certificates.models import CertificateFile
from certificates.sheet import sheet
from lms.core import clock
from lms.core.bilingual import active_language

View = Callable[..., HttpResponse]
POLLS = 12  # then a sentence asks to come back; a job that failed is tried again for an hour


def personal(view: View) -> View:
    """Nobody between us and the person keeps the answer, and no search engine lists it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


@require_safe
@personal
@login_required
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The certificate as a page; by htmx only its download, which asks again while it is drawn."""
    at = clock.now()
    certificate = access.certificate_for(user=request.user, pk=pk, at=at)
    language, polls = active_language(), _polls(request)
    context = {
        "certificate": certificate,
        "verdict": selectors.verdict_on(certificate, day=clock.day(at)),
        "drawing": selectors.drawing(certificate, language=language),
        "language": language,
        "next_poll": polls + 1 if polls < POLLS else None,
        "delay": min(2 + polls, 10),
    }
    if request.headers.get("HX-Request"):
        return render(request, "certificates/_download.html", context)
    return render(
        request,
        "certificates/detail.html",
        {**context, "sheet": sheet(certificate, language=language)},
    )


@require_safe
@personal
@login_required
def pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The stored paper, the same bytes for ever; before it is drawn, the page that says so."""
    language = request.GET.get("language") or active_language()
    file = access.file_for(user=request.user, pk=pk, language=language, at=clock.now())
    if file is None:
        return redirect("certificates:detail", pk=pk)
    etag = quote_etag(file.sha256)
    response = _download(file)
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


@require_safe
@personal
def verify_form(request: HttpRequest) -> HttpResponse:
    """Where the number from a paper is typed."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("certificates:verify", code=form.cleaned_data["code"])
    return render(request, "certificates/verify_form.html", {"form": form})


@require_safe
@personal
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """The verdict on a certificate, and what its paper says; 404 where there is none."""
    at = clock.now()
    certificate = selectors.by_code(code)
    context = {
        "certificate": certificate,
        "verdict": selectors.verdict_on(certificate, day=clock.day(at)),
        "sheet": sheet(certificate, language=active_language()) if certificate else None,
        "at": at,
        "typed": code,
        "form": CodeForm(),
        "other_language": _other_language(code),
    }
    return render(request, "certificates/verify.html", context, status=200 if certificate else 404)


def _download(file: CertificateFile) -> HttpResponse:
    response = HttpResponse(bytes(file.pdf), content_type="application/pdf")
    name = f"certificate-{file.certificate_id.hex[:8]}-{file.language}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _other_language(code: str) -> dict[str, str]:
    """The page in the other language; the address on paper has none of its own."""
    other = next(pair for pair in settings.LANGUAGES if pair[0] != active_language())
    with translation.override(other[0]):
        address = reverse("certificates:verify", kwargs={"code": code})
    return {"code": other[0], "name": str(other[1]), "url": address}


def _polls(request: HttpRequest) -> int:
    polls = request.GET.get("polls", "")
    return int(polls) if polls.isascii() and polls.isdigit() and len(polls) < 4 else 0
