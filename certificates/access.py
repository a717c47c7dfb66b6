"""Which certificate a person may open; missing and forbidden look the same."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from certificates.models import Certificate, CertificateFile
from lms.core.prepared import slot, whole
from lms.users.models import User

_own_file = whole(
    lambda: CertificateFile.objects.filter(
        certificate__in=Certificate.objects.own(slot(User, "id", "holder")).filter(
            id=slot(Certificate, "id", "pk")
        ),
        language=slot(CertificateFile, "language"),
    ),
    CertificateFile,
)


def certificate_for(*, user: User | AnonymousUser, pk: UUID, at: datetime) -> Certificate:
    """A certificate the person may see, with its withdrawal and its successor, in one query."""
    visible = Certificate.objects.visible_to(user, at)
    return get_object_or_404(visible.select_related("revocation", "replaced_by"), pk=pk)


def file_for(
    *, user: User | AnonymousUser, pk: UUID, language: str, at: datetime
) -> CertificateFile | None:
    """The stored paper in a language; None where it is not drawn yet.

    One query for the holder, who downloads it again and again; more for others and on the way.
    """
    own = _own_file(holder=user.pk, pk=pk, language=language)
    if own:
        return own[0]
    visible = Certificate.objects.visible_to(user, at).filter(pk=pk)
    file = CertificateFile.objects.filter(certificate__in=visible, language=language).first()
    if file is None and language not in get_object_or_404(visible).statement:
        raise Http404
    return file
