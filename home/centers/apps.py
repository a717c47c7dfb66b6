from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CentersConfig(AppConfig):
    name = "home.centers"
    label = "centers"
    verbose_name = _("Centers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("abilities")
