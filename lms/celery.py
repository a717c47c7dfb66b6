"""The Celery application of the web and worker processes."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.main")

app = Celery("lms")
app.config_from_object("lms.settings.broker")
app.autodiscover_tasks()
