"""What a certificate is worth on a day."""

from datetime import date, timedelta

import pytest

from certificates.rules import Verdict, verdict

TODAY = date(2028, 12, 4)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("withdrawn", "replaced", "valid_until", "answer"),
    [
        (False, False, None, Verdict.VALID),
        (False, False, TODAY, Verdict.VALID),
        (False, False, YESTERDAY, Verdict.RAN_OUT),
        (False, True, None, Verdict.REPLACED),
        (False, True, YESTERDAY, Verdict.REPLACED),
        (True, False, TODAY, Verdict.WITHDRAWN),
        (True, True, YESTERDAY, Verdict.WITHDRAWN),
    ],
)
def test_the_gravest_truth_is_told(
    withdrawn: bool, replaced: bool, valid_until: date | None, answer: Verdict
) -> None:
    given = verdict(withdrawn=withdrawn, replaced=replaced, valid_until=valid_until, today=TODAY)
    assert given == answer
