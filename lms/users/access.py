"""Who is asking."""

from django.http import Http404, HttpRequest

from lms.users.models import User


def current_user(request: HttpRequest) -> User:
    """The person who is signed in; raises Http404 for anybody else."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
