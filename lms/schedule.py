"""The schedule process: names tasks and when, and never loads Django.

Run with `celery -A lms.schedule beat`. It keeps no file: every task it names may come too
early, too late or twice.
"""

import os

# Celery would load Django at the sight of it; the schedule needs a third of the memory without.
os.environ.pop("DJANGO_SETTINGS_MODULE", None)

from celery import Celery

app = Celery("schedule")
app.config_from_object("lms.settings.broker")
app.conf.beat_schedule = {
    "sweep-jobs": {
        "task": "lms.core.tasks.sweep_jobs",
        "schedule": 10.0,
        # A sweep that waited for a worker is useless once the next one is due.
        "options": {"expires": 10},
    },
    # Delegations end by themselves at the end of a day.
    "sync-rights": {"task": "courses.tasks.sync_rights", "schedule": 3600.0},
    "forget-sign-ins": {"task": "lms.users.tasks.forget_sign_ins", "schedule": 24 * 3600.0},
}
