"""The academic year and its terms, for prices by the term or by the academic year.

A school's own dates differ from year to year and from school to school; for charging, the
three terms are those by which councils recoup special-school fees from one another: they
touch, so that no day of a year is charged twice or not at all. To charge by others: change
`TERMS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from resources_app.agreements.model import Unit
from resources_app.foundations.dates import Period

YEAR_STARTS = (9, 1)
# Each term's name and the month and day of its first day; it runs to the day before the next.
TERMS = (("autumn", 9, 1), ("spring", 1, 1), ("summer", 4, 1))


def academic_year(day: date) -> Period:
    """The academic year that a day falls in, 1 September to 31 August."""
    first = day.year if (day.month, day.day) >= YEAR_STARTS else day.year - 1
    return Period(date(first, *YEAR_STARTS), date(first + 1, *YEAR_STARTS))


def school_term(day: date) -> tuple[str, Period]:
    """The term that a day falls in, with its name (`autumn`)."""
    year = academic_year(day)
    starts = [
        (name, date(year.start.year + (month < YEAR_STARTS[0]), month, first))
        for name, month, first in TERMS
    ]
    assert year.end is not None
    ends = [start for _, start in starts[1:]] + [year.end]
    for (name, start), end in zip(starts, ends, strict=True):
        if day < end:
            return name, Period(start, end)
    raise AssertionError("the terms cover the year")


def terms_between(unit: Unit, days: Period, until: date) -> Iterator[Period]:
    """The terms or academic years (`unit`) that share a day with `days`, up to `until`."""
    day, end = days.start, min(days.end or until, until)
    while day < end:
        whole = academic_year(day) if unit is Unit.ACADEMIC_YEAR else school_term(day)[1]
        yield whole
        assert whole.end is not None
        day = whole.end
