"""From when a request's time runs, what is due when, what is left, around a bank holiday."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from resources_app.foundations.clock import LOCAL
from resources_app.foundations.office_hours import OfficeHours
from resources_app.requests.clocks import (
    Asked,
    clock_of,
    needed_tone,
    search_in_words,
    search_tone,
    working_days_left,
)
from resources_app.requests.model import State, Urgency

HOURS = OfficeHours(time(9), time(17))
THURSDAY = date(2026, 12, 24)  # Christmas Eve; Friday and Monday are bank holidays
TUESDAY = date(2026, 12, 29)


def asked(
    urgency: str = "planned", at: str = "", on: date = THURSDAY, state: str = "draft"
) -> Asked:
    return Asked(State(state), Urgency(urgency), on, at, date(2026, 12, 30))


def local(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("urgency", "on", "at", "runs_from", "search_due"),
    [
        # In hours: at once, and two working days, which the holidays do not count towards.
        ("planned", THURSDAY, "10:30", local(THURSDAY, 10, 30), local(date(2026, 12, 30), 17)),
        ("planned", THURSDAY, "17:00", local(THURSDAY, 17), local(date(2026, 12, 30), 17)),
        ("planned", THURSDAY, "08:00", local(THURSDAY, 9), local(date(2026, 12, 30), 17)),
        # Nobody noted the time: the day counts from its opening.
        ("planned", THURSDAY, "", local(THURSDAY, 9), local(date(2026, 12, 30), 17)),
        # After hours, and on days that are none: the next working day.
        ("planned", THURSDAY, "17:01", local(TUESDAY, 9), local(date(2026, 12, 31), 17)),
        ("planned", date(2026, 12, 26), "10:00", local(TUESDAY, 9), local(date(2026, 12, 31), 17)),
        # An emergency's hours run at once, whenever that is.
        ("emergency", THURSDAY, "23:30", local(THURSDAY, 23, 30), local(date(2026, 12, 25), 1, 30)),
        ("emergency", date(2026, 12, 26), "10:00", local(date(2026, 12, 26), 10),
         local(date(2026, 12, 26), 12)),
    ],
)  # fmt: skip
def test_when_time_runs_from_and_the_search_is_due(
    urgency: str, on: date, at: str, runs_from: datetime, search_due: datetime
) -> None:
    found = clock_of(asked(urgency, at, on), HOURS)
    assert (found.runs_from, found.search_due) == (runs_from, search_due)


def test_what_was_searched_placed_or_ended_is_no_longer_due() -> None:
    assert clock_of(asked(state="searching"), HOURS).search_due is None
    assert clock_of(asked(state="searching"), HOURS).needed_by == date(2026, 12, 30)
    for state in (State.PLACED, State.WITHDRAWN, State.CLOSED, State.ON_HOLD):
        ended = clock_of(asked(state=state), HOURS)
        assert (ended.search_due, ended.needed_by) == (None, None)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (THURSDAY, "today"),
        (date(2026, 12, 27), "no working day left"),
        (TUESDAY, "1 working day left"),
        (date(2026, 12, 30), "2 working days left"),
        (date(2026, 12, 23), "1 day ago"),
    ],
)
def test_what_is_left_is_said_in_working_days(day: date, said: str) -> None:
    assert working_days_left(day, THURSDAY) == said


def test_how_pressing_it_is() -> None:
    clock = clock_of(asked("emergency", "10:00"), HOURS)
    assert search_in_words(clock, local(THURSDAY, 11)) == "search due 24 Dec 2026 12:00"
    assert search_tone(clock, local(THURSDAY, 11)) == "warning"
    assert search_in_words(clock, local(THURSDAY, 13)) == "search overdue since 24 Dec 2026 12:00"
    assert search_tone(clock, local(THURSDAY, 13)) == "bad"
    assert search_tone(clock_of(asked(), HOURS), local(THURSDAY, 9)) == "information"
    days = (date(2026, 12, 23), THURSDAY, TUESDAY, date(2026, 12, 30))
    looks = ["bad", "warning", "warning", "information"]
    assert [needed_tone(day, THURSDAY) for day in days] == looks
