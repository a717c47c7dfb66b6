"""Banks: where questions lie."""

from typing import cast
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin import messages

from courses.assessments import actions
from courses.assessments.authoring import access
from courses.assessments.authoring.forms.words import BankForm
from courses.assessments.authoring.selectors.lists import banks
from courses.own import centers_written_for
from lms.core import clock
from lms.users.models import User


def index(request: HttpRequest) -> HttpResponse:
    """The banks of one's centers; a POST makes a new one and goes on to its first question."""
    at = clock.now()
    access.get_centers(user=request.user, at=at)
    form = BankForm(request.POST or None, centers=centers_written_for(request.user, at))
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        bank = actions.open_bank(
            center=form.cleaned_data["center"],
            slug=f"{slugify(name)[:100] or 'bank'}-{uuid4().hex[:8]}",
            name=name,
            by=cast(User, request.user),
            at=at,
        )
        messages.success(request, _("The bank is there. Write its first question."))
        return redirect(f"{reverse('question_new')}?bank={bank.pk}")
    context = {"form": form, "banks": banks(user=request.user, at=at)}
    return render(request, "assessments/banks.html", context)
