"""One drawing process for all tests that look at what it draws."""

from collections.abc import Iterator

import pytest

from certificates.renderer.client import PROJECT, Renderer, drawing_command


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    """The real thing; the test is left out where script/setup has brought no fonts."""
    if not (PROJECT / "static" / "vendor" / "fonts").is_dir():
        pytest.skip("no fonts here: script/setup brings them")
    renderer = Renderer(command=drawing_command(), seconds=120)
    yield renderer
    renderer.close()
