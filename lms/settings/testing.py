"""The product's settings with what makes tests quick and keeps them off your data."""

import os
import tempfile
from pathlib import Path

_FOLDER = Path(tempfile.mkdtemp(prefix="lms-test-"))
os.environ["VAR_DIR"] = str(_FOLDER)
os.environ.pop("CACHE_URL", None)

from lms.settings.main import *

SECRET_KEY = "only-in-tests"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tests do waiting jobs themselves.
CELERY_BROKER_URL = ""
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
