"""The texts of a numbered course: made up, in two languages, different in every course."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from home.models import JobRole, Topic
from lms.demo.scale.network import LANGUAGES

Texts = dict[str, str]

_LEADS = {
    "sv": "{topic}: vad du gör i varje steg, och varför. För {role}.",
    "en": "{topic}: what you do at each step, and why. For {role}.",
}
_PARAGRAPHS = {
    "sv": "<h2>Innan du börjar</h2><p>Läs igenom journalen och kontrollera att identiteten stämmer "
    "i alla led. Exempel {number}: en vuxen patient ska få en behandling med levande celler, och "
    "ingen enskild person har hela bilden. Därför säger alla högt vad de ser och vad de väntar "
    "på.</p><p>Skriv ner tiden när väskan öppnas, temperaturen i den och vem som tog emot den. "
    "Avvikelser meddelas genast till den som är ansvarig, även mitt i natten. Ingen startar innan "
    "svaret har kommit.</p><h2>Under arbetet</h2><ul><li>Två personer läser samma uppgift och "
    "svarar var för sig.</li><li>Det som inte kan läsas finns inte: be om en ny etikett.</li>"
    "<li>Stäng väskan mellan varje steg.</li></ul><p>När något känns fel är det fel tills någon "
    "har visat motsatsen. Den som stoppar arbetet får aldrig kritik för det.</p>",
    "en": "<h2>Before you begin</h2><p>Read the record and check that the identity agrees in every "
    "step. Example {number}: an adult patient is to receive a treatment with living cells, and no "
    "single person sees the whole picture. So everybody says aloud what they see and what they "
    "wait for.</p><p>Write down when the shipper was opened, the temperature inside, and who "
    "received it. Tell the person in charge of any deviation at once, even at night. Nobody starts "
    "before the answer has come.</p><h2>During the work</h2><ul><li>Two people read the same fact "
    "and answer apart from each other.</li><li>What cannot be read is not there: ask for a new "
    "label.</li><li>Close the shipper between the steps.</li></ul><p>When something feels wrong it "
    "is wrong until somebody has shown otherwise. Whoever stops the work is never blamed.</p>",
}
_CALLOUTS = {
    "sv": "<p>Ring alltid före leverans {number} lämnar huset.</p>",
    "en": "<p>Always call before delivery {number} leaves the house.</p>",
}


def key(*parts: object) -> UUID:
    """The same key for the same thing in every run."""
    return uuid5(NAMESPACE_URL, "scale/" + "/".join(str(part) for part in parts))


def titles(topic: Topic, role: JobRole, number: int) -> Texts:
    """What the course is called."""
    return {
        "sv": f"{topic.name_sv}, del {number} – {role.name_sv}",
        "en": f"{topic.name_en}, part {number} – {role.name_en}",
    }


def summaries(topic: Topic, role: JobRole) -> Texts:
    """Its summary."""
    names = {"sv": (topic.name_sv, role.name_sv), "en": (topic.name_en, role.name_en)}
    return {
        code: _LEADS[code].format(topic=names[code][0], role=names[code][1]) for code in LANGUAGES
    }


def objectives(topic: Topic) -> dict[str, list[str]]:
    """What people can do afterwards."""
    return {
        "sv": [
            f"förklara vad {topic.name_sv.lower()} betyder i ditt arbete",
            "kontrollera identiteten i varje led",
            "säga till när något avviker",
        ],
        "en": [
            f"explain what {topic.name_en.lower()} means in your work",
            "check the identity at every step",
            "speak up when something deviates",
        ],
    }


def body(course: int, lesson: int, language: str) -> list[dict[str, Any]]:
    """The stream of a lesson as it is stored."""
    number = f"{course}-{lesson}"
    text = _PARAGRAPHS[language].format(number=number)
    note = {"kind": "remember", "title": "", "text": _CALLOUTS[language].format(number=number)}
    return [
        {"type": "text", "value": text, "id": str(key(number, language, "text"))},
        {"type": "callout", "value": note, "id": str(key(number, language, "callout"))},
    ]


def part_title(what: Mapping[str, str], number: int) -> Texts:
    """A module or a lesson by its number."""
    return {code: f"{word} {number}" for code, word in what.items()}
