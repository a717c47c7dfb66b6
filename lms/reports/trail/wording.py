"""The trail's names in people's words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from courses.models import Approval, Course, CourseVersion
from home.centers.models import Delegation
from lms.learning.models import Enrollment

# A kind's names; one that ends with a full stop stands for all that begin with it.
KINDS = {
    "learning": (
        gettext_lazy("Learning"),
        ("enrollment.", "enrollments.", "lesson.", "attempt.", "course.completed"),
    ),
    "certificate": (gettext_lazy("Certificates"), ("certificate.",)),
    "course": (
        gettext_lazy("Courses and questions"),
        (
            *("course.opened", "course.released", "course.facts_changed", "course.retired"),
            *("course.started", "review.", "question.", "quiz.", "bank."),
        ),
    ),
    "membership": (gettext_lazy("Members"), ("center.", "membership.")),
    "role": (gettext_lazy("Roles"), ("delegation.", "person.factors_reset")),
}
# The office answers for these everywhere; who learns what is a center's own.
OF_THE_OFFICE = ("certificate", "course", "role")

EVENTS = {
    "enrollment.opened": gettext_lazy("Enrolled"),
    "enrollment.withdrawn": gettext_lazy("Left the course"),
    "enrollment.upgraded": gettext_lazy("Moved to a newer version"),
    "enrollments.moved": gettext_lazy("Moved learners to corrected wording"),
    "lesson.completed": gettext_lazy("Finished a lesson"),
    "attempt.started": gettext_lazy("Began a quiz"),
    "attempt.submitted": gettext_lazy("Handed in a quiz"),
    "course.completed": gettext_lazy("Completed the course"),
    "certificate.issued": gettext_lazy("Certificate issued"),
    "certificate.revoked": gettext_lazy("Certificate withdrawn"),
    "course.opened": gettext_lazy("Course created"),
    "course.started": gettext_lazy("Course begun from a template"),
    "review.submitted": gettext_lazy("Course sent for review"),
    "review.approved": gettext_lazy("Course approved"),
    "review.changes_asked": gettext_lazy("Changes asked for"),
    "review.withdrawn": gettext_lazy("Review withdrawn"),
    "course.released": gettext_lazy("Course released"),
    "course.facts_changed": gettext_lazy("Course settings changed"),
    "course.retired": gettext_lazy("Course retired"),
    "bank.opened": gettext_lazy("Question bank created"),
    "question.written": gettext_lazy("Question written"),
    "question.aimed": gettext_lazy("Question linked to an objective"),
    "quiz.opened": gettext_lazy("Quiz created"),
    "quiz.written": gettext_lazy("Quiz changed"),
    "quiz.renamed": gettext_lazy("Quiz renamed"),
    "center.member_added": gettext_lazy("Member added"),
    "center.join_asked": gettext_lazy("Asked to join the center"),
    "center.join_accepted": gettext_lazy("Request to join accepted"),
    "center.join_declined": gettext_lazy("Request to join declined"),
    "membership.ended": gettext_lazy("Membership ended"),
    "delegation.granted": gettext_lazy("Role given"),
    "delegation.ended": gettext_lazy("Role ended"),
    "person.factors_reset": gettext_lazy("Second step of signing in reset"),
}
FACTS = {
    "status": gettext_lazy("Status"),
    "access": gettext_lazy("Access"),
    "approval_required": gettext_lazy("Approval required"),
    "code": pgettext_lazy("of a course", "Code"),
    "owner_center": gettext_lazy("Center"),
    "design": gettext_lazy("Certificate design"),
    "permission": gettext_lazy("Role"),
    "started_on": gettext_lazy("First day"),
    "ended_on": gettext_lazy("Last day"),
    "valid_from": gettext_lazy("First day"),
    "valid_until": gettext_lazy("Last day"),
    "impact": gettext_lazy("Kind of change"),
    "step": gettext_lazy("Step"),
    "right": gettext_lazy("Right answers"),
    "asked": gettext_lazy("Questions"),
    "passed": gettext_lazy("Passed"),
    "number": pgettext_lazy("of an attempt", "Attempt"),
    "enrollments": gettext_lazy("Learners"),
}
VALUES: dict[str, Any] = {
    "permission": Delegation.Permission,
    "access": Course.Access,
    "impact": CourseVersion.Impact,
    "step": Approval.Step,
}
STATES = {
    "draft": gettext_lazy("draft"),
    "open": gettext_lazy("open"),
    "closed": gettext_lazy("closed"),
    "retired": gettext_lazy("retired"),
    Enrollment.Status.REQUESTED: gettext_lazy("requested"),
    Enrollment.Status.WAITLISTED: gettext_lazy("on the waiting list"),
    Enrollment.Status.ACTIVE: gettext_lazy("under way"),
    Enrollment.Status.COMPLETED: gettext_lazy("completed"),
    Enrollment.Status.WITHDRAWN: gettext_lazy("left"),
    Enrollment.Status.LAPSED: gettext_lazy("lapsed"),
}


def event(name: str) -> str:
    """What happened; the name itself where nobody has put it into words yet."""
    return str(EVENTS.get(name, name))


def facts(data: dict[str, Any]) -> list[str]:
    """The facts that people read, one a line; a change has its old value and its new one."""
    return [
        _("%(name)s: %(value)s") % {"name": FACTS[key], "value": _changed(key, value)}
        for key, value in data.items()
        if key in FACTS and value != [None, None]
    ]


def _changed(key: str, value: Any) -> str:
    if isinstance(value, list) and len(value) == 2:
        if value[0] in (None, value[1]):
            return _said(key, value[1])
        return _("%(old)s → %(new)s") % {"old": _said(key, value[0]), "new": _said(key, value[1])}
    return _said(key, value)


def _said(key: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if key == "status":
        return str(STATES.get(value, value))
    choices = VALUES.get(key)
    return str(choices(value).label) if choices and value in choices.values else str(value)
