"""A quiz as its author puts it together: titles, rules, and questions in their order."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.assessments.authoring.forms.rows import pressed, rearranged
from courses.assessments.authoring.forms.words import texts
from courses.assessments.authoring.selectors.offer import Offer
from courses.assessments.models import QuestionVersion, Quiz, QuizVersion
from courses.assessments.states import NEW, quiz_state


class QuizForm(forms.Form):
    """All but the questions. `seen` and `slug` say what the author began from."""

    title_sv = forms.CharField(label=gettext_lazy("Title in Swedish"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=200)
    pass_mark = forms.IntegerField(
        label=gettext_lazy("Pass mark in percent"),
        help_text=gettext_lazy("Empty: everybody passes who hands in."),
        min_value=1,
        max_value=100,
        required=False,
    )
    max_attempts = forms.IntegerField(
        label=gettext_lazy("Attempts"),
        help_text=gettext_lazy("Empty: as many as they like."),
        min_value=1,
        max_value=20,
        required=False,
    )
    shuffle_questions = forms.BooleanField(
        label=gettext_lazy("Shuffle the questions"), required=False
    )
    shuffle_options = forms.BooleanField(
        label=gettext_lazy("Shuffle the answers of each question"), required=False, initial=True
    )
    slug = forms.SlugField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)

    def arguments(self) -> dict[str, Any]:
        """The arguments of the action but for the questions."""
        rules = ("pass_mark", "max_attempts", "shuffle_questions", "shuffle_options")
        return {
            "titles": texts(self.cleaned_data, "title"),
            "slug": self.cleaned_data["slug"],
            "seen": self.cleaned_data["seen"],
            **{name: self.cleaned_data[name] for name in rules},
        }


def quiz_values(quiz: Quiz, newest: QuizVersion | None) -> dict[str, Any]:
    """A quiz as the form's values."""
    values: dict[str, Any] = {"title_sv": quiz.title_sv, "title_en": quiz.title_en}
    if newest:
        values |= {
            "pass_mark": newest.pass_mark,
            "max_attempts": newest.max_attempts,
            "shuffle_questions": newest.shuffle_questions,
            "shuffle_options": newest.shuffle_options,
        }
    return values


class QuizSheet:
    """The form and the questions in their order, as one.

    A post carries the questions as `question` in their order, and as `add` those that were ticked.
    """

    def __init__(
        self, data: Any, *, offer: Offer, quiz: Quiz | None, newest: QuizVersion | None, slug: str
    ) -> None:
        values = quiz_values(quiz, newest) if quiz else {}
        state = quiz_state(quiz, newest) if quiz else NEW
        self.offer, self.newest = offer, newest
        self.data: Any = data.copy() if data is not None else None
        first = {**values, "slug": slug, "seen": state}
        self.form = QuizForm(self.data, initial=first)
        self.faults: list[str] = []
        self.chosen = self._posted() if self.data is not None else list(offer.standing)

    def _posted(self) -> list[int]:
        values = [*self.data.getlist("question"), *self.data.getlist("add")]
        wanted = [int(v) for v in values if v.isascii() and v.isdigit()]
        # What is not offered is not taken, whoever writes its number into the form.
        return [pk for pk in dict.fromkeys(wanted) if pk in self.offer.wordings]

    def rearrange(self, button: str) -> None:
        """Move, add or take away a question; nothing typed is lost and nothing is saved."""
        act, place = pressed(button)
        self.chosen = rearranged(self.chosen, act, place)
        typed = {name: self.data.get(name, "") for name in self.form.fields}
        self.form = QuizForm(initial=typed)

    def is_valid(self) -> bool:
        """Puts sentences where something is missing."""
        if not self.chosen:
            self.faults = [_("A quiz needs at least one question.")]
        return self.form.is_valid() and not self.faults

    def overtaken(self, text: str, state: str) -> None:
        """Say that somebody else saved first; saving once more is then meant."""
        self.form.add_error(None, text)
        self.data["seen"] = state

    def arguments(self) -> dict[str, Any]:
        """The arguments of the action."""
        questions = [self.offer.wordings[pk] for pk in self.chosen]
        return {**self.form.arguments(), "questions": questions}

    @property
    def items(self) -> list[QuestionVersion]:
        """The questions of the quiz, each in the wording that saving takes."""
        return [self.offer.wordings[pk] for pk in self.chosen]

    @property
    def to_add(self) -> list[tuple[str, list[QuestionVersion]]]:
        """What else is in the banks, by bank."""
        banks: dict[str, list[QuestionVersion]] = {}
        for pk, version in self.offer.wordings.items():
            if pk not in self.chosen and pk in self.offer.own:
                banks.setdefault(version.question.bank.name, []).append(version)
        return list(banks.items())
