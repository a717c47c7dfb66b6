"""Recomputes what the records claim, from the records alone; each breach is one sentence."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet, Value

from certificates.models import Certificate, CertificateFile
from courses.models import Course, CourseVersion, LessonPage, LessonText
from lms.core.models import Event
from lms.learning.models import Attempt, Completion, Enrollment, Progress
from lms.learning.rules import progress

CHUNK = 500


def breaches(*, files: bool = False) -> Iterator[str]:
    """Everything that does not add up; nothing when all is well. `files` also rehashes papers."""
    yield from _completion()
    yield from _awards()
    yield from _trail()
    yield from _attempts()
    yield from _versions()
    if files:
        yield from _papers()


def _completion() -> Iterator[str]:
    outlines = dict(CourseVersion.objects.values_list("pk", "outline"))
    rows = (
        Enrollment.objects.exclude(status=Enrollment.Status.WITHDRAWN)
        .annotate(has_completion=Exists(Completion.objects.filter(enrollment=OuterRef("pk"))))
        .values_list("pk", "version_id", "status", "has_completion")
        .order_by("pk")
    )
    start = 0
    while chunk := list(rows.filter(pk__gt=start)[:CHUNK]):
        start = chunk[-1][0]
        done = _done([pk for pk, *_rest in chunk])
        for pk, version, status, has_completion in chunk:
            rule_holds = progress(outlines[version], done.get(pk, set())).complete
            if rule_holds != has_completion:
                yield f"Enrollment {pk}: the rule holds: {rule_holds}, completed: {has_completion}."
            if has_completion != (status == Enrollment.Status.COMPLETED):
                yield f"Enrollment {pk} is {status}, completed: {has_completion}."


def _done(enrollments: list[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = Progress.objects.filter(enrollment__in=enrollments).exclude(done_at=None)
    for enrollment, key in rows.values_list("enrollment_id", "lesson__key"):
        found.setdefault(enrollment, set()).add(str(key))
    return found


def _awards() -> Iterator[str]:
    earned = {
        f"completion:{pk}": learner
        for pk, learner in Completion.objects.filter(basis=Completion.Basis.EARNED).values_list(
            "pk", "learner_id"
        )
    }
    rows = Certificate.objects.filter(evidence_key__startswith="completion:", supersedes=None)
    holders = dict(rows.values_list("evidence_key", "holder_id"))
    for key in sorted(earned.keys() - holders.keys()):
        yield f"{key} has no certificate."
    for key in sorted(holders.keys() - earned.keys()):
        yield f"A certificate names {key}, which earned none."
    for key in sorted(earned.keys() & holders.keys()):
        if earned[key] != holders[key]:
            yield f"The certificate of {key} names another person."


def _trail() -> Iterator[str]:
    """Every row has its entry, every entry its row, and both are about the same person."""
    revoked = Certificate.objects.exclude(revocation=None)
    for name, rows, person in (
        ("enrollment.opened", Enrollment.objects.all(), "learner_id"),
        ("course.completed", Completion.objects.all(), "learner_id"),
        ("certificate.issued", Certificate.objects.all(), "holder_id"),
        ("certificate.revoked", revoked, "holder_id"),
        ("course.released", CourseVersion.objects.all(), None),
    ):
        yield from _told(name, rows, person)


def _told(name: str, rows: "QuerySet[Any]", person: str | None) -> Iterator[str]:
    label = rows.model._meta.label
    told = Event.objects.filter(name=name, subject_type=label)
    entries = dict(told.values_list("subject_pk", "person_id"))
    whom = F(person) if person else Value(None, BigIntegerField())
    there = {str(pk): about for pk, about in rows.values_list("pk", whom)}
    for pk in sorted(there.keys() - entries.keys()):
        yield f"{label} {pk} has no {name} in the trail."
    for pk in sorted(entries.keys() - there.keys()):
        yield f"The trail tells of {label} {pk} ({name}), which is not there."
    for pk in sorted(there.keys() & entries.keys()):
        if there[pk] != entries[pk]:
            yield f"The trail has another person at {name} of {label} {pk}."


def _attempts() -> Iterator[str]:
    """Grades follow from the answers, and what was passed shows as progress."""
    graded = Attempt.objects.filter(state=Attempt.State.GRADED).annotate(
        right_answers=Count("responses", filter=Q(responses__is_right=True))
    )
    for pk in graded.exclude(right=F("right_answers")).values_list("pk", flat=True):
        yield f"Attempt {pk}: the grade differs from its answers."
    shown = Progress.objects.filter(
        enrollment=OuterRef("enrollment"), lesson=OuterRef("lesson"), done_at__isnull=False
    )
    for pk in graded.filter(passed=True).exclude(Exists(shown)).values_list("pk", flat=True):
        yield f"Attempt {pk} passed, but its lesson is not done."


def _versions() -> Iterator[str]:
    behind = CourseVersion.objects.filter(
        Q(course__current=None)
        | Q(major__gt=F("course__current__major"))
        | Q(major=F("course__current__major"), minor__gt=F("course__current__minor"))
    )
    for pk in behind.values_list("pk", flat=True):
        yield f"Version {pk} is newer than the one its course shows."
    for code in Course.objects.filter(status=Course.Status.OPEN, current=None):
        yield f"Course {code} is open without a version."
    yield from _unknown_blocks()


def _unknown_blocks() -> Iterator[str]:
    known = set(LessonPage._meta.get_field("body").stream_block.child_blocks)
    for pk, body in LessonText.objects.values_list("pk", "body").iterator(chunk_size=CHUNK):
        for kind in {block["type"] for block in body} - known:
            yield f"Lesson text {pk} holds a block of the unknown type {kind}."


def _papers() -> Iterator[str]:
    for paper in CertificateFile.objects.iterator(chunk_size=20):
        if hashlib.sha256(bytes(paper.pdf)).hexdigest() != paper.sha256:
            yield f"The {paper.language} paper of certificate {paper.certificate_id} was changed."
