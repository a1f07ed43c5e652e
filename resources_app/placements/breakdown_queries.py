"""Breakdowns of placements, as they were recorded."""

from __future__ import annotations

from datetime import date

from resources_app.foundations.dates import stored_day
from resources_app.placements.breakdowns import Breakdown
from resources_app.store.tables import Tables


def breakdown_of(tables: Tables, placement_id: str) -> Breakdown | None:
    """How a placement broke down, or None where nothing is recorded."""
    row = tables.one(
        """SELECT breakdown.*, officer.name AS recorded_by_name
             FROM breakdown JOIN officer ON officer.id = breakdown.recorded_by
            WHERE placement_id = ?""",
        (placement_id,),
    )
    if row is None:
        return None
    return Breakdown(
        happened_on=date.fromisoformat(row["happened_on"]),
        causes=tuple(row["causes"].splitlines()),
        what_happened=row["what_happened"],
        warning_signs=row["warning_signs"],
        tried=row["tried"],
        learning=row["learning"],
        meeting_on=stored_day(row["meeting_on"]),
        recorded_by=row["recorded_by_name"],
    )
