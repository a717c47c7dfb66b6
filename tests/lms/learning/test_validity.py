"""Validity counts calendar months."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.validity import months_later


@pytest.mark.parametrize(
    ("day", "months", "until"),
    [
        (date(2026, 11, 23), 24, date(2028, 11, 23)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 4), 12, date(2027, 12, 4)),
    ],
)
def test_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, until: date) -> None:
    assert months_later(day, months) == until


@given(st.dates(max_value=date(2999, 1, 1)), st.integers(1, 120))
def test_it_lands_in_the_right_month(day: date, months: int) -> None:
    until = months_later(day, months)
    assert (until.year - day.year) * 12 + until.month - day.month == months
    assert until.day <= day.day
