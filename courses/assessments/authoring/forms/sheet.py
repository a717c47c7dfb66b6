"""A question's form and its rows of answers as one."""

from typing import Any

from courses.assessments.authoring.forms.question import (
    FIRST_ANSWERS,
    AnswerForm,
    AnswerFormSet,
    QuestionForm,
    answer_values,
    course_of,
    question_values,
)
from courses.assessments.authoring.forms.rows import MORE, pressed, rearranged
from courses.assessments.authoring.forms.words import LANGUAGES, texts
from courses.assessments.authoring.selectors.places import Place
from courses.assessments.models import Question, QuestionVersion
from courses.assessments.states import NEW, question_state

ANSWERS = "answers"


class QuestionSheet:
    """What is shown, what was typed, and what is said about it."""

    def __init__(
        self,
        data: Any,
        *,
        places: list[Place],
        slug: str,
        question: Question | None = None,
        newest: QuestionVersion | None = None,
    ) -> None:
        self.places, self.question, self.newest = places, question, newest
        # What somebody else wrote meanwhile.
        self.standing: QuestionVersion | None = None
        self.data: Any = data.copy() if data is not None else None
        self.form = self._form(self.data, self._first(slug))
        self.rows = AnswerFormSet(self.data, prefix=ANSWERS, initial=self._first_rows())

    def _form(self, data: Any, values: dict[str, Any]) -> QuestionForm:
        fixed = self.question is not None
        return QuestionForm(data, places=self.places, fixed=fixed, initial=values)

    def _first(self, slug: str) -> dict[str, Any]:
        if self.question is None:
            return {"slug": slug, "seen": NEW}
        values = question_values(self.question, self.newest)
        if self.question.objective:
            course = course_of(self.places, values["lesson"])
            values["outcome"] = f"{course}:{self.question.objective}"
        return {**values, "slug": slug, "seen": question_state(self.question, self.newest)}

    def _first_rows(self) -> list[dict[str, Any]] | None:
        if self.data is not None:
            return None
        return answer_values(self.newest) or [{} for _row in range(FIRST_ANSWERS)]

    def rearrange(self, button: str) -> None:
        """Move, add or take away a row; nothing typed is lost and nothing is saved."""
        act, place = pressed(button)
        rows = rearranged(self._typed_rows(), act, place)
        if act == MORE:
            rows.append({})
        self.form = self._form(None, {name: self.data.get(name) for name in self.form.fields})
        self.rows = AnswerFormSet(prefix=ANSWERS, initial=rows)

    def _typed_rows(self) -> list[dict[str, Any]]:
        rows = [row for row in self.rows.forms if not row["DELETE"].value()]
        rows.sort(key=lambda row: int(row["ORDER"].value() or len(rows)))
        return [{name: row[name].value() for name in AnswerForm.base_fields} for row in rows]

    def is_valid(self) -> bool:
        """Puts sentences where something is missing."""
        # Both are asked, so that everything is said at once.
        form_is_good, rows_are_good = self.form.is_valid(), self.rows.is_valid()
        cleaned = self.form.cleaned_data
        spoken = [code for code in LANGUAGES if cleaned.get(f"stem_{code}")]
        answered = rows_are_good and self.rows.check(cleaned.get("kind", ""), spoken)
        return bool(form_is_good and answered)

    def overtaken(self, text: str, state: str) -> None:
        """Say that somebody else saved first; saving once more is then meant."""
        self.form.add_error(None, text)
        self.data["seen"] = state

    def arguments(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = self.form.cleaned_data
        return {
            "slug": cleaned["slug"],
            "seen": cleaned["seen"],
            "use": self.question.use if self.question else cleaned["use"],
            "kind": cleaned["kind"],
            "stem": texts(cleaned, "stem"),
            "feedback": texts(cleaned, "feedback"),
            "options": self.rows.answers(),
            **self.form.aim(),
        }
