"""Uppsala with a row of every kind, and people of every role there and at another center."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from wagtail.admin.models import EditingSession
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Site,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from courses import actions as course_actions
from courses.assessments.models import Question
from courses.models import CoursePage
from home.centers.actions import ask_to_join
from home.centers.models import Center, Delegation
from lms.core import clock
from lms.notifications.models import Mail
from lms.reports.privacy.actions import ask_for_copy, make_copy
from lms.users.models import User
from tests.access.routes import Route, every
from tests.factories import certificates, courses, home, learning
from tests.factories.courses import RELEASED_AT
from tests.lms.users import steps

P = Delegation.Permission
ROLES = {
    "educator": P.EDUCATOR,
    "reviewer": P.REVIEWER,
    "coordinator": P.COORDINATOR,
    "manager": P.MANAGER,
    "inspector": P.INSPECTOR,
}
IN_REVIEW = ("course_review", "course_approve", "course_ask_changes", "course_withdraw")
# Who sees drafts or people: of these one more stands at Skåne.
ELSEWHERE = ("educator", "reviewer", "coordinator", "manager")


class World:
    """Everything that addresses name belongs to Uppsala, and what is somebody's own is Ada's."""

    def __init__(self) -> None:
        self.people: dict[str, User] = {}
        self.uppsala, self.skane = home.center("uppsala"), home.center("skane")
        home.home_page()
        courses.shelf(self.skane)
        self._people()
        self.ada = self.people["owner"]
        self._courses()
        self._learning()
        self._media()
        course_actions.sync_all_rights(at=RELEASED_AT)
        self.values = {**self._own(), **self._editor()}

    def addresses(self) -> list[tuple[Route, str]]:
        """Every route with an address that names rows of this world."""
        return [(route, route.address(self._values(route))) for route in every()]

    def _values(self, route: Route) -> dict[str, Any]:
        found = {}
        for field in route.fields:
            key = f"{route.name}.{field}"
            space = f"{route.name.rpartition(':')[0]}.{field}"
            known = next((k for k in (key, space, field) if k in self.values), None)
            assert known, f"tests/access/world.py knows no value for {key}"
            found[field] = self.values[known]
        return found

    def _person(self, key: str, name: str) -> User:
        user = learning.confirmed(home.person(f"{key.replace(' ', '.')}@example.org", name))
        self.people[key] = user
        return user

    def _people(self) -> None:
        for key, place in (("owner", self.uppsala), ("learner", self.uppsala)):
            home.member(self._person(key, key.title()), place)
        for role, permission in ROLES.items():
            self._acting(role, permission, self.uppsala)
        for role in ELSEWHERE:
            self._acting(f"{role} elsewhere", ROLES[role], self.skane)
        home.delegation(self._person("office", "Olga Lund"), P.OFFICE, None)
        root = self._person("superuser", "Operator")
        root.is_superuser = True
        root.save()
        self._acting("deactivated", P.MANAGER, self.uppsala)

    def _acting(self, key: str, permission: str, place: Center) -> None:
        user = self._person(key, f"{key} of {place.slug}".capitalize())
        home.member(user, place)
        home.delegation(user, permission, place)

    def _courses(self) -> None:
        self.draft = courses.draft("utkast", translated=False)
        self.in_review = courses.draft("granskas")
        review = courses.submit(self.in_review)
        # What a form holds that says which review somebody looked at.
        self.forms = {name: {"review": review.pk} for name in IN_REVIEW}
        self.quiz = courses.quiz()
        self.practice = courses.question("prova", use=Question.Use.PRACTICE)
        self.open = learning.course("lasa", access="public")

    def _learning(self) -> None:
        course = learning.course(quiz=self.quiz)
        self.enrollment = learning.enrolled(self.ada, course)
        self.attempt = learning.begun(self.enrollment)
        self.certificate = certificates.drawn(certificates.certificate(self.ada))
        steps.with_passkey(self.ada)

    def _media(self) -> None:
        kept = Collection.objects.get(name=self.uppsala.name_sv)
        self.image = get_image_model().objects.create(
            title="Påse", file=get_test_image_file(), collection=kept
        )
        self.document = get_document_model().objects.create(
            title="Lista", file=ContentFile(b"%PDF-1.7", name="lista.pdf"), collection=kept
        )
        # The editor writes down what uploads from before had not; ours have it.
        self.image.get_file_size(), self.document.get_file_size()
        self.image.get_file_hash(), self.document.get_file_hash()

    def _own(self) -> dict[str, Any]:
        lesson = learning.rows(self.enrollment)[0]
        text = self.open.current
        assert text
        return {
            "key": self.open.key,
            "lesson": lesson.key,
            "learning:read.lesson": text.outline[0]["lessons"][0]["key"],
            "learning:start_attempt.lesson": learning.rows(self.enrollment, "quiz")[0].key,
            "enrollment": self.enrollment.uid,
            "attempt": self.attempt.uid,
            "number": 1,
            "certificates.pk": self.certificate.pk,
            "code": self.certificate.code,
            "question": self.practice.question.key,
            "slug": self.uppsala.slug,
            "provider_id": "hospital",
            "uid": self.ada.uid,
            "copy": self._copy(),
            "centers:end.pk": Delegation.objects.get(person=self.people["inspector"]).pk,
            "centers:answer.pk": self._request(),
        }

    def _editor(self) -> dict[str, Any]:
        """Of the editor: Uppsala's drafts and media, and what only the operator keeps."""
        page, revision = self.draft, self.draft.latest_revision
        shelf = page.get_parent()
        state = self._workflow()
        return {
            **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page"), page.pk),
            **{f"{name}.page_id": self.in_review.pk for name in IN_REVIEW},
            "course_start.page_id": shelf.pk,
            "wagtailadmin_api:pages.pk": page.pk,
            "wagtailadmin_pages.pk": page.pk,
            "simple_translation:submit_snippet_translation.pk": 1,
            "wagtailadmin_pages:add.parent_page_id": shelf.pk,
            "wagtailadmin_pages:preview_on_add.parent_page_id": shelf.pk,
            "destination_id": shelf.pk,
            "action_name": "publish",
            "wagtailadmin_pages:workflow_action.action_name": "approve",
            "wagtailadmin_pages:collect_workflow_action_data.action_name": "approve",
            **dict.fromkeys(("app_label", "content_type_app_name"), "courses"),
            **dict.fromkeys(("model_name", "content_type_model_name"), "coursepage"),
            "wagtail_bulk_action.app_label": "wagtailcore",
            "wagtail_bulk_action.model_name": "page",
            "wagtail_bulk_action.action": "delete",
            "wagtailadmin_editing_sessions:ping.app_label": "courses",
            "object_id": page.pk,
            "session_id": self._session(),
            **dict.fromkeys(("revision_id", "revision_id_a", "revision_id_b"), revision.pk),
            "task_state_id": state.current_task_state.pk,
            "task_id": state.current_task_state.task.pk,
            "workflow_state_id": state.pk,
            "wagtailadmin_workflows.pk": state.workflow.pk,
            "wagtailadmin_workflows.page_pk": page.pk,
            "wagtailadmin_workflows.workflow_pk": state.workflow.pk,
            "wagtailadmin_workflows:add_task.app_label": "wagtailcore",
            "wagtailadmin_workflows:add_task.model_name": "groupapprovaltask",
            "wagtailadmin_workflows.task_id": state.current_task_state.task.pk,
            "wagtailadmin_collections.pk": self.image.collection.pk,
            "uidb64": "MQ",
            "rest": "done/",
            "token": "set-password",
            "wagtailadmin_tag_model_autocomplete.app_name": "taggit",
            "wagtailadmin_tag_model_autocomplete.model_name": "tag",
            "wagtaildocs_serve._0": self.document.pk,
            "wagtaildocs_serve._1": self.document.filename,
            "restriction_id": 1,
            "image.name": self.image.file.name.removeprefix("images/"),
            "uidb36": "1",
            "mfa_edit_webauthn.pk": self._passkey(),
            "mfa_remove_webauthn.pk": self._passkey(),
            "demo.pk": self._mail(),
            "wagtail_serve._0": "kurser/",
            "wagtailadmin_collections.collection_id": self.image.collection.pk,
            "app_name": "home",
            "wagtailsettings.pk": 1,
            **dict.fromkeys(("document_id", "doc_id"), self.document.pk),
            "wagtailadmin_api:documents.pk": self.document.pk,
            "wagtaildocs_chooser.pk": self.document.pk,
            "image_id": self.image.pk,
            "wagtailadmin_api:images.pk": self.image.pk,
            "wagtailimages_chooser.pk": self.image.pk,
            "uploaded_file_id": 1,
            "filter_spec": "width-100",
            "wagtaillocales.pk": page.locale_id,
            "wagtailsites.pk": Site.objects.get().pk,
            "wagtailusers_users.pk": self.ada.pk,
            "wagtailusers_groups.pk": Group.objects.get(name="uppsala educators").pk,
            "question_id": self.quiz.items.get(position=1).question_version.question_id,
            "quiz_id": self.quiz.quiz_id,
        }

    def _copy(self) -> object:
        copy = ask_for_copy(person=self.ada, at=clock.now())
        make_copy(copy=copy, at=clock.now())
        return copy.uid

    def _request(self) -> int:
        asked = ask_to_join(
            person=self._person("asking", "Nils Ek"),
            center=self.uppsala,
            job_role=home.job_role(),
            started_on=RELEASED_AT.date(),
            note="",
            at=RELEASED_AT,
        )
        return int(asked.pk)

    def _workflow(self) -> WorkflowState:
        """The draft waits for somebody's review."""
        flow = Workflow.objects.create(name="Granskning")
        task = GroupApprovalTask.objects.create(name="Klinisk granskning")
        task.groups.set(Group.objects.filter(name="uppsala reviewers"))
        WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
        return flow.start(self.draft, self.people["educator"])

    def _session(self) -> int:
        page = ContentType.objects.get_for_model(CoursePage)
        session = EditingSession.objects.create(
            user=self.people["educator"],
            content_type=page,
            object_id=self.draft.pk,
            last_seen_at=clock.now(),
        )
        return int(session.pk)

    def _passkey(self) -> int:
        return int(Authenticator.objects.get(user=self.ada, type="webauthn").pk)

    def _mail(self) -> int:
        mail = Mail.objects.create(
            key="policy", to_address="a@example.org", subject="Kod", created_at=RELEASED_AT
        )
        return int(mail.pk)
