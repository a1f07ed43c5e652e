"""What time it is, passed in and never asked of the system directly.

Contracts know dates only; timestamps are kept in UTC and shown in local time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Tells the moment, in UTC, and the local calendar day."""

    def now(self) -> datetime: ...
    def today(self) -> date: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().astimezone(LOCAL).date()


@dataclass
class FixedClock:
    """A clock that stands still until it is moved: for tests and the demo's history."""

    moment: datetime

    @classmethod
    def on(cls, day: date, hour: int = 9) -> FixedClock:
        """Stand at `hour` UTC on `day`."""
        return cls(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.astimezone(LOCAL).date()


def stamp(moment: datetime) -> str:
    """ISO text in UTC to the microsecond, as the store keeps it; sorts as time does.

    Raises ValueError for a moment without a time zone: the machine's own would be a guess.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_stamp(text: str) -> datetime:
    """The moment that `stamp` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def local_day(moment: datetime) -> date:
    """The calendar day of a moment, as people here count it."""
    return moment.astimezone(LOCAL).date()


def day_begins(day: date) -> str:
    """The stamp of the moment at which a local calendar day begins."""
    return stamp(datetime(day.year, day.month, day.day, tzinfo=LOCAL))


def local_text(moment: datetime) -> str:
    """A moment as people read it: `3 Apr 2026 14:02`, local time."""
    local = moment.astimezone(LOCAL)
    return f"{local.day} {local:%b %Y %H:%M}"
