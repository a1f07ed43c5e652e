"""Days, nights, ages and financial years. Dates are dates: no time of day is ever invented.

Inside the application every period is half-open: `start` is in it, `end` is not, and an
end of None runs on. A contract's words ("to and including 31 March") are turned into that
once, where they are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from resources_app.foundations.errors import BadInput, Where

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([A-Za-z]{3,9})[ \-,]*(\d{4})", re.ASCII)
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_EARLIEST, _LATEST = 1900, 2199
_RIGHT = "Give a date such as 3 Apr 2026, 03/04/2026 (day first) or 2026-04-03."


@dataclass(frozen=True, order=True)
class Period:
    """Days from `start` up to, not including, `end`; None runs on without end."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share at least one day."""
        return self.meet(other) is not None

    def meet(self, other: Period) -> Period | None:
        """The days in both, or None when there are none."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        if end is not None and end <= start:
            return None
        return Period(start, end)

    def nights(self) -> int:
        """Nights in the period. Raises ValueError when it has no end."""
        if self.end is None:
            raise ValueError("a period without an end has no number of nights")
        return (self.end - self.start).days


def stored_day(text: str | None) -> date | None:
    """The day that the store keeps as `2026-04-03`; None where it keeps none."""
    return date.fromisoformat(text) if text else None


def stored_period(start: str, end: str | None) -> Period:
    """The period between two days that the store keeps."""
    return Period(date.fromisoformat(start), stored_day(end))


def stored_span(days: Period) -> tuple[str, str]:
    """The two days between which the store looks, the second excluded; an open end is after all."""
    return days.start.isoformat(), (days.end or date.max).isoformat()


def age_on(born: date, day: date) -> int:
    """Age in whole years on `day`. Someone born on 29 February has a birthday on 1 March."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)


def birthday(born: date, age: int) -> date:
    """The day on which someone reaches `age`; 29 February counts as 1 March in common years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the month's last day when there is no such day."""
    return day + relativedelta(months=months)


def nights_in_year_from(start: date) -> int:
    """Nights in the year from `start`: 365, or 366 with a leap day among them.

    A year from 29 February runs up to 1 March, as a birthday does.
    """
    return (birthday(start, 1) - start).days


def financial_year(day: date) -> str:
    """The financial year (1 April to 31 March) that `day` falls in, as `2026-27`."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def financial_year_period(name: str) -> Period:
    """The days of the financial year written `2026-27`."""
    first = int(name[:4])
    return Period(date(first, 4, 1), date(first + 1, 4, 1))


def inclusive_end(end: date | None) -> date | None:
    """The last day of a half-open period, as a person reads it."""
    return None if end is None else end - timedelta(days=1)


def day_after(last: date | None) -> date | None:
    """The half-open end of a period whose last day is `last`; None stays open."""
    return None if last is None else last + timedelta(days=1)


def days_from_to(first: date, last: date, field: str) -> Period:
    """The days from the first to the last, both included, as a person gives them.

    Raises BadInput at `field`, which the last day was given in, where it is before the first.
    """
    if last < first:
        raise BadInput(
            f"{day_text(last)} is before {day_text(first)}.",
            where=Where(field=field),
            remedy="Give a last day that is not before the first.",
        )
    return Period(first, last + timedelta(days=1))


def day_text(day: date | None) -> str:
    """`3 Apr 2026`, or an empty text for no date."""
    return "" if day is None else f"{day.day} {day:%b %Y}"


def date_from(value: object) -> date:
    """Read a date from a date, or from text in the forms people use in England (day first).

    Raises BadInput with what would be right, also for a year before 1900 or after 2199: a slip
    of the keys, that sums of days would stumble over.
    """
    day = _day_of(value)
    if not _EARLIEST <= day.year <= _LATEST:
        raise BadInput(
            f"The year {day.year} is not one that anything here happens in.",
            remedy=f"Give a year from {_EARLIEST} to {_LATEST}.",
        )
    return day


def _day_of(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    parts = _parts_of(value.strip()) if isinstance(value, str) else None
    if parts is None:
        raise BadInput(f"“{value}” is not a date.", remedy=_RIGHT)
    try:
        return date(*parts)
    except ValueError as error:
        raise BadInput(f"“{value}” is not a day in the calendar.", remedy=_RIGHT) from error


def _parts_of(text: str) -> tuple[int, int, int] | None:
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _BRITISH.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _WORDS.fullmatch(text):
        # Three letters or more tell any month; "Sept" too, but not "Marble".
        for number, month in enumerate(_MONTHS, start=1):
            if month.startswith(match[2].lower()):
                return int(match[3]), number, int(match[1])
    return None
