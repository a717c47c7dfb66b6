"""Every write of this room, one file a journey."""

from lms.learning.actions.answers import (
    AnswersRefused,
    AttemptIsOver,
    NoSuchQuestion,
    StaleAnswer,
    save_answer,
    save_answers,
)
from lms.learning.actions.attempts import NoAttemptsLeft, Unanswered, start_attempt, submit
from lms.learning.actions.enrollment import (
    AddressNotVerified,
    ByInvitation,
    CannotEnroll,
    NotOpen,
    StaffOnly,
    enroll,
    follow_editorial,
    upgrade,
    withdraw,
)
from lms.learning.actions.holding import NotUnderWay
from lms.learning.actions.progress import (
    NotInCourse,
    OnlyByQuestions,
    record_outcome,
    save_place,
    start_lesson,
)
from lms.learning.papers import BadAnswer

__all__ = [
    "AddressNotVerified",
    "AnswersRefused",
    "AttemptIsOver",
    "BadAnswer",
    "ByInvitation",
    "CannotEnroll",
    "NoAttemptsLeft",
    "NoSuchQuestion",
    "NotInCourse",
    "NotOpen",
    "NotUnderWay",
    "OnlyByQuestions",
    "StaffOnly",
    "StaleAnswer",
    "Unanswered",
    "enroll",
    "follow_editorial",
    "record_outcome",
    "save_answer",
    "save_answers",
    "save_place",
    "start_attempt",
    "start_lesson",
    "submit",
    "upgrade",
    "withdraw",
]
