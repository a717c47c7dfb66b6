"""The Celery application of the web and worker processes."""

import os
import warnings

from celery import Celery
from celery.exceptions import SecurityWarning

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.main")

# Tasks are JSON with ids: root is no more dangerous to the worker than to the web process.
warnings.filterwarnings("ignore", category=SecurityWarning, message=".*superuser privileges")

app = Celery("lms")
app.config_from_object("lms.settings.broker")
app.autodiscover_tasks()
