"""People and content behind every screen in every state, made once by the product's own actions."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from certificates import actions as certificate_actions
from certificates.models import Certificate
from courses import actions as course_actions
from courses.assessments.models import Question
from courses.models import Course, CoursePage, CourseVersion
from home.actions import report_page, state_interests
from home.centers.models import Center, Delegation
from home.models import JobRole, Topic
from lms.core import clock, jobs
from lms.core.models import Job
from lms.demo import network, site
from lms.demo.content_files import load_all
from lms.demo.courses import CourseLoader
from lms.demo.network import moment
from lms.demo.reviewers import Reviewers
from lms.learning import actions
from lms.learning.models import Attempt, Completion, Enrollment
from lms.users.actions import ask_for_factor
from lms.users.models import User
from tests.factories import certificates, courses, home, learning
from tests.lms.users import steps

BEGINNING = moment("2024-01-08")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TOLD = ("cart-bedside", "relatives")


def address(name: str, *args: Any, language: str = "sv") -> str:
    """The path of a view in a language."""
    with translation.override(language):
        return reverse(name, args=args)


class World:
    """The network, two courses of the demo, and people at every stage."""

    def __init__(self) -> None:
        network.load_words()
        network.load_centers()
        site.load_site()
        self.people: dict[str, User] = {}
        self.attempts: dict[str, Attempt] = {}
        self.papers: dict[str, Certificate] = {}
        self.at_lesson: dict[str, str] = {}
        self.author = self._person("author", "Bo Ek", "karolinska", "physician")
        home.delegation(self.author, Delegation.Permission.EDUCATOR, home.center("karolinska"))
        self.bedside, self.relatives = self._told()
        self.open = courses.released("oppen", center=home.center("uppsala"))
        self._people()
        self._states_of_courses()
        self._states_of_lessons()
        self._attempts()
        self._certificates()
        self._editing()
        self.finish()

    def _person(self, key: str, name: str, center: str = "", role: str = "nurse") -> User:
        user = learning.confirmed(home.person(f"{key}@example.org", name))
        if center:
            home.member(user, home.center(center), role=role)
        self.people[key] = user
        return user

    def _told(self) -> list[Course]:
        """Courses with their real texts: long titles, tables, callouts, practice questions."""
        design = network.load_design(BEGINNING)
        reviewers = Reviewers(courses.approvers(), at=BEGINNING)
        for data in load_all("courses"):
            if data["id"] in TOLD:
                loader = CourseLoader(data, author=self.author, reviewers=reviewers, design=design)
                for step in loader.steps():
                    step.act(step.at)
        return [Course.objects.select_related("current").get(code=code) for code in TOLD]

    def _people(self) -> None:
        self.ada = self._person("ada", "Ada Lind", "uppsala")
        self._person("eva", "Eva Ström")
        self._person("new", "Nils Berg", "uppsala")
        idle = self._person("idle", "Ida Holm", "uppsala")
        state_interests(
            person=idle,
            job_roles=list(JobRole.objects.filter(slug="nurse")),
            topics=list(Topic.objects.all()[:2]),
            at=AT,
        )
        codes = self._person("codes", "Karin Ek")
        codes.set_unusable_password()
        codes.save()
        self._second_steps()
        gone = self._person("gone", "Gun Alm")
        gone.is_active = False
        gone.save()

    def _second_steps(self) -> None:
        """Somebody who has everything, somebody who must, and who helps when it is lost."""
        safe = steps.with_app(self._person("safe", "Siv Dahl", "uppsala"))
        steps.with_passkey(safe)
        asked = self._person("asked", "Alf Berg", "uppsala")
        ask_for_factor(person=asked, at=clock.now())
        manager = self._person("manager", "Cecilia Berg", "uppsala")
        home.delegation(manager, Delegation.Permission.MANAGER, home.center("uppsala"))
        home.delegation(self._person("office", "Olof Nord"), Delegation.Permission.OFFICE, None)

    def _states_of_courses(self) -> None:
        self.under_way = learning.enrolled(self.ada, self.bedside, at=AT)
        learning.read(self.under_way, *learning.rows(self.under_way, "reading")[:2], at=AT)
        self.closed = courses.released("stangd", center=home.center("uppsala"))
        course_actions.set_live_facts(
            course=self.closed, by=None, at=AT, status=Course.Status.CLOSED
        )
        self.done = learning.finished(self.ada, self.open, at=AT)

    def _states_of_lessons(self) -> None:
        rows = {
            "newer": learning.course("newer"),
            "retired": learning.course("retired"),
            "left": learning.course("left"),
            "swedish": learning.course("swedish", languages=["sv"]),
            "blocks": self._every_block(),
        }
        for key, course in rows.items():
            enrollment = learning.enrolled(self.ada, course, at=AT)
            self.at_lesson[key] = self._lesson(enrollment, "en" if key == "swedish" else "sv")
            if key == "newer":
                lessons = learning.rows(enrollment)
                learning.release(course, lessons, impact=CourseVersion.Impact.CONTENT)
            if key == "left":
                actions.withdraw(enrollment=enrollment, at=AT)
        course_actions.retire(
            course=rows["retired"], by=None, at=AT, on=date(2026, 3, 2), reason="Ersatt"
        )

    def _lesson(self, enrollment: Enrollment, language: str = "sv", number: int = 0) -> str:
        lesson = learning.rows(enrollment)[number]
        return address("learning:lesson", enrollment.uid, lesson.key, language=language)

    def _every_block(self) -> Course:
        """A course whose first lesson holds a block of every kind, and one that cannot be shown."""
        image = get_image_model().objects.create(title="Påse", file=get_test_image_file())
        paper = get_document_model().objects.create(
            title="Checklista", file=ContentFile(b"%PDF-1.7", name="checklista.pdf")
        )
        self.practice = courses.question("prova", use=Question.Use.PRACTICE)
        lost = courses.question("borta", use=Question.Use.PRACTICE).question
        wide = ["Grad", "Feber", "Blodtryck", "Syrgas", "Vad du gör"]
        row = ["2", "38 grader eller mer", "Lågt, utan vasopressor", "Lågt flöde", "Larma"]
        shown = {"image": image.pk, "alt_text": "En tinad påse", "decorative": False}
        values: list[tuple[str, Any]] = [
            ("text", "<h2>Före</h2><p>Två personer, varje gång.</p>"),
            ("image", {"image": shown, "caption": "Efter tining"}),
            ("callout", {"kind": "safety", "title": "", "text": "<p>Stanna. Ring.</p>"}),
            ("callout", {"kind": "practice", "title": "Hos oss", "text": "<p>Så gör vi.</p>"}),
            ("table", {"caption": "Grader av CRS", "head": wide, "rows": [row, row]}),
            ("quote", {"text": "Säg ditt namn.", "source": "Sjuksköterskan"}),
            ("download", {"document": paper.pk, "title": "Skriv ut listan"}),
            ("accordion", {"title": "Läs mer", "text": "<p>Mer.</p>"}),
            ("practice", str(self.practice.question.key)),
            ("practice", str(lost.key)),
        ]
        body = [{"type": kind, "value": value} for kind, value in values]
        course = courses.released("block", lessons=1, body=body)
        Question.objects.filter(pk=lost.pk).update(key=uuid4())
        return course

    def _attempts(self) -> None:
        self.quiz = self._quiz_of("quiz", self.ada)
        self.attempts["open"] = learning.begun(self.quiz, at=AT)
        actions.save_answer(
            attempt=self.attempts["open"],
            number=1,
            options=learning.options(self.attempts["open"], 1),
            flagged=True,
            version=0,
            at=AT,
        )
        failed = self._quiz_of("failed", self.ada, max_attempts=1)
        self.attempts["failed"] = learning.handed_in(learning.begun(failed, at=AT), right=1, at=AT)
        self.at_lesson["used up"] = self._lesson(failed, number=2)
        again = self._quiz_of("again", self.ada)
        self.attempts["again"] = learning.handed_in(learning.begun(again, at=AT), right=0, at=AT)
        self.at_lesson["again"] = self._lesson(again, number=2)
        check = self._quiz_of("check", self.ada, pass_mark=None)
        self.attempts["check"] = learning.handed_in(learning.begun(check, at=AT), right=1, at=AT)
        passed = self._quiz_of("passed", self.people["eva"])
        learning.read(passed, at=AT)
        self.attempts["passed"] = learning.handed_in(learning.begun(passed, at=AT), right=2, at=AT)
        self.passed = passed

    def _quiz_of(self, code: str, learner: User, **rules: Any) -> Enrollment:
        course = learning.course(code, quiz=courses.quiz(f"fragor-{code}", **rules))
        return learning.enrolled(learner, course, at=AT)

    def _certificates(self) -> None:
        eva = self.people["eva"]
        far = date(2099, 12, 4)
        papers = {
            key: certificates.certificate(eva, key=f"test:{key}", valid_until=until)
            for key, until in (
                ("ready", far),
                ("preparing", far),
                ("ran out", date(2025, 1, 1)),
                ("revoked", far),
                ("replaced", far),
            )
        }
        certificates.drawn(papers["ready"])
        certificate_actions.revoke(
            certificate=papers["revoked"], by=None, at=AT, reason="Utfärdat av misstag."
        )
        certificate_actions.replace(
            certificate=papers["replaced"],
            by=None,
            at=AT,
            reason="Namnet var felstavat.",
            holder_name="Eva Ström Lind",
        )
        self.papers = {**papers, "mine": self._earned(self.done)}

    def _earned(self, enrollment: Enrollment) -> Certificate:
        key = f"completion:{Completion.objects.get(enrollment=enrollment).pk}"
        return Certificate.objects.get(evidence_key=key)

    def _editing(self) -> None:
        karolinska = home.center("karolinska")
        self.new_draft = courses.draft("nytt", center=karolinska)
        self.same_draft = courses.draft("lika", center=karolinska)
        courses.release(self.same_draft)
        self.broken_draft = courses.draft("halvt", center=karolinska)
        courses.release(self.broken_draft)
        courses.edit(courses.lessons(self.broken_draft)[0], body=[])
        self.ready_draft = courses.draft("klart", center=karolinska)
        courses.release(self.ready_draft)
        text = [{"type": "text", "value": "<p>Ny text.</p>"}]
        courses.edit(courses.lessons(self.ready_draft)[0], body=text)
        courses.reviewed(self.ready_draft)
        self.people["reviewer"] = courses.reviewer("klara")
        self.waiting_draft = courses.draft("vantar", center=karolinska)
        courses.submit(self.waiting_draft, note="Ny dos i lektion 1.")
        self.returned_draft = courses.draft("tillbaka", center=karolinska)
        returned = courses.submit(self.returned_draft)
        course_actions.ask_for_changes(
            review=returned, by=courses.reviewer("klara"), at=AT, note="Se över dosen."
        )
        for center in Center.objects.all():
            courses.shelf(center)
        course_actions.sync_all_rights(at=clock.now())

    def finish(self) -> None:
        """A reader has written to Uppsala; what waits is done, except that nothing is drawn."""
        owner, now = home.center("uppsala"), clock.now()
        report_page(path="/sv/kurser/", text="Fel antal.", reply_to="", owner=owner, at=now)
        while waiting := list(Job.objects.runnable(at=now).exclude(kind="certificate.draw")):
            for job in waiting:
                jobs.run(key=job.key, at=now)

    def page(self, course: Course, language: str = "sv") -> str:
        """The path of a course's page."""
        page = CoursePage.objects.get(translation_key=course.key, locale__language_code=language)
        return str(page.get_url_parts()[2])
