"""Days and nights: half-open inside, leap days counted, no time of day invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from resources_app.foundations.dates import (
    Period,
    add_months,
    age_on,
    birthday,
    date_from,
    day_text,
    financial_year,
    financial_year_period,
    inclusive_end,
    nights_in_year_from,
)
from resources_app.foundations.errors import BadInput

_days = st.dates(date(1950, 1, 1), date(2100, 12, 31))
_lengths = st.one_of(st.none(), st.integers(0, 3000))
_periods = st.builds(
    lambda start, length: Period(start, None if length is None else start + timedelta(length)),
    _days,
    _lengths,
)


@given(_periods, _days)
def test_a_period_holds_its_start_and_not_its_end(period: Period, day: date) -> None:
    assert (day in period) == (day >= period.start and (not period.end or day < period.end))
    if period.end is not None:
        assert period.end not in period


@given(_periods, _periods)
def test_two_periods_meet_in_the_days_that_both_hold(a: Period, b: Period) -> None:
    meeting = a.meet(b)
    assert meeting == b.meet(a)
    assert a.overlaps(b) == (meeting is not None)
    if meeting is not None:
        assert meeting.start in a
        assert meeting.start in b
        assert meeting.end is None or meeting.end - timedelta(days=1) in a
        assert meeting.end is None or meeting.end - timedelta(days=1) in b


@given(_periods, _periods, _days)
def test_a_day_in_both_is_in_the_meeting(a: Period, b: Period, day: date) -> None:
    meeting = a.meet(b)
    assert (day in a and day in b) == (meeting is not None and day in meeting)


def test_neighbouring_periods_share_no_day() -> None:
    first = Period(date(2026, 4, 1), date(2027, 4, 1))
    assert not first.overlaps(Period(date(2027, 4, 1)))
    assert first.overlaps(Period(date(2027, 3, 31)))


def test_an_empty_period_holds_and_meets_nothing() -> None:
    empty = Period(date(2026, 4, 1), date(2026, 4, 1))
    assert empty.nights() == 0
    assert date(2026, 4, 1) not in empty
    assert not empty.overlaps(Period(date(2026, 1, 1)))


def test_periods_that_make_no_sense_are_our_bug() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 4, 2), date(2026, 4, 1))
    with pytest.raises(ValueError, match="without an end"):
        Period(date(2026, 4, 1)).nights()


@pytest.mark.parametrize(
    ("start", "end", "nights"),
    [
        (date(2026, 3, 28), date(2026, 3, 30), 2),  # the clocks go forward: still two nights
        (date(2026, 10, 24), date(2026, 10, 26), 2),
        (date(2028, 2, 28), date(2028, 3, 1), 2),
        (date(2026, 2, 28), date(2026, 3, 1), 1),
        (date(2026, 4, 1), date(2027, 4, 1), 365),
    ],
)
def test_nights_are_counted_by_the_calendar(start: date, end: date, nights: int) -> None:
    assert Period(start, end).nights() == nights


@given(_days, st.integers(0, 100))
def test_a_birthday_is_the_first_day_of_an_age(born: date, age: int) -> None:
    assume(born.year + age <= 2199)
    day = birthday(born, age)
    assert age_on(born, day) == age
    if age:
        assert age_on(born, day - timedelta(days=1)) == age - 1


def test_a_leap_day_child_turns_on_1_march_in_common_years() -> None:
    born = date(2012, 2, 29)
    assert age_on(born, date(2026, 2, 28)) == 13
    assert age_on(born, date(2026, 3, 1)) == 14
    assert birthday(born, 16) == date(2028, 2, 29)
    assert birthday(born, 18) == date(2030, 3, 1)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 23), 6, date(2027, 5, 23)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_on_the_last_day_there_is(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("start", "nights"),
    [
        (date(2026, 4, 1), 365),
        (date(2027, 4, 1), 366),  # 29 February 2028 is among them
        (date(2028, 2, 29), 366),
        (date(2028, 3, 1), 365),
        (date(2027, 3, 1), 366),
    ],
)
def test_a_year_of_nights_has_its_leap_day(start: date, nights: int) -> None:
    assert nights_in_year_from(start) == nights


@given(st.dates(date(2020, 1, 1), date(2120, 12, 31)))
def test_a_year_of_nights_covers_every_29_february_once(start: date) -> None:
    leap = any(
        (start + timedelta(days=n)).month == 2 and (start + timedelta(days=n)).day == 29
        for n in range(366)  # from 1 March the leap day is the last night
    )
    assert nights_in_year_from(start) == (366 if leap else 365)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_is_in_its_own_financial_year(day: date) -> None:
    period = financial_year_period(financial_year(day))
    assert day in period
    assert (period.start.month, period.start.day) == (4, 1)


def test_financial_years_turn_on_1_april_and_at_the_century() -> None:
    assert financial_year(date(2026, 3, 31)) == "2025-26"
    assert financial_year(date(2026, 4, 1)) == "2026-27"
    assert financial_year(date(2099, 12, 1)) == "2099-00"


def test_people_read_the_last_day_and_not_the_end() -> None:
    assert inclusive_end(date(2027, 4, 1)) == date(2027, 3, 31)
    assert inclusive_end(None) is None
    assert day_text(date(2026, 4, 3)) == "3 Apr 2026"
    assert day_text(None) == ""


@pytest.mark.parametrize(
    "written",
    [
        "2026-04-03", "2026-4-3", "03/04/2026", "3/4/2026", "3.4.2026", "03-04-2026",
        "3 Apr 2026", "3rd April 2026", "03-Apr-2026", "3 april, 2026", " 3 APR 2026 ",
        "2026-04-03T00:00:00", "2026-04-03 09:30", date(2026, 4, 3), datetime(2026, 4, 3, 23, 59),
    ],
)  # fmt: skip
def test_dates_as_people_write_them_day_first(written: object) -> None:
    assert date_from(written) == date(2026, 4, 3)


@pytest.mark.parametrize(
    "written",
    [
        "", "03/04/26", "2026", "April 2026", "13/13/2026", "31/02/2026", "29 Feb 2027",
        "04/2026", "3 Foo 2026", "3 Apriline 2026", "tomorrow", 46115, 46115.0, None, True,
        "0000-01-01", "3 Apr 2026 or later",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_what_would_be_right(written: object) -> None:
    with pytest.raises(BadInput, match="3 Apr 2026, 03/04/2026"):
        date_from(written)


@given(_days)
def test_a_day_written_is_read_back(day: date) -> None:
    for text in (day.isoformat(), day_text(day), f"{day:%d/%m/%Y}", f"{day:%d %B %Y}"):
        assert date_from(text) == day


@pytest.mark.parametrize("text", ["0001-01-01", "1 Jan 1899", "9999-12-31", "01/01/2200"])
def test_a_year_in_which_nothing_here_happens_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="from 1900 to 2199"):
        date_from(text)
