"""Migrations of an app are one line, so that two people cannot fork the tables."""

from collections.abc import Mapping

from django.db.migrations.loader import MigrationLoader

from tests.architecture.test_layers import our_apps

Steps = Mapping[str, list[str]]


def forks(steps: Steps) -> list[str]:
    """Migrations (name -> the names of its own app it follows) that do not stand in one line."""
    followed = [name for before in steps.values() for name in before]
    twice = {name for name in followed if followed.count(name) > 1}
    first = [name for name, before in steps.items() if not before]
    return sorted(twice) + sorted(first)[1:]


def _steps(label: str, loader: MigrationLoader) -> Steps:
    return {
        name: [before for app, before in migration.dependencies if app == label]
        for (app_label, name), migration in loader.disk_migrations.items()
        if app_label == label
    }


def test_migrations_are_linear() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    labels = [name.rpartition(".")[2] for name in our_apps()]
    assert {label: forks(_steps(label, loader)) for label in labels} == {
        label: [] for label in labels
    }


def test_a_fork_is_found() -> None:
    planted = {"0001": [], "0002_a": ["0001"], "0002_b": ["0001"]}
    assert forks(planted) == ["0001"]


def test_a_second_beginning_is_found() -> None:
    assert forks({"0001": [], "0001_other": []}) == ["0001_other"]
