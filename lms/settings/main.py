"""The product's settings, one module for each subject."""

from lms.settings.accounts import *
from lms.settings.apps import *
from lms.settings.content import *
from lms.settings.database import *
from lms.settings.demo import *
from lms.settings.jobs import *
from lms.settings.language import *
from lms.settings.logs import *
from lms.settings.mail import *
from lms.settings.security import *
