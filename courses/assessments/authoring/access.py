"""What a person may write, or 404."""

from datetime import datetime
from typing import Any

from django.http import Http404

from courses.assessments.models import Question, QuestionBank, Quiz
from courses.own import centers_written_for
from home.centers.models import Center


def get_centers(*, user: Any, at: datetime) -> list[Center]:
    """The centers that the person writes for; 404 for those who write for none."""
    found = list(centers_written_for(user, at))
    if not found:
        raise Http404
    return found


def get_bank(*, pk: int, user: Any, at: datetime) -> QuestionBank:
    """A bank of a center that the person writes for."""
    banks = QuestionBank.objects.visible_to(user, at).select_related("center")
    bank = banks.filter(pk=pk).first()
    if bank is None:
        raise Http404
    return bank


def get_question(*, pk: int, user: Any, at: datetime) -> Question:
    """A question of such a bank, with its bank and center."""
    questions = Question.objects.visible_to(user, at).select_related("bank__center")
    question = questions.filter(pk=pk).first()
    if question is None:
        raise Http404
    return question


def get_quiz(*, pk: int, user: Any, at: datetime) -> Quiz:
    """A quiz of a center that the person writes for."""
    quiz = Quiz.objects.visible_to(user, at).select_related("center").filter(pk=pk).first()
    if quiz is None:
        raise Http404
    return quiz
