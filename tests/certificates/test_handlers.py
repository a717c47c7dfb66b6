"""The job that draws, and what a page says meanwhile."""

import sys
from collections.abc import Callable, Iterator

import pytest

from certificates import selectors
from certificates.actions import drawing_key
from certificates.models import CertificateFile
from certificates.renderer import client
from certificates.selectors import Drawing
from lms.core import jobs
from lms.core.models import Job
from lms.users.models import User
from tests.factories.certificates import ISSUED_AT, certificate, drawn

pytestmark = pytest.mark.django_db
NEVER = "import time; time.sleep(60)"


@pytest.fixture
def draw_with(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Draws with another process than the real one, or with a running one."""
    started: list[client.Renderer] = []

    def use(renderer: client.Renderer) -> None:
        started.append(renderer)
        monkeypatch.setattr(client, "_renderer", renderer)

    yield use
    for renderer in started:
        renderer.close()


@pytest.mark.slow
def test_the_job_draws_both_languages_once(
    ada: User, renderer: client.Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_renderer", renderer)
    issued = certificate(ada)
    assert jobs.run(key=drawing_key(issued), at=ISSUED_AT)
    assert Job.objects.get().state == Job.State.DONE
    assert set(issued.files.values_list("language", flat=True)) == {"sv", "en"}
    assert selectors.drawing(issued, language="sv") == Drawing.DRAWN


@pytest.mark.slow
def test_a_hanging_drawing_leaves_the_award_and_is_tried_again(
    ada: User, draw_with: Callable[..., None]
) -> None:
    draw_with(client.Renderer(command=[sys.executable, "-c", NEVER], seconds=0.3))
    issued = certificate(ada)
    assert jobs.run(key=drawing_key(issued), at=ISSUED_AT)
    job = Job.objects.get()
    assert (job.state, job.attempts) == (Job.State.QUEUED, 1)
    assert job.last_error.startswith("DrawingTookTooLong")
    assert selectors.drawing(issued, language="sv") == Drawing.PREPARING
    issued.refresh_from_db()


def test_what_is_drawn_already_is_not_drawn_again(
    ada: User, draw_with: Callable[..., None]
) -> None:
    draw_with(client.Renderer(command=["nothing-of-this-name"]))
    issued = drawn(certificate(ada))
    assert jobs.run(key=drawing_key(issued), at=ISSUED_AT)
    assert Job.objects.get().state == Job.State.DONE
    assert CertificateFile.objects.count() == 2


def test_a_drawing_that_was_given_up_is_said_to_be_stuck(ada: User) -> None:
    issued = certificate(ada)
    Job.objects.update(state=Job.State.DEAD)
    assert selectors.drawing(issued, language="en") == Drawing.STUCK
