"""Events: the trail, and the jobs of those who listen."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from lms.core import events, jobs
from lms.core.append_only import RowIsFrozen
from lms.core.models import Event, Job

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    rows: list[int] = []
    monkeypatch.setattr(
        events, "_handlers", {"course.opened": {"here.listen": lambda event: rows.append(event.pk)}}
    )
    return rows


def _subject() -> Job:
    jobs.enqueue("note", key="subject", at=NOON)
    return Job.objects.get(key="subject")


def test_an_event_keeps_who_what_when_and_why(heard: list[int]) -> None:
    event = events.record(
        "course.opened", subject=_subject(), at=NOON, data={"old": 1, "new": 2}, reason="asked"
    )
    stored = Event.objects.get(pk=event.pk)
    assert (stored.name, stored.subject_type, stored.at) == ("course.opened", "core.Job", NOON)
    assert (stored.data, stored.reason) == ({"old": 1, "new": 2}, "asked")


def test_each_listener_gets_a_job_and_hears_the_event(heard: list[int]) -> None:
    event = events.record("course.opened", subject=_subject(), at=NOON)
    job = Job.objects.get(kind="event.handle")
    assert jobs.run(key=job.key, at=NOON)
    assert heard == [event.pk]


def test_an_event_that_nobody_listens_to_makes_no_job(heard: list[int]) -> None:
    events.record("course.closed", subject=_subject(), at=NOON)
    assert not Job.objects.filter(kind="event.handle").exists()


@pytest.mark.parametrize("act", ["save", "delete", "update", "queryset_delete"])
def test_an_event_never_changes(heard: list[int], act: str) -> None:
    event = events.record("course.opened", subject=_subject(), at=NOON)
    changes: dict[str, Callable[[], object]] = {
        "save": event.save,
        "delete": event.delete,
        "update": lambda: Event.objects.update(name="other"),
        "queryset_delete": lambda: Event.objects.all().delete(),
    }
    with pytest.raises(RowIsFrozen):
        changes[act]()
