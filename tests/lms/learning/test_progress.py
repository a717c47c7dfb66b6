"""Doing lessons: the place, what is done, and what finishing a course brings."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.models import Certificate, Design, DesignVersion, Signatory
from courses.models import Course, CourseVersion
from home.centers.models import Center
from lms.core import clock, jobs
from lms.core.models import Event
from lms.core.outcome import Outcome
from lms.learning import actions, rules
from lms.learning.models import Completion, Enrollment, Progress
from lms.learning.selectors.standing import done_keys
from lms.notifications.models import Mail, Notification
from lms.users.models import User
from tests.factories import courses, home, learning
from tests.factories.learning import AT

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
DONE = Outcome(done=True)


def fresh(enrollment: Enrollment) -> Enrollment:
    return Enrollment.objects.select_related("version").get(pk=enrollment.pk)


def test_the_place_is_kept_in_one_statement(ada: User) -> None:
    enrollment = learning.enrolled(ada)
    lesson = learning.rows(enrollment)[0]
    for position, at in ((430, AT), (700, LATER)):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            actions.save_place(enrollment=enrollment, lesson=lesson, position=position, at=at)
        assert [
            q["sql"].split()[0] for q in caught.captured_queries if "SAVEPOINT" not in q["sql"]
        ] == ["INSERT"]
    row = Progress.objects.get()
    assert (row.position, row.started_at, row.touched_at) == (700, AT, LATER)


@pytest.mark.parametrize(("posted", "kept"), [(-5, 0), (1001, 1000), (10**9, 1000)])
def test_a_place_stays_within_the_lesson(ada: User, posted: int, kept: int) -> None:
    enrollment = learning.enrolled(ada)
    lesson = learning.rows(enrollment)[0]
    actions.save_place(enrollment=enrollment, lesson=lesson, position=posted, at=AT)
    assert Progress.objects.get().position == kept


def test_reading_on_after_done_keeps_it_done(ada: User) -> None:
    enrollment = learning.enrolled(ada)
    lesson = learning.rows(enrollment)[0]
    learning.read(enrollment, lesson)
    actions.save_place(enrollment=enrollment, lesson=lesson, position=10, at=LATER)
    assert Progress.objects.get().done_at == AT


def test_done_again_changes_nothing(ada: User) -> None:
    enrollment = learning.enrolled(ada)
    lesson = learning.rows(enrollment)[0]
    learning.read(enrollment, lesson)
    learning.read(enrollment, lesson, at=LATER)
    assert Progress.objects.get().done_at == AT
    assert Event.objects.filter(name="lesson.completed").count() == 1


def test_an_outcome_that_is_not_done_only_starts_the_lesson(ada: User) -> None:
    enrollment = learning.enrolled(ada)
    lesson = learning.rows(enrollment)[0]
    for outcome in (Outcome(done=False), Outcome(done=True, passed=False, score=Decimal(10))):
        row = actions.record_outcome(enrollment=enrollment, lesson=lesson, outcome=outcome, at=AT)
        assert row.done_at is None
    assert Progress.objects.get().score is None
    assert not Event.objects.filter(name="lesson.completed").exists()


def test_questions_are_not_done_by_a_button(ada: User) -> None:
    enrollment = learning.enrolled(ada)
    (lesson,) = learning.rows(enrollment, "quiz")
    with pytest.raises(actions.OnlyByQuestions):
        actions.record_outcome(enrollment=enrollment, lesson=lesson, outcome=DONE, at=AT)
    assert not Progress.objects.exists()


def test_a_lesson_of_another_course_is_refused(ada: User, david: User) -> None:
    mine = learning.enrolled(ada)
    foreign = learning.enrolled(david, learning.course("other"))
    lesson = learning.rows(foreign)[0]
    with pytest.raises(actions.NotInCourse):
        actions.record_outcome(enrollment=mine, lesson=lesson, outcome=DONE, at=AT)


def test_nothing_is_recorded_after_leaving(ada: User) -> None:
    enrollment = learning.enrolled(ada)
    lesson = learning.rows(enrollment)[0]
    left = actions.withdraw(enrollment=enrollment, at=AT)
    with pytest.raises(actions.NotUnderWay):
        actions.record_outcome(enrollment=enrollment, lesson=lesson, outcome=DONE, at=AT)
    with pytest.raises(actions.NotUnderWay):
        actions.save_place(enrollment=left, lesson=lesson, position=1, at=AT)


def test_the_last_lesson_brings_everything_at_once(ada: User) -> None:
    done = learning.finished(ada)
    completion = Completion.objects.get()
    assert (done.status, done.ended_at) == (Enrollment.Status.COMPLETED, AT)
    assert (completion.enrollment, completion.version) == (done, done.version)
    assert completion.score == 100
    certificate = Certificate.objects.get(evidence_key=f"completion:{completion.pk}")
    assert certificate.holder == ada
    notice = Notification.objects.get(key=f"completion:{completion.pk}")
    assert (notice.recipient, notice.kind) == (ada, "completed")
    event = Event.objects.get(name="course.completed")
    assert event.data["certificate"] == str(certificate.pk)


def test_the_mail_names_the_course_and_leads_to_the_certificate(ada: User) -> None:
    learning.finished(ada, at=clock.now())
    certificate, completion = Certificate.objects.get(), Completion.objects.get()
    assert jobs.run(key=f"mail:completion:{completion.pk}", at=clock.now())
    mail = Mail.objects.get(kind="completed")
    assert "Kurs car-t (sv)" in mail.subject
    assert f"/sv/certificates/{certificate.pk}/" in mail.text


def test_the_course_is_done_exactly_when_all_lessons_are(ada: User) -> None:
    enrollment = learning.enrolled(ada, learning.course(lessons=3))
    for count, lesson in enumerate(learning.rows(enrollment), start=1):
        learning.read(enrollment, lesson)
        now = fresh(enrollment)
        known = rules.progress(now.version.outline, done_keys(enrollment=now))
        assert (known.done, known.complete) == (count, count == 3)
        assert (now.status == Enrollment.Status.COMPLETED) is known.complete


def test_a_course_with_a_passed_quiz_says_achievement_and_the_score(ada: User) -> None:
    enrollment = learning.enrolled(ada, learning.course(quiz=courses.quiz(size=5)))
    learning.read(enrollment)
    learning.handed_in(learning.begun(enrollment), right=4)
    certificate = Certificate.objects.get()
    assert certificate.kind == Certificate.Kind.ACHIEVEMENT
    assert certificate.statement["en"]["score"] == "4 of 5"
    assert Completion.objects.get().score == Decimal(80)


def test_a_self_check_never_blocks_and_never_counts(ada: User) -> None:
    quiz = courses.quiz(pass_mark=None)
    enrollment = learning.enrolled(ada, learning.course(quiz=quiz))
    learning.read(enrollment)
    attempt = learning.handed_in(learning.begun(enrollment), right=0)
    assert attempt.passed is None
    assert fresh(enrollment).status == Enrollment.Status.COMPLETED
    certificate = Certificate.objects.get()
    assert certificate.kind == Certificate.Kind.PARTICIPATION
    assert certificate.statement["sv"]["score"] == ""
    assert Completion.objects.get().score is None


def test_the_certificate_keeps_what_the_version_said_in_both_languages(ada: User) -> None:
    Signatory.objects.create(
        center=home.center(), name="Sofia Ahlgren", title_sv="Kursansvarig", title_en="Course lead"
    )
    learning.finished(ada, learning.course(hours=Decimal("7.5")))
    certificate = Certificate.objects.get()
    swedish, english = certificate.statement["sv"], certificate.statement["en"]
    assert (swedish["holder_name"], swedish["title"]) == ("Ada Lind", "Kurs car-t (sv)")
    assert english["objectives"] == ["Kontrollera identiteten (en)"]
    assert english["minutes"] == 450
    assert english["version"] == "1.0"
    assert english["issuer"]["name"] == "Uppsala ATMP Center"
    assert english["signatories"] == [{"name": "Sofia Ahlgren", "title": "Course lead"}]
    assert english["notice"] == "Demonstration (en)"
    assert (certificate.valid_from, certificate.valid_until) == (
        date(2025, 6, 9),
        date(2027, 6, 9),
    )


def test_validity_begins_on_the_day_of_the_issuing_center(ada: User) -> None:
    late = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    learning.finished(ada, learning.course(validity_months=None), at=late)
    certificate = Certificate.objects.get()
    assert (certificate.valid_from, certificate.valid_until) == (date(2026, 1, 1), None)
    assert Center.objects.get().time_zone == "Europe/Stockholm"


def test_the_newest_state_of_the_courses_design_is_used(ada: User) -> None:
    design = Design.objects.create(slug="own", name_sv="Eget", name_en="Own")
    newest = [
        DesignVersion.objects.create(design=design, number=n, recorded_at=AT) for n in (1, 2)
    ][-1]
    course = learning.course()
    Course.objects.filter(pk=course.pk).update(design=design)
    learning.finished(ada, course)
    assert Certificate.objects.get().design_version == newest


def test_a_repeat_gives_a_completion_and_a_certificate_of_its_own(ada: User) -> None:
    course = learning.course()
    learning.finished(ada, course)
    learning.finished(ada, course, at=LATER)
    assert Completion.objects.filter(learner=ada).count() == 2
    assert Certificate.objects.filter(holder=ada).count() == 2


def test_a_release_with_more_lessons_takes_nothing_from_who_is_under_way(ada: User) -> None:
    course = learning.course(lessons=2)
    enrollment = learning.enrolled(ada, course)
    first, _second = lessons = learning.rows(enrollment)
    learning.read(enrollment, first)
    more = learning.course("more", lessons=1)
    extra = learning.rows(learning.enrolled(ada, more))
    learning.release(course, [*lessons, *extra], impact=CourseVersion.Impact.CONTENT)
    actions.follow_editorial(course=course, at=LATER)
    now = fresh(enrollment)
    assert rules.progress(now.version.outline, done_keys(enrollment=now)).percent == 50


def test_a_false_wording_release_moves_nobody(ada: User) -> None:
    course = learning.course(lessons=2)
    enrollment = learning.enrolled(ada, course)
    lessons = learning.rows(enrollment)
    learning.release(course, lessons[:1], impact=CourseVersion.Impact.EDITORIAL)
    assert actions.follow_editorial(course=course, at=LATER) == 0
