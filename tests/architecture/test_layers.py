"""Imports and relations point down the same list of layers."""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.source import ROOMS, ROOT

Relation = tuple[str, str]


def layers() -> list[list[str]]:
    """The layers from top to bottom, as the import contract names them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[name.strip(" ()") for name in layer.split("|")] for layer in contract]


def height(app: str) -> int:
    """How high an app lies; 0 is the bottom."""
    for number, names in enumerate(reversed(layers())):
        if any(app == name or app.startswith(name + ".") for name in names):
            return number
    raise LookupError(app)


def upward(relations: Iterable[Relation]) -> list[Relation]:
    """Relations from a lower app to a higher one."""
    return [(low, high) for low, high in relations if height(low) < height(high)]


def our_apps() -> list[str]:
    return [app.name for app in apps.get_app_configs() if app.name.split(".")[0] in ROOMS]


def relations() -> list[Relation]:
    """From each app of ours to each app of ours that its rows point to."""
    ours = set(our_apps())
    found = {
        (model._meta.app_config.name, field.related_model._meta.app_config.name)
        for model in apps.get_models()
        if model._meta.app_config.name in ours
        for field in model._meta.get_fields()
        if field.is_relation
        and (field.concrete or field.many_to_many)
        and not field.auto_created
        and isinstance(field.related_model, type)
    }
    return sorted((low, high) for low, high in found if high in ours)


def test_every_app_has_a_layer() -> None:
    assert [app for app in our_apps() if height(app) < 0] == []


def test_relations_point_down() -> None:
    assert upward(relations()) == []


def test_a_relation_upward_is_found() -> None:
    planted = ("certificates", "lms.learning")
    assert upward([*relations(), planted]) == [planted]


def test_an_app_without_a_layer_is_found() -> None:
    with pytest.raises(LookupError):
        height("lms.elsewhere")


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_imports_point_down() -> None:
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_an_import_upward_is_found_even_inside_a_function(tmp_path: Path) -> None:
    for room in ROOMS:
        ignored = shutil.ignore_patterns("__pycache__", "migrations", "content")
        shutil.copytree(ROOT / room, tmp_path / room, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = "\n\ndef planted() -> None:\n    import lms.learning.models  # noqa\n"
    target = tmp_path / "certificates" / "models.py"
    target.write_text(target.read_text("utf8") + planted, "utf8")
    result = _lint(tmp_path)
    assert result.returncode == 1
    assert "certificates.models -> lms.learning.models" in result.stdout
