"""A quiz of ten questions for each course number."""

from datetime import datetime

from courses.assessments.models import (
    Option,
    Question,
    QuestionBank,
    QuestionVersion,
    Quiz,
    QuizItem,
    QuizVersion,
)
from lms.demo.scale import wording
from lms.demo.scale.network import Network

QUESTIONS = 10
PASS_MARK = 80
TITLES = {"sv": "Slutfrågor", "en": "Final questions"}
STEMS = {
    "sv": "Vad gör du först när etiketten på väska {number} inte går att läsa? (fråga {place})",
    "en": "What do you do first when the label of shipper {number} cannot be read? "
    "(question {place})",
}
# The first is right; papers shuffle them.
ANSWERS = (
    {"sv": "Stannar och ber om en ny etikett", "en": "Stop and ask for a new label"},
    {"sv": "Går vidare om en kollega känner igen väskan", "en": "Go on if a colleague knows it"},
    {"sv": "Skriver etiketten själv", "en": "Write the label yourself"},
    {"sv": "Väntar till nästa dag", "en": "Wait until the next day"},
)


def write(network: Network, numbers: range, *, at: datetime) -> list[QuizVersion]:
    """A quiz version for each number, in their order."""
    bank, _made = QuestionBank.objects.get_or_create(
        slug="scale", defaults={"center": network.centers[0], "name": "Mätning"}
    )
    questions = Question.objects.bulk_create(
        Question(
            key=wording.key("question", number, place),
            bank=bank,
            slug=f"{number}-{place}",
            use=Question.Use.GRADED,
            lesson_key=wording.key("lesson", number, 1 + place % 3),
            objective=1 + place % 3,
        )
        for number in numbers
        for place in range(1, QUESTIONS + 1)
    )
    versions = QuestionVersion.objects.bulk_create(_wording(row, at) for row in questions)
    Option.objects.bulk_create(option for row in versions for option in _options(row))
    return _quizzes(network, numbers, versions, at)


def _wording(question: Question, at: datetime) -> QuestionVersion:
    number, place = question.slug.split("-")
    return QuestionVersion(
        question=question,
        number=1,
        kind=QuestionVersion.Kind.SINGLE,
        stem={code: text.format(number=number, place=place) for code, text in STEMS.items()},
        feedback={
            "sv": "Det som inte kan läsas finns inte.",
            "en": "What cannot be read is not there.",
        },
        recorded_at=at,
    )


def _options(version: QuestionVersion) -> list[Option]:
    return [
        Option(question_version=version, position=position, text=text, is_correct=position == 1)
        for position, text in enumerate(ANSWERS, start=1)
    ]


def _quizzes(
    network: Network, numbers: range, questions: list[QuestionVersion], at: datetime
) -> list[QuizVersion]:
    quizzes = Quiz.objects.bulk_create(
        Quiz(
            key=wording.key("quiz", number),
            center=network.centers[number % len(network.centers)],
            slug=f"scale-{number:06}",
            title_sv=TITLES["sv"],
            title_en=TITLES["en"],
        )
        for number in numbers
    )
    versions = QuizVersion.objects.bulk_create(
        QuizVersion(quiz=quiz, number=1, pass_mark=PASS_MARK, recorded_at=at) for quiz in quizzes
    )
    QuizItem.objects.bulk_create(
        QuizItem(quiz_version=versions[index // QUESTIONS], question_version=question,
                 position=index % QUESTIONS + 1)
        for index, question in enumerate(questions)
    )  # fmt: skip
    return versions
