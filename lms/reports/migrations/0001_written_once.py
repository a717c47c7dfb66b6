from django.db import migrations

from lms.core.guarded import guard

# From what a row of the trail names to the person it is about, and to the center whose it is.
PERSON = {
    "users.User": "pk",
    "learning.Enrollment": "learner_id",
    "learning.Attempt": "enrollment__learner_id",
    "learning.Progress": "enrollment__learner_id",
    "learning.Completion": "learner_id",
    "certificates.Certificate": "holder_id",
    "centers.Membership": "person_id",
    "centers.Delegation": "person_id",
}
CENTER = {
    "centers.Membership": "center_id",
    "centers.Delegation": "center_id",
    "courses.Course": "owner_center_id",
    "courses.CourseVersion": "course__owner_center_id",
    "assessments.Question": "bank__center_id",
}


def say_whom(apps, _editor):
    """Rows from before the two columns."""
    event = apps.get_model("core", "Event")
    for column, paths in (("person_id", PERSON), ("center_id", CENTER)):
        for label, path in paths.items():
            told = event.objects.filter(subject_type=label, **{column: None}).order_by("pk")
            if not told.exists():
                continue
            named = apps.get_model(label).objects.values_list("pk", path)
            known = {str(pk): value for pk, value in named}
            rows = []
            for row in told.iterator(chunk_size=2_000):
                setattr(row, column, known.get(row.subject_pk))
                rows.append(row)
            event.objects.bulk_update(rows, [column], batch_size=200)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("core", "0004_event_concerns"),
        ("users", "0001_initial"),
        ("centers", "0003_delegation_delegation_ends_after_start_and_more"),
        ("certificates", "0002_initial"),
        ("courses", "0006_alter_lessonpage_quiz"),
        ("assessments", "0002_initial"),
        ("learning", "0002_initial"),
    ]

    operations = [
        migrations.RunPython(say_whom, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Entry",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("core.event",),
        ),
        guard(
            "core_event",
            "centers_membership",
            "centers_absence",
            "centers_delegation",
            "certificates_designversion",
            "certificates_certificate",
            "certificates_certificatefile",
            "certificates_revocation",
            "courses_courseversion",
            "courses_lessontext",
            "courses_mediause",
            "assessments_questionversion",
            "assessments_option",
            "assessments_quizversion",
            "assessments_quizitem",
            "learning_completion",
        ),
    ]
