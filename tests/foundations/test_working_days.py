"""Working days with England's bank holidays, for ever."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.foundations.working_days import (
    add_working_days,
    is_working_day,
    working_days_between,
)

_days = st.dates(date(2010, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    "holiday",
    [
        date(2026, 1, 1),
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 4),
        date(2026, 8, 31),
        date(2026, 12, 25),
        date(2026, 12, 28),  # Boxing Day falls on a Saturday
        date(2022, 6, 3),  # Platinum Jubilee
        date(2022, 9, 19),  # the late Queen's funeral
        date(2023, 5, 8),  # the King's coronation
        date(2045, 12, 25),
    ],
)
def test_bank_holidays_are_not_worked(holiday: date) -> None:
    assert holiday.weekday() < 5
    assert not is_working_day(holiday)


@pytest.mark.parametrize("day", [date(2026, 3, 17), date(2026, 7, 13), date(2026, 11, 30)])
def test_holidays_of_other_nations_are_worked_in_england(day: date) -> None:
    """St Patrick's day, the Twelfth and St Andrew's day."""
    assert is_working_day(day) == (day.weekday() < 5)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday to Monday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # from a Saturday
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # over Christmas and its Monday in lieu
        (date(2026, 4, 2), 2, date(2026, 4, 8)),  # over Easter
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
    ],
)
def test_deadlines_count_working_days_after_the_day(start: date, count: int, due: date) -> None:
    assert add_working_days(start, count) == due


def test_counting_backwards_is_our_bug() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 11, 23), -1)


@given(_days, st.integers(0, 60))
def test_a_deadline_is_a_working_day_that_many_later(start: date, count: int) -> None:
    due = add_working_days(start, count)
    assert is_working_day(due)
    if count:
        assert working_days_between(start, due) == count
        assert working_days_between(start, due - timedelta(days=1)) == count - 1


@given(_days, st.integers(0, 100), st.integers(0, 100))
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    assert working_days_between(start, middle) + working_days_between(
        middle, end
    ) == working_days_between(start, end)


def test_no_working_days_lie_before_the_start() -> None:
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 20)) == 0
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 23)) == 0
