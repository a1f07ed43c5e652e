"""The beds that are held for one request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.foundations.dates import day_text
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class HeldFor:
    """A hold that stands: its key, the bed and the home, and the last night that is held."""

    id: str
    bed: str
    home: str
    last_night: date

    @property
    def words(self) -> str:
        """`bed B2 at Cedar Rise, to 30 Nov 2026`."""
        return f"bed {self.bed} at {self.home}, to {day_text(self.last_night)}"


def held_for(tables: Tables, request_id: str, today: date) -> list[HeldFor]:
    """The holds of a request that are neither released nor lapsed on a day, nor over."""
    rows = tables.rows(
        """SELECT x.id, x.end_date, b.code, s.name AS home
             FROM bed_hold x JOIN bed b ON b.id = x.bed_id
             JOIN block_home h ON h.id = b.block_home_id
             JOIN service s ON s.id = h.service_id
            WHERE x.request_id = :request AND x.lapses_on > :today AND x.end_date > :today
              AND (x.released_on IS NULL OR x.released_on > :today)
            ORDER BY x.start_date, x.id""",
        {"request": request_id, "today": today.isoformat()},
    )
    return [
        HeldFor(
            row["id"],
            row["code"],
            row["home"],
            date.fromisoformat(row["end_date"]) - timedelta(days=1),
        )
        for row in rows
    ]
