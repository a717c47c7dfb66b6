"""Languages, clock and the way dates are written."""

from lms.settings.environment import PROJECT_DIR

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
LOCALE_PATHS = [PROJECT_DIR / "locale"]
FORMAT_MODULE_PATH = ["lms.formats"]

# Stored as UTC; shown in the network's zone where a person has chosen no other.
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
