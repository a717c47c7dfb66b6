"""The web process's entry: `granian --interface wsgi lms.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.main")

application = get_wsgi_application()
