"""A question as its author writes it: the wording in both languages, answers as rows, its aim."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.assessments.authoring.forms.words import LANGUAGES, Words, initial, texts
from courses.assessments.authoring.selectors.places import Place
from courses.assessments.models import Question, QuestionVersion
from lms.core.templatetags.ui import language

MOST_ANSWERS = 20
FIRST_ANSWERS = 4


class QuestionForm(forms.Form):
    """All but the answers. `seen` and `slug` say what the author began from."""

    use = forms.ChoiceField(
        label=gettext_lazy("What is it for?"),
        choices=[
            (Question.Use.GRADED, gettext_lazy("Graded: it stands in quizzes")),
            (Question.Use.PRACTICE, gettext_lazy("Practice: it stands in lessons, with feedback")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("This cannot be changed later: who practised has seen the answer."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How many answers are right?"),
        choices=[
            (QuestionVersion.Kind.SINGLE, gettext_lazy("Exactly one")),
            (QuestionVersion.Kind.MULTIPLE, gettext_lazy("One or more")),
        ],
        widget=forms.RadioSelect,
        initial=QuestionVersion.Kind.SINGLE,
    )
    stem_sv = Words(label=gettext_lazy("Question in Swedish"), rows=3)
    stem_en = Words(label=gettext_lazy("Question in English"), rows=3)
    feedback_sv = Words(label=gettext_lazy("Why, in Swedish"), rows=3)
    feedback_en = Words(label=gettext_lazy("Why, in English"), rows=3)
    lesson = forms.ChoiceField(
        label=gettext_lazy("Lesson that teaches it"),
        help_text=gettext_lazy("A wrong answer leads there."),
        required=False,
    )
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome that it tests"), required=False)
    slug = forms.SlugField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Sequence[Place], fixed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        if fixed:
            del self.fields["use"]
        self._offer("lesson", [(p.title, _lessons(p)) for p in places])
        self._offer("outcome", [(p.title, _outcomes(p)) for p in places if p.outcomes])

    def _offer(self, name: str, groups: list[tuple[str, list[tuple[str, str]]]]) -> None:
        choices: list[Any] = [("", _("None")), *groups]
        known = {value for _title, group in groups for value, _text in group}
        kept = str(self.initial.get(name) or "")
        if kept and kept not in known:
            # A lesson of another center's course, or one that is gone: saving keeps it.
            choices.append((kept, _("As before")))
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not texts(cleaned, "stem") and not self.errors.keys() & {"stem_sv", "stem_en"}:
            self.add_error("stem_sv", _("Write the question."))
        for code in LANGUAGES:
            if cleaned.get(f"feedback_{code}") and not cleaned.get(f"stem_{code}"):
                self.add_error(f"stem_{code}", _("Write the question in this language too."))
        self._check_aim(cleaned)
        return cleaned

    def _check_aim(self, cleaned: dict[str, Any]) -> None:
        course, outcome = _split(cleaned.get("outcome", ""))
        lesson = cleaned.get("lesson", "")
        if outcome and not lesson:
            self.add_error("lesson", _("Choose the lesson too: a wrong answer leads there."))
        elif outcome and course and course != course_of(self.places, lesson):
            self.add_error("outcome", _("The outcome and the lesson are of different courses."))

    def aim(self) -> dict[str, Any]:
        """`lesson_key` and `objective` of the action."""
        lesson = self.cleaned_data["lesson"]
        _course, outcome = _split(self.cleaned_data["outcome"])
        return {"lesson_key": UUID(lesson) if lesson else None, "objective": outcome}


def _lessons(place: Place) -> list[tuple[str, str]]:
    return [(str(key), title) for key, title in place.lessons]


def _outcomes(place: Place) -> list[tuple[str, str]]:
    return [
        (f"{place.key}:{number}", f"{number}. {text}")
        for number, text in enumerate(place.outcomes, start=1)
    ]


def _split(value: str) -> tuple[str, int | None]:
    course, _colon, number = value.rpartition(":")
    return course, int(number) if number else None


def course_of(places: Sequence[Place], lesson: str) -> str:
    """The key of the course that holds a lesson; "" where none does."""
    found = (p for p in places if any(str(key) == lesson for key, _title in p.lessons))
    place = next(found, None)
    return str(place.key) if place else ""


class AnswerForm(forms.Form):
    """One answer."""

    text_sv = Words(label=gettext_lazy("Answer in Swedish"), longest=500)
    text_en = Words(label=gettext_lazy("Answer in English"), longest=500)
    correct = forms.BooleanField(label=gettext_lazy("This answer is right"), required=False)
    feedback_sv = Words(label=gettext_lazy("Feedback in Swedish"), longest=500)
    feedback_en = Words(label=gettext_lazy("Feedback in English"), longest=500)

    def is_empty(self) -> bool:
        """Rows to spare say nothing."""
        return not any(self.cleaned_data.get(name) for name in AnswerForm.base_fields)


class AnswerRows(forms.BaseFormSet):  # type: ignore[type-arg]
    """The answers in their order; rows that say nothing are left out."""

    deletion_widget = forms.HiddenInput
    ordering_widget = forms.HiddenInput

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "use_required_attribute": False}

    def written(self) -> list[AnswerForm]:
        """The rows that hold an answer."""
        rows = self.ordered_forms if self.is_bound else []
        return [row for row in rows if not row.is_empty()]

    def check(self, kind: str, languages: Sequence[str]) -> bool:
        """Puts sentences at the rows; True if all answers can be used."""
        rows = self.written()
        for row in rows:
            for code in languages:
                if not row.cleaned_data.get(f"text_{code}"):
                    row.add_error(f"text_{code}", _answer_missing(code))
        right = [row for row in rows if row.cleaned_data.get("correct")]
        for sentence in _faults(kind, len(rows), len(right)):
            self.non_form_errors().append(sentence)
        return not self.non_form_errors() and all(row.is_valid() for row in rows)

    def answers(self) -> list[Mapping[str, Any]]:
        """The options of the action."""
        return [
            {
                "text": texts(row.cleaned_data, "text"),
                "correct": row.cleaned_data["correct"],
                "feedback": texts(row.cleaned_data, "feedback"),
            }
            for row in self.written()
        ]


def _answer_missing(code: str) -> str:
    return _("Write the answer in %(language)s.") % {"language": language(code)}


def _faults(kind: str, answers: int, right: int) -> list[str]:
    if answers < 2:
        return [_("A question needs at least two answers.")]
    if kind == QuestionVersion.Kind.SINGLE and right != 1:
        return [_("Exactly one answer must be right: mark it.")]
    return [] if right else [_("At least one answer must be right: mark it.")]


AnswerFormSet: Any = forms.formset_factory(
    AnswerForm,
    formset=AnswerRows,
    extra=0,
    can_order=True,
    can_delete=True,
    max_num=MOST_ANSWERS,
    absolute_max=MOST_ANSWERS + 10,
    validate_max=True,
)


def question_values(question: Question, newest: QuestionVersion | None) -> dict[str, Any]:
    """A question as the form's values, but for its outcome."""
    if newest is None:
        return {"kind": QuestionVersion.Kind.SINGLE}
    return {
        "kind": newest.kind,
        **initial("stem", newest.stem),
        **initial("feedback", newest.feedback),
        "lesson": str(question.lesson_key or ""),
    }


def answer_values(newest: QuestionVersion | None) -> list[dict[str, Any]]:
    """The answers as the rows' values."""
    options = newest.options.all() if newest else []
    return [
        {
            **initial("text", option.text),
            **initial("feedback", option.feedback),
            "correct": option.is_correct,
        }
        for option in options
    ]
