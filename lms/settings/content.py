"""Wagtail, and the files that people see and upload."""

from lms.settings import environment
from lms.settings.environment import PROJECT_DIR
from lms.settings.language import TIME_ZONE

WAGTAIL_SITE_NAME = "ATMP Learning"
WAGTAILADMIN_BASE_URL = environment.SITE_URL

# One door: people sign in, reset passwords and change addresses at their account only.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False

# People choose their zone at their account only; browsers do not know all that Wagtail would offer.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

# A course goes live by its release; nothing is submitted to Wagtail's own moderators.
WAGTAIL_WORKFLOW_ENABLED = False

# No page calls a third party.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# What a released lesson shows keeps its file.
WAGTAILIMAGES_IMAGE_FORM_BASE = "courses.kept_media.KeptImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "courses.kept_media.KeptDocumentForm"
WAGTAIL_PRIVATE_PAGES = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

MEDIA_URL = "/media/"
MEDIA_ROOT = environment.VAR_DIR / "media"
MEDIA_BY_PROXY = environment.MEDIA_BY_PROXY
if MEDIA_BY_PROXY:
    SENDFILE_BACKEND = "lms.core.uploads"
STATIC_URL = "/static/"
STATIC_ROOT = environment.VAR_DIR / "static"
STATICFILES_DIRS = [PROJECT_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if environment.DEBUG
        else "lms.settings.storage.GzipManifestStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
WHITENOISE_USE_FINDERS = environment.DEBUG
WHITENOISE_AUTOREFRESH = environment.DEBUG
