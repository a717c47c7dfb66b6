"""The person: somebody who learns, teaches, manages or inspects."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.users.names import validate_name


class UserManager(BaseUserManager["User"]):
    """Creates people; an e-mail address is stored in lower case, or as NULL where there is none."""

    use_in_migrations = True

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "User":
        """A person who may sign in with the address; without a password only by code."""
        user = self.model(email=normal_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The operator of the installation, for `createsuperuser`."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normal_email(username))


def normal_email(email: str | None) -> str | None:
    """One spelling for one address, so that uniqueness means something."""
    return email.strip().lower() if email and email.strip() else None


class User(AbstractBaseUser, PermissionsMixin):
    """E-mail is the login, unique where present; an imported person may wait for one."""

    class Language(models.TextChoices):
        SWEDISH = "sv", "Svenska"
        ENGLISH = "en", "English"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    display_name = models.CharField(_("your name"), max_length=200, validators=[validate_name])
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.SWEDISH
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Stockholm")
    single_key_shortcuts = models.BooleanField(_("single-letter keys in lessons"), default=True)
    is_active = models.BooleanField(default=True)
    # Since when a second step of signing in is asked for and missing; and the one sign-in since
    # then that was let through without it.
    factor_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    factor_grace_at = models.DateTimeField(null=True, blank=True, editable=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_current(self) -> bool:
        """Still here: not deactivated, and not joined with another row."""
        return self.is_active and self.merged_into_id is None

    @property
    def first_name(self) -> str:
        """What the editor's menu calls the person."""
        return self.display_name

    def get_full_name(self) -> str:
        """The name as the person wrote it."""
        return self.display_name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.display_name.partition(" ")[0]


class SignIn(models.Model):
    """Once for each time somebody came in: when, how, and with what. No address is kept."""

    class Way(models.TextChoices):
        PASSWORD = "password", _("password")
        CODE = "code", _("code by email")
        PASSKEY = "passkey", _("passkey")
        TOTP = "totp", _("password and code from an app")
        RECOVERY_CODE = "recovery_code", _("password and recovery code")
        ORGANISATION = "organisation", _("through your organisation")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    way = models.CharField(max_length=16, choices=Way.choices)
    device = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-at"], name="sign_in_of_person"),
            models.Index(fields=["at"], name="sign_in_at"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.way} {self.at:%Y-%m-%d}"
