"""What an author has in front of them, as a short text: a form that was overtaken can tell."""

from courses.assessments.models import Question, QuestionVersion, Quiz, QuizVersion
from courses.canonical import digest

NEW = "new"


def question_state(question: Question, newest: QuestionVersion | None) -> str:
    """Another one as soon as somebody saves a change of wording, key or aim."""
    number = newest.number if newest else 0
    return _state(number, str(question.lesson_key or ""), question.objective)


def quiz_state(quiz: Quiz, newest: QuizVersion | None) -> str:
    """Another one as soon as somebody saves a change of titles, questions or rules."""
    return _state(newest.number if newest else 0, quiz.title_sv, quiz.title_en)


def _state(number: int, *rest: object) -> str:
    return f"{number}-{digest(list(rest))[:12]}"
