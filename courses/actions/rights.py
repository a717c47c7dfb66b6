"""Rights in the editor, recomputed from delegations: nobody gives them by hand."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.users.models import UserProfile

from courses.models import ShelfPage
from home.centers.models import Center, Delegation
from lms.users.models import User

OFFICE = "network office"
# Who belongs to which group of a center, and what the group may do on the center's shelves.
ROLES = {
    "educators": (["educator", "manager"], ["add_page", "change_page"]),
    "reviewers": (["reviewer"], ["lock_page"]),
}
ENTRY = ["wagtailadmin.access_admin"]
WRITING = [*ENTRY, "simple_translation.submit_translation", "assessments.change_question"]
MEDIA = [
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
]
OFFICE_PAGES = ["add_page", "change_page", "publish_page"]


@transaction.atomic
def sync_rights(*, center: Center, at: datetime) -> None:
    """Make the center's groups hold exactly those who may write or review there at `at`."""
    Center.objects.select_for_update().get(pk=center.pk)
    held = Delegation.objects.in_force(at=at)
    shelves = list(ShelfPage.objects.filter(center=center))
    for name, (permissions, codenames) in ROLES.items():
        here = held.filter(permission__in=permissions, center=center)
        everywhere = held.filter(permission__in=permissions, center=None)
        group = _group(f"{center.slug} {name}", (here | everywhere).values_list("person"))
        _on_pages(group, shelves, codenames)
        if name == "educators":
            _globally(group, WRITING)
            _on_collection(group, _collection(center))
        else:
            _globally(group, ENTRY)


@transaction.atomic
def sync_office(*, at: datetime) -> None:
    """Make the office's group hold exactly those who act for the network at `at`."""
    held = Delegation.objects.in_force(at=at).filter(permission=Delegation.Permission.OFFICE)
    group = _group(OFFICE, held.values_list("person"))
    Group.objects.select_for_update().get(pk=group.pk)
    _globally(group, WRITING)
    _on_pages(group, Page.objects.filter(depth=1), OFFICE_PAGES)
    root = Collection.get_first_root_node()
    if root:
        _on_collection(group, root)


def sync_all_rights(*, at: datetime) -> None:
    """All groups, in a transaction each; once a day, because delegations end by themselves."""
    for center in Center.objects.all():
        sync_rights(center=center, at=at)
    sync_office(at=at)


def follow_language(*, person: User) -> None:
    """The editor speaks the language that the person has chosen; nothing for those without it."""
    UserProfile.objects.filter(user=person).update(preferred_language=person.language)


def _group(name: str, people: Iterable[tuple[int]]) -> Group:
    group, _made = Group.objects.get_or_create(name=name)
    members = User.objects.filter(pk__in={pk for (pk,) in people}, is_active=True)
    group.user_set.set(members)
    for person in members:
        # The editor speaks the person's language from the first visit.
        UserProfile.objects.get_or_create(
            user=person, defaults={"preferred_language": person.language}
        )
    return group


def _globally(group: Group, names: list[str]) -> None:
    group.permissions.set(_permissions(names))


def _permissions(names: list[str]) -> list[Permission]:
    split = [name.split(".") for name in names]
    found = Permission.objects.filter(codename__in=[codename for _app, codename in split])
    wanted = {(app, codename) for app, codename in split}
    rows = found.select_related("content_type")
    return [row for row in rows if (row.content_type.app_label, row.codename) in wanted]


def _on_pages(group: Group, pages: Iterable[Page], codenames: list[str]) -> None:
    wanted = {
        (page.pk, permission.pk)
        for page in pages
        for permission in _permissions([f"wagtailcore.{codename}" for codename in codenames])
    }
    present = {
        (row.page_id, row.permission_id): row.pk
        for row in GroupPagePermission.objects.filter(group=group)
    }
    gone = [pk for key, pk in present.items() if key not in wanted]
    GroupPagePermission.objects.filter(pk__in=gone).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission_id=permission)
        for page, permission in sorted(wanted - present.keys())
    )


def _collection(center: Center) -> Collection:
    """Where the center's images and files lie; others do not see them."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    found = Collection.objects.filter(name=center.name_sv, depth=2).first()
    return found or root.add_child(name=center.name_sv)


def _on_collection(group: Group, collection: Collection) -> None:
    held = set(
        GroupCollectionPermission.objects.filter(group=group, collection=collection).values_list(
            "permission", flat=True
        )
    )
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for permission in _permissions(MEDIA)
        if permission.pk not in held
    )
