"""The SQL of the team's office hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from resources_app.foundations.office_hours import USUAL, OfficeHours
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class DatedHours:
    """Office hours from a day on, until later ones take over."""

    effective_from: date
    hours: OfficeHours


def office_hours(tables: Tables, day: date) -> OfficeHours:
    """The office hours in force on a day; the usual ones where none were set by then."""
    return hours_on(every_office_hours(tables), day)


def hours_on(every: Iterable[DatedHours], day: date) -> OfficeHours:
    """Of all office hours, the latest first, those in force on a day."""
    return next((one.hours for one in every if one.effective_from <= day), USUAL)


def every_office_hours(tables: Tables) -> list[DatedHours]:
    """All that were ever set, the latest first."""
    rows = tables.rows("SELECT * FROM office_hours ORDER BY effective_from DESC, id")
    return [DatedHours(date.fromisoformat(row["effective_from"]), _hours(row)) for row in rows]


def hours_from(tables: Tables, day: date) -> str | None:
    """The id of the hours set from just this day, or None."""
    found = tables.value("SELECT id FROM office_hours WHERE effective_from = ?", (day.isoformat(),))
    return None if found is None else str(found)


def _hours(row: Row) -> OfficeHours:
    return OfficeHours(time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]))
