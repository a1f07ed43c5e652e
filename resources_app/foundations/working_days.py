"""Working days: Monday to Friday, without England's bank holidays.

The holidays come from a maintained library, for any year, so this calendar never runs out.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Whether `day` is neither a weekend day nor a bank holiday in England."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The working day `count` working days after `day`; `day` itself is never counted.

    With a count of 0, `day` itself if it is a working day, else the next one.
    """
    if count < 0:
        raise ValueError("count working days forward")
    while not is_working_day(day) and count == 0:
        day += timedelta(days=1)
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; 0 when `end` is not after `start`."""
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, days + 1))
