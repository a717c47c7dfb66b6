"""Whoever may act already is asked for a second step, as those are who may from now on."""

from django.db import migrations, models
from django.utils import timezone


def ask(apps, schema_editor):
    now = timezone.now()
    still = models.Q(valid_until=None) | models.Q(valid_until__gte=timezone.localdate(now))
    held = apps.get_model("centers", "Delegation").objects.filter(still, superseded_by=None)
    steps = apps.get_model("mfa", "Authenticator").objects.exclude(type="recovery_codes")
    people = apps.get_model("users", "User").objects.filter(
        pk__in=held.values("person"), factor_asked_at=None
    )
    people.exclude(pk__in=steps.values("user")).update(factor_asked_at=now)


class Migration(migrations.Migration):
    dependencies = [
        ("centers", "0003_delegation_delegation_ends_after_start_and_more"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("users", "0002_second_step"),
    ]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
