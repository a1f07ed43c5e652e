"""Notices of placements: of one, and those that run out."""

from __future__ import annotations

from datetime import date

from resources_app.foundations.dates import stored_day
from resources_app.foundations.errors import NotFound
from resources_app.placements.notices import Notice
from resources_app.store.tables import Row, Tables

_NOTICE = """
    SELECT notice.*, placement.reference, officer.name AS recorded_by_name
      FROM notice JOIN placement ON placement.id = notice.placement_id
      JOIN officer ON officer.id = notice.recorded_by
"""


def notices_of(tables: Tables, placement_id: str) -> list[Notice]:
    """A placement's notices, the last given first."""
    rows = tables.rows(
        f"{_NOTICE} WHERE notice.placement_id = ? ORDER BY given_on DESC, notice.id DESC",
        (placement_id,),
    )
    return [_notice(row) for row in rows]


def standing_notice(tables: Tables, placement_id: str) -> Notice | None:
    """The notice of a placement that stands, or None."""
    return next((one for one in notices_of(tables, placement_id) if one.stands), None)


def find_notice(tables: Tables, notice_id: str) -> Notice:
    """One notice. Raises NotFound."""
    row = tables.one(f"{_NOTICE} WHERE notice.id = ?", (notice_id,))
    if row is None:
        raise NotFound("There is no such notice.")
    return _notice(row)


def notices_running(tables: Tables, today: date, until: date) -> list[Notice]:
    """Notices that stand, of placements that go on, which run out on `until` or before."""
    rows = tables.rows(
        f"""{_NOTICE} WHERE withdrawn_on IS NULL AND runs_to <= :until
               AND (placement.end_date IS NULL OR placement.end_date > :today)
             ORDER BY runs_to, placement.reference""",
        {"until": until.isoformat(), "today": today.isoformat()},
    )
    return [_notice(row) for row in rows]


def _notice(row: Row) -> Notice:
    return Notice(
        id=row["id"],
        placement_reference=row["reference"],
        given_by=row["given_by"],
        given_on=date.fromisoformat(row["given_on"]),
        runs_to=date.fromisoformat(row["runs_to"]),
        reason=row["reason"],
        recorded_by=row["recorded_by_name"],
        withdrawn_on=stored_day(row["withdrawn_on"]),
        withdrawn_reason=row["withdrawn_reason"],
    )
