"""The list of questions, and the page of one."""

from typing import Any, cast
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from courses.assessments import actions
from courses.assessments.authoring import access
from courses.assessments.authoring.forms.sheet import QuestionSheet
from courses.assessments.authoring.selectors.history import question_history
from courses.assessments.authoring.selectors.lists import Wanted, banks, question_page
from courses.assessments.authoring.selectors.places import places
from courses.assessments.authoring.selectors.use import uses_of
from courses.assessments.models import Question, QuestionBank, QuestionVersion
from courses.assessments.states import question_state
from lms.core import clock
from lms.users.models import User


def index(request: HttpRequest) -> HttpResponse:
    """The questions of one's centers, by bank."""
    at = clock.now()
    centers = access.get_centers(user=request.user, at=at)
    asked = request.GET
    wanted = Wanted(
        words=asked.get("q", "").strip()[:100],
        bank=_number(asked.get("bank", "")),
        center=_number(asked.get("center", "")),
        use=asked.get("use", ""),
        used=asked.get("used", ""),
    )
    page, rows = question_page(user=request.user, at=at, wanted=wanted, number=asked.get("p", "1"))
    mine = banks(user=request.user, at=at)
    context = {"page": page, "rows": rows, "wanted": wanted, "banks": mine, "centers": centers}
    return render(request, "assessments/questions.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def new(request: HttpRequest) -> HttpResponse:
    """An empty question for a bank; without a bank its author chooses one first."""
    at = clock.now()
    number = _number(request.GET.get("bank", ""))
    if number is None:
        access.get_centers(user=request.user, at=at)
        return redirect("question_banks")
    bank = access.get_bank(pk=number, user=request.user, at=at)
    slug = f"q-{uuid4().hex[:10]}"
    sheet = QuestionSheet(
        request.POST if request.method == "POST" else None, places=places(bank.center), slug=slug
    )
    return _answer(request, bank, sheet) or _page(request, bank, sheet, {})


def edit(request: HttpRequest, question_id: int) -> HttpResponse:
    """A question with its versions and its uses; a POST saves, or moves a row of the form."""
    at = clock.now()
    question = access.get_question(pk=question_id, user=request.user, at=at)
    newest = _newest(question)
    sheet = QuestionSheet(
        request.POST if request.method == "POST" else None,
        places=places(question.bank.center),
        slug=question.slug,
        question=question,
        newest=newest,
    )
    answered = _answer(request, question.bank, sheet)
    if answered:
        return answered
    shown = {"uses": uses_of(question), "history": question_history(question)}
    return _page(request, question.bank, sheet, shown)


def _newest(question: Question) -> QuestionVersion | None:
    return question.versions.order_by("-number").prefetch_related("options").first()


def _answer(request: HttpRequest, bank: QuestionBank, sheet: QuestionSheet) -> HttpResponse | None:
    """What follows from a POST; None where the form is to be shown."""
    if request.method != "POST":
        return None
    if "rows" in request.POST:
        sheet.rearrange(request.POST["rows"])
    elif sheet.is_valid():
        return _save(request, bank, sheet)
    return None


def _save(request: HttpRequest, bank: QuestionBank, sheet: QuestionSheet) -> HttpResponse | None:
    by = cast(User, request.user)
    values = sheet.arguments()
    if sheet.question:
        # The form is of this question, whatever its hidden fields say.
        values["slug"] = sheet.question.slug
    try:
        version = actions.write_question(bank=bank, by=by, at=clock.now(), **values)
    except actions.ChangedMeanwhile as overtaken:
        question = Question.objects.get(bank=bank, slug=values["slug"])
        sheet.standing = _newest(question)
        text = _("%(text)s What they wrote stands below. Save again to replace it with yours.")
        state = question_state(question, sheet.standing)
        sheet.overtaken(text % {"text": overtaken}, state)
        return None
    except actions.BadQuestion as failure:
        sheet.form.add_error(None, str(failure))
        return None
    messages.success(request, _said(version, sheet.newest))
    return redirect("question_edit", version.question_id)


def _said(version: QuestionVersion, before: QuestionVersion | None) -> str:
    if version == before:
        return _("Saved. The wording is as before, so there is no new version.")
    return _("Version %(number)s is saved.") % {"number": version.number}


def _page(
    request: HttpRequest, bank: QuestionBank, sheet: QuestionSheet, shown: dict[str, Any]
) -> HttpResponse:
    context = {"bank": bank, "sheet": sheet, "question": sheet.question, **shown}
    return render(request, "assessments/question.html", context)
