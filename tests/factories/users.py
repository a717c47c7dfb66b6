"""People who can come in by the doors."""

from allauth.account.models import EmailAddress

from lms.users.models import User

PASSWORD = "correct horse"


def account(
    email: str = "elin@example.org",
    *,
    password: str | None = PASSWORD,
    verified: bool = True,
    language: str = "sv",
) -> User:
    """Somebody with an account and its address, confirmed unless said otherwise."""
    person = User.objects.create_user(
        email, password, display_name="Elin Sandberg", language=language
    )
    EmailAddress.objects.create(user=person, email=email, verified=verified, primary=True)
    return person
