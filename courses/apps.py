from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"
    verbose_name = _("Courses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.documents import get_document_model  # noqa: PLC0415  apps load first
        from wagtail.images import get_image_model  # noqa: PLC0415
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from courses import choosers  # noqa: PLC0415
        from courses.kept_media import KeptPolicy  # noqa: PLC0415

        choosers.replace_rendering()
        for model in (get_image_model(), get_document_model()):
            policy = KeptPolicy(
                model, auth_model=model._meta.label, owner_field_name="uploaded_by_user"
            )
            # Wagtail registers its own for the class and those below it.
            register_permission_policy(model, policy, exact_class=True)
