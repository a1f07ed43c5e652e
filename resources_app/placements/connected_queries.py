"""Temporary approvals of connected persons, as they are kept."""

from __future__ import annotations

from datetime import date

from resources_app.foundations.dates import stored_day, stored_period
from resources_app.foundations.errors import NotFound
from resources_app.placements.connected import TemporaryApproval
from resources_app.store.tables import Row, Tables

_APPROVAL = """
    SELECT temporary_approval.*, approver.name AS approver_name, extender.name AS extender_name
      FROM temporary_approval JOIN officer AS approver ON approver.id = approved_by
      LEFT JOIN officer AS extender ON extender.id = extended_by
"""


def temporary_approvals(tables: Tables, child_id: str, service_id: str) -> list[TemporaryApproval]:
    """Those for a child with a connected person, the newest first."""
    rows = tables.rows(
        f"""{_APPROVAL} WHERE child_id = ? AND service_id = ?
            ORDER BY start_date DESC, temporary_approval.id DESC""",
        (child_id, service_id),
    )
    return [_approval(row) for row in rows]


def find_temporary(tables: Tables, approval_id: str) -> TemporaryApproval:
    """One by its id. Raises NotFound."""
    row = tables.one(f"{_APPROVAL} WHERE temporary_approval.id = ?", (approval_id.strip(),))
    if row is None:
        raise NotFound("There is no such approval.", remedy="`connected list` gives each one’s ID.")
    return _approval(row)


def temporary_ending(tables: Tables, until: date) -> list[TemporaryApproval]:
    """Those that end by a day (included) and are not over yet, the first to end first."""
    rows = tables.rows(
        f"""{_APPROVAL} WHERE ended_on IS NULL AND end_date <= ?
            ORDER BY end_date, temporary_approval.id""",
        (until.isoformat(),),
    )
    return [_approval(row) for row in rows]


def _approval(row: Row) -> TemporaryApproval:
    return TemporaryApproval(
        id=row["id"],
        child_id=row["child_id"],
        service_id=row["service_id"],
        carer=row["carer"],
        relation=row["relation"],
        assessed_on=date.fromisoformat(row["assessed_on"]),
        period=stored_period(row["start_date"], row["end_date"]),
        approved_by=row["approver_name"],
        extension_ground=row["extension_ground"],
        extended_by=row["extender_name"] or "",
        ended_on=stored_day(row["ended_on"]),
        outcome=row["outcome"],
    )
