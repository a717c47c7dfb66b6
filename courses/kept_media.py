"""Images and files that released texts show: they stay, and so does what is in them."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy


def is_kept(media: Any) -> bool:
    """Does a released text show this image or offer this file?"""
    return bool(media.pk) and bool(media.lesson_uses.exists())


class KeptPolicy(CollectionOwnershipPermissionPolicy):
    """Nobody may delete what is kept; the editor then offers no way to try."""

    def user_has_any_permission_for_instance(
        self, user: Any, actions: list[str], instance: Any
    ) -> bool:
        asked = [action for action in actions if action != "delete" or not is_kept(instance)]
        return bool(asked and super().user_has_any_permission_for_instance(user, asked, instance))


def _fix_file(form: Any) -> None:
    """A released lesson would change if another file came under the same number."""
    if is_kept(form.instance):
        form.fields["file"].disabled = True
        form.fields["file"].help_text = _("A released lesson shows this, so the file stays.")


class KeptImageForm(BaseImageForm):
    """Everything but the file of a kept image may be edited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fix_file(self)


class KeptDocumentForm(BaseDocumentForm):
    """Everything but the file of a kept document may be edited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fix_file(self)
