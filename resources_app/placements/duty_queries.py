"""The duties of placements: of one, and of all that are late or due soon."""

from __future__ import annotations

from datetime import date

from resources_app.foundations.dates import Period, stored_day, stored_span
from resources_app.foundations.errors import NotFound
from resources_app.placements.duties import OwedDuty, known_duty
from resources_app.store.tables import Row, Tables

_DUTY = """
    SELECT duty.*, placement.reference, officer.name AS done_by_name,
           document.reference AS document_reference
      FROM duty JOIN placement ON placement.id = duty.placement_id
      LEFT JOIN officer ON officer.id = duty.done_by
      LEFT JOIN document ON document.id = duty.document_id
"""


def duties_of(tables: Tables, placement_id: str) -> list[OwedDuty]:
    """A placement's duties, the soonest due first."""
    rows = tables.rows(
        f"{_DUTY} WHERE duty.placement_id = ? ORDER BY duty.due_on, duty.duty", (placement_id,)
    )
    return [_owed(row) for row in rows]


def find_duty(tables: Tables, duty_id: str) -> OwedDuty:
    """One duty. Raises NotFound."""
    row = tables.one(f"{_DUTY} WHERE duty.id = ?", (duty_id,))
    if row is None:
        raise NotFound("There is no such duty.")
    return _owed(row)


def open_duties(tables: Tables, until: date) -> list[OwedDuty]:
    """Every duty not yet done whose last day is `until` or before, the soonest due first."""
    rows = tables.rows(
        f"""{_DUTY} WHERE duty.done_on IS NULL AND duty.not_needed = '' AND duty.due_on <= ?
            ORDER BY duty.due_on, placement.reference, duty.duty""",
        (until.isoformat(),),
    )
    return [_owed(row) for row in rows]


def duties_done_late(tables: Tables, days: Period) -> list[OwedDuty]:
    """The duties done, on one of the days, after their last day; the first done first."""
    rows = tables.rows(
        f"""{_DUTY} WHERE duty.done_on > duty.due_on AND duty.done_on >= ? AND duty.done_on < ?
            ORDER BY duty.done_on, placement.reference, duty.duty""",
        stored_span(days),
    )
    return [_owed(row) for row in rows]


def document_key(tables: Tables, reference: str) -> str | None:
    """The key of a registered document by its reference; None for no reference. Raises NotFound."""
    if not reference.strip():
        return None
    wanted = reference.strip().upper()
    found = tables.value("SELECT id FROM document WHERE reference = ?", (wanted,))
    if found is None:
        raise NotFound(
            f"There is no document {reference.strip()}.",
            remedy="References look like DOC-26-A7-0042.",
        )
    return str(found)


def _owed(row: Row) -> OwedDuty:
    known = known_duty(row["duty"])
    return OwedDuty(
        id=row["id"],
        placement_reference=row["reference"],
        code=row["duty"],
        words=known.words if known else row["duty"],
        rule=known.rule if known else "",
        due_on=date.fromisoformat(row["due_on"]),
        done_on=stored_day(row["done_on"]),
        done_by=row["done_by_name"] or "",
        how=row["how"],
        proof=row["proof"],
        not_needed=row["not_needed"],
        document=row["document_reference"] or "",
    )
