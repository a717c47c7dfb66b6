"""The product's settings with what makes tests quick and keeps them off your data."""

import os
import tempfile
from pathlib import Path

from lms.core.scratch import own_folder

# Tools that read these settings may end without tidying up; the next one does it for them.
_FOLDER = own_folder(Path(tempfile.gettempdir()) / f"lms-test-{os.getuid()}")
os.environ["VAR_DIR"] = str(_FOLDER)

from lms.settings.main import *

SECRET_KEY = "only-in-tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# The routes of the demo are tested too; that production refuses them is tested apart.
DEMO = True
# Statements are counted as with several web processes.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Tests do waiting jobs themselves.
CELERY_BROKER_URL = ""
MAIL_DELIVERY = {"BACKEND": "django.core.mail.backends.locmem.EmailBackend", "OPTIONS": {}}
# Parallel test processes empty their caches; each needs its own.
_NUMBER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
for _cache in CACHES.values():
    if "redis" in _cache["BACKEND"]:
        _cache["LOCATION"] += f"/{_NUMBER}"
# A file, not memory: threads and the live server open connections of their own.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{_FOLDER}/test.sqlite3"}
else:
    # A pool would hold the test database open when it is to be dropped.
    DATABASES["default"]["OPTIONS"].pop("pool", None)
