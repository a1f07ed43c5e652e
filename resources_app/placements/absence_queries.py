"""Absences as they are recorded, with who agreed to pay beyond the agreement's maximum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.agreements.charge_model import AbsenceReason
from resources_app.foundations.dates import Period, stored_day, stored_period
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class RecordedAbsence:
    """Nights away; `period` ends on the day of return, or not yet.

    `recorded_by` is the id of the officer who recorded it, empty for what came from elsewhere.
    """

    id: str
    placement_reference: str
    reason: AbsenceReason
    period: Period
    retained_until: date | None
    retained_by: str
    retained_reason: str
    recorded_by: str = ""


_ABSENCE = """
    SELECT absence.*, placement.reference, officer.name AS retained_by_name,
           (SELECT action.officer_id FROM journal_entry AS entry
              JOIN journal_action AS action
                ON action.hlc = entry.hlc AND action.origin = entry.origin
             WHERE entry.table_name = 'absence' AND entry.operation = 'insert'
               AND entry.row_id = absence.id) AS recorded_by
      FROM absence JOIN placement ON placement.id = absence.placement_id
      LEFT JOIN officer ON officer.id = absence.retained_by
"""


def absences_of(tables: Tables, placement_id: str) -> list[RecordedAbsence]:
    """A placement's absences, first to last."""
    rows = tables.rows(
        f"{_ABSENCE} WHERE absence.placement_id = ? ORDER BY absence.start_date, absence.id",
        (placement_id,),
    )
    return [_recorded(row) for row in rows]


def absence(tables: Tables, absence_id: str) -> RecordedAbsence:
    """One absence. Raises NotFound."""
    row = tables.one(f"{_ABSENCE} WHERE absence.id = ?", (absence_id,))
    if row is None:
        raise NotFound("There is no such absence.")
    return _recorded(row)


def _recorded(row: Row) -> RecordedAbsence:
    return RecordedAbsence(
        id=row["id"],
        placement_reference=row["reference"],
        reason=AbsenceReason(row["reason"]),
        period=stored_period(row["start_date"], row["end_date"]),
        retained_until=stored_day(row["retained_until"]),
        retained_by=row["retained_by_name"] or "",
        retained_reason=row["retained_reason"],
        recorded_by=row["recorded_by"] or "",
    )
