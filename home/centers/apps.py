from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CentersConfig(AppConfig):
    name = "home.centers"
    label = "centers"
    verbose_name = _("Centers")
    default_auto_field = "django.db.models.BigAutoField"
