"""The web process's entry: `granian --interface wsgi lms.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.main")

application = get_wsgi_application()

# What is loaded now stays: the collector need not walk through it again and again. With the higher
# threshold it looks at what requests leave behind once in a while instead of several times a page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
