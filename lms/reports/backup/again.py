"""What waited when a backup was made, and may have happened since.

The installation that was backed up lived on: it has sent the mails that waited. Whatever could
leave the house is therefore held in the restored one, for a person to look at (`manage.py jobs`).
Only jobs whose effect stays in the database, and which are safe to repeat, go on by themselves.
A kind that nobody has judged is held.
"""

from collections.abc import Iterator

from lms.core.models import Job

KINDS = {
    # Draws what has no paper yet.
    "certificate.draw",
}
HANDLERS = {
    "courses.handlers.recompute_rights",
    "courses.handlers.speak_their_language",
    "courses.handlers.draw_each_text_once",
    "lms.learning.handlers.move_up_over_wording",
}
WHY = "held by a restore: may have been done before"


def statements() -> Iterator[str]:
    """SQL for both databases: nobody is signed in, and nothing is sent a second time."""
    yield "DELETE FROM django_session"
    kinds = ", ".join(f"'{kind}'" for kind in sorted(KINDS))
    keys = " OR ".join(f"key LIKE 'event:%:{path}'" for path in sorted(HANDLERS))
    open_ones = f"state IN ('{Job.State.QUEUED}', '{Job.State.RUNNING}')"
    goes_on = f"kind IN ({kinds}) OR (kind = 'event.handle' AND ({keys}))"
    held = f"SET state = '{Job.State.HELD}', lease_until = NULL, last_error = '{WHY}'"
    yield f"UPDATE core_job {held} WHERE {open_ones} AND NOT ({goes_on})"  # our own words
