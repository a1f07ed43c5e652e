"""Quarters of the financial year: Q1 is April to June, Q4 January to March."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.foundations.dates import Period, add_months, financial_year
from resources_app.foundations.errors import BadInput

_WRITTEN = re.compile(r"(\d{4})(?:[-/](\d{2}))?[- ]*Q([1-4])", re.ASCII | re.IGNORECASE)
_RIGHT = "Give a quarter of the financial year such as 2026-Q1 or 2026-27 Q1 (April to June 2026)."


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter: the year in which its financial year begins, and 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        """`2026-27 Q1`."""
        return f"{financial_year(date(self.year, 4, 1))} Q{self.number}"

    @property
    def period(self) -> Period:
        """Its days, half-open."""
        start = add_months(date(self.year, 4, 1), 3 * (self.number - 1))
        return Period(start, add_months(start, 3))

    @property
    def words(self) -> str:
        """`April to June 2026`."""
        start = self.period.start
        last = add_months(start, 2)
        return f"{start:%B} to {last:%B %Y}"

    @property
    def before(self) -> Quarter:
        """The quarter before it."""
        return quarter_of(self.period.start - timedelta(days=1))


def quarter_of(day: date) -> Quarter:
    """The quarter that a day falls in."""
    months = (day.year * 12 + day.month - 1) - 3  # since April of year 0
    return Quarter(months // 12, months % 12 // 3 + 1)


def quarter_from(text: str) -> Quarter:
    """Read `2026-Q1`, `2026-27 Q1` or `2026/27-Q1`. Raises BadInput with what would be right."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise BadInput(f"“{text}” is not a quarter.", remedy=_RIGHT)
    year = int(match[1])
    if match[2] and int(match[2]) != (year + 1) % 100:
        raise BadInput(f"“{text}” is not a financial year.", remedy=_RIGHT)
    if not 1900 <= year <= 2200:
        raise BadInput(f"“{text}” is not a year that anybody pays for.", remedy=_RIGHT)
    return Quarter(year, int(match[3]))
