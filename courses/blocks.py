"""Blocks of lessons and course pages."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import OuterRef, Subquery
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.assessments.models import Question, QuestionVersion
from courses.assessments.selectors import is_uuid, practice_question
from courses.own import centers_written_for, writer
from home.blocks import text_blocks
from lms.core import clock
from lms.core.bilingual import in_language


class OwnQuestions(ModelChoiceIterator):  # type: ignore[type-arg]
    """What is offered: practice questions of the centers that the author writes for."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        # Asked for when a form is drawn; the block itself was made long before.
        offered = ModelChoiceIterator(self.field)
        own = centers_written_for(writer.get(), clock.now())
        newest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
        wording = Subquery(newest.values("stem")[:1])
        offered.queryset = self.queryset.filter(bank__center__in=own).annotate(stem=wording)
        yield from offered


class OwnQuestionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Offers the author's own; accepts what stands in a text already."""

    iterator = OwnQuestions

    def label_from_instance(self, question: Any) -> str:
        """What it asks, in the author's language."""
        return str(in_language(question.stem or {}) or question)


class PracticeQuestionBlock(blocks.FieldBlock):
    """Names a practice question by its key; wording and answer stay outside the page."""

    def __init__(self, required: bool = True, help_text: str = "", **kwargs: Any) -> None:
        self.field = OwnQuestionField(
            queryset=Question.objects.filter(use=Question.Use.PRACTICE).order_by("slug"),
            to_field_name="key",
            required=required,
            help_text=help_text,
        )
        super().__init__(**kwargs)

    def value_from_form(self, value: Question | str | None) -> str | None:
        """The question's key as text; that is what the stream stores."""
        return str(value.key) if isinstance(value, Question) else value or None

    def value_for_form(self, value: str | None) -> str | None:
        return value

    def get_context(
        self, value: str | None, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """The question as readers see it, without its key."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["question"] = practice_question(value) if value and is_uuid(value) else None
        context["form_id"] = f"practice-{value}"
        return context

    class Meta:
        template = "blocks/practice.html"
        icon = "help"
        label = _("Practice question")


class HintBlock(blocks.TextBlock):
    """Says what is to be written here. For authors only: a release waits until it is gone."""

    class Meta:
        template = "blocks/hint.html"
        icon = "edit"
        label = _("Hint to the author")


class PersonBlock(blocks.StructBlock):
    """Somebody who stands behind the course."""

    role = blocks.ChoiceBlock(
        choices=[
            ("author", _("Author")),
            ("clinical_review", _("Clinical review")),
            ("pharmacy_review", _("Pharmacy review")),
            ("patient_reader", _("Patient reader")),
        ],
        label=_("role"),
    )
    name = blocks.CharBlock(max_length=200, label=_("name and title"))
    center = blocks.CharBlock(required=False, max_length=200, label=_("center"))

    class Meta:
        icon = "user"
        label = _("Person")


def lesson_blocks() -> list[tuple[str, Any]]:
    """What a lesson may hold."""
    return [*text_blocks(), ("practice", PracticeQuestionBlock()), ("hint", HintBlock())]
