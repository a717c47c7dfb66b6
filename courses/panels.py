"""Facts without a language are edited on the source page; translations show them."""

from typing import Any

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, Panel

from courses.locking import in_review
from courses.own import centers_written_for
from courses.source import source_of
from lms.core import clock


class LockedForm(WagtailAdminPageForm):
    """While the course is in review posted values are not read; comments are kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and in_review(self.instance):
            for field in self.fields.values():
                field.disabled = True


class SourceForm(LockedForm):
    """On a translation the fields of the source are not there, so posted values are not read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source_of(self.instance)
        if self.source:
            for name in self.instance.SOURCE_ONLY:
                self.fields.pop(name, None)


class CourseForm(SourceForm):
    """What a release will ask for is marked from the beginning; a draft can do without it."""

    NEEDED = ("summary", "objectives", "target_groups", "review_due")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.NEEDED:
            if name in self.fields:
                self.fields[name].required = True

    @cached_property
    def beside(self) -> Any:
        """What the panels without fields show; None before the course is saved."""
        # The selector reads pages, and pages are made of panels.
        read = import_string("courses.selectors.beside.beside")
        return read(self.instance, self.source) if self.instance.pk else None


class LessonForm(SourceForm):
    """A lesson of questions names its quiz, one of the author's own centers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "quiz" in self.fields:
            centers = centers_written_for(self.for_user, clock.now())
            own = Q(center__in=centers) | Q(pk=self.instance.quiz_id)
            self.fields["quiz"].queryset = self.fields["quiz"].queryset.filter(own)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("kind") == "quiz" and "quiz" in self.fields and not cleaned.get("quiz"):
            self.add_error("quiz", _("Choose the quiz."))
        return cleaned


class SourceFieldPanel(FieldPanel):
    """Read-only on a translation, where it shows the value of the source page."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is not None and self.bound_field is None and self.form.source:
                self.read_only = True
                name = str(self.panel.heading or self.panel.db_field.verbose_name)
                self.heading = name[:1].upper() + name[1:]
                self.help_text = _("Edited in the source language.")

        @cached_property
        def value_from_instance(self) -> Any:
            """What the source page says."""
            page = self.form.source if self.form is not None and self.read_only else self.instance
            return getattr(page, self.field_name)


class BesidePanel(Panel):
    """Shows something about the course that is not edited in its form."""

    def __init__(self, template: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.template = template

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "template": self.template}

    class BoundPanel(Panel.BoundPanel):
        @property
        def template_name(self) -> str:
            """Below `courses/panels`."""
            return f"courses/panels/{self.panel.template}.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "beside": self.form.beside, "page": self.instance}
