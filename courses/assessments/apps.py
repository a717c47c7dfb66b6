from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "courses.assessments"
    label = "assessments"
    verbose_name = _("Questions and quizzes")
    default_auto_field = "django.db.models.BigAutoField"
