"""Names and texts that exist in Swedish and English."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _


def active_language() -> str:
    """The language of the page being shown: "sv" or "en"."""
    language = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def in_language(texts: Mapping[str, Any], language: str = "") -> Any:
    """The text in a language (the active one unless named), else in the other one, else ""."""
    wanted = texts.get(language or active_language())
    return wanted or next((text for text in texts.values() if text), "")


class Named(models.Model):
    """A row with a name in both languages and a slug that never changes."""

    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    name_sv = models.CharField(_("name in Swedish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return str(in_language({"sv": self.name_sv, "en": self.name_en}))
