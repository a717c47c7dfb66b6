"""The locks name packages and their hashes, never a place to fetch them from."""

import re

import pytest

from lms.settings.environment import PROJECT_DIR

ADDRESS = re.compile(r"://|--index|--extra-index|--find-links|--trusted-host|(^|\s)-[if]\s")


def places_named(text: str) -> list[str]:
    return [line for line in text.splitlines() if ADDRESS.search(line)]


@pytest.mark.parametrize("name", ["requirements/base.txt", "requirements/dev.txt"])
def test_lock_names_no_place(name: str) -> None:
    assert places_named((PROJECT_DIR / name).read_text()) == []


def test_npm_lock_names_no_place() -> None:
    text = (PROJECT_DIR / "package-lock.json").read_text()
    assert '"resolved"' not in text
    assert '"integrity"' in text


@pytest.mark.parametrize("name", ["requirements/base.txt", "requirements/dev.txt"])
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    packages = re.split(r"\n(?=[a-zA-Z0-9])", (PROJECT_DIR / name).read_text())
    assert packages
    assert [text.split()[0] for text in packages if "==" not in text or "--hash=" not in text] == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "--extra-index-url file",
        "--find-links wheels",
        "thing @ https://example.org/thing.whl",
        "-i mirror",
    ],
)
def test_a_planted_place_is_found(line: str) -> None:
    assert places_named(f"django==5.2\n{line}\n") == [line]


def test_the_small_lock_is_part_of_the_large() -> None:
    base, dev = (
        set(re.findall(r"^[a-zA-Z0-9].*?==[^ ]+", (PROJECT_DIR / name).read_text(), re.M))
        for name in ("requirements/base.txt", "requirements/dev.txt")
    )
    assert base <= dev
