"""The clock: UTC in the store, local time for people, and the calendar day in England."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.foundations.clock import (
    FixedClock,
    SystemClock,
    from_stamp,
    local_text,
    stamp,
)

_moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(_moments)
def test_a_stamp_is_read_back_to_the_microsecond(moment: datetime) -> None:
    assert from_stamp(stamp(moment)) == moment


@given(_moments, _moments)
def test_stamps_sort_as_time_does(first: datetime, second: datetime) -> None:
    assert (stamp(first) < stamp(second)) == (first < second)


def test_a_stamp_is_in_utc_whatever_the_zone() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert stamp(datetime(2026, 4, 3, 1, 0, tzinfo=tokyo)) == "2026-04-02T16:00:00.000000Z"


def test_a_moment_without_a_zone_is_not_stamped() -> None:
    """Which zone the machine is in must never decide what the store says."""
    with pytest.raises(ValueError, match="time zone"):
        stamp(datetime(2026, 4, 3))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 2)),  # summer time
        (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),
    ],
)
def test_today_is_the_day_in_england(moment: datetime, day: date) -> None:
    assert FixedClock(moment).today() == day


def test_a_fixed_clock_stands_still_until_moved() -> None:
    clock = FixedClock.on(date(2026, 11, 23))
    assert clock.now() == clock.now() == datetime(2026, 11, 23, 9, tzinfo=UTC)
    clock.moment += timedelta(days=1)
    assert clock.today() == date(2026, 11, 24)


def test_people_read_local_time() -> None:
    assert local_text(datetime(2026, 7, 3, 13, 2, tzinfo=UTC)) == "3 Jul 2026 14:02"
    assert local_text(datetime(2026, 12, 3, 13, 2, tzinfo=UTC)) == "3 Dec 2026 13:02"


def test_the_systems_clock_knows_its_zone() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert abs(clock.today() - clock.now().date()) <= timedelta(days=1)
