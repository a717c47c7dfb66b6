"""Writing questions and quizzes. What was written once never changes: an edit is a new version."""

from courses.assessments.actions.questions import (
    BadQuestion,
    ChangedMeanwhile,
    open_bank,
    write_question,
)
from courses.assessments.actions.quizzes import (
    BadQuiz,
    QuizChangedMeanwhile,
    open_quiz,
    write_quiz,
)

__all__ = [
    "BadQuestion",
    "BadQuiz",
    "ChangedMeanwhile",
    "QuizChangedMeanwhile",
    "open_bank",
    "open_quiz",
    "write_question",
    "write_quiz",
]
