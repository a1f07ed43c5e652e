"""All the approvals room's SQL."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from resources_app.approvals.model import Approval, ApprovalKind, Cost, Subject
from resources_app.foundations.clock import from_stamp
from resources_app.store.tables import Row, Tables
from resources_app.team.model import DelegatedLimit, Role
from resources_app.team.queries import limit_for


def approvals_of(tables: Tables, subject_table: str, subject_id: str) -> list[Approval]:
    """Every yes and no about a subject, oldest first."""
    rows = tables.rows(
        """SELECT approval.*, officer.name AS approver_name FROM approval
           JOIN officer ON officer.id = approval.approver_id
           WHERE subject_table = ? AND subject_id = ? ORDER BY decided_at, approval.id""",
        (subject_table, subject_id),
    )
    return [_approval(row) for row in rows]


def approvals_of_all(tables: Tables, subjects: Collection[tuple[str, str]]) -> list[Approval]:
    """Every yes and no about several subjects, given as table and id; oldest first."""
    if not subjects:
        return []
    marks = ",".join("(?, ?)" for _ in subjects)
    rows = tables.rows(
        f"""SELECT approval.*, officer.name AS approver_name FROM approval
            JOIN officer ON officer.id = approval.approver_id
            WHERE (subject_table, subject_id) IN (VALUES {marks})
            ORDER BY decided_at, approval.id""",
        [part for subject in subjects for part in subject],
    )
    return [_approval(row) for row in rows]


def standing_approval(tables: Tables, subject: Subject, kind: ApprovalKind) -> Approval | None:
    """The approval of a kind that still binds: the last word, on exactly this digest.

    What was approved and then changed has another digest, so its approval has lapsed.
    """
    last = [one for one in approvals_of(tables, subject.table, subject.id) if one.kind == kind]
    if not last or last[-1].outcome != "approved":
        return None
    return last[-1] if last[-1].subject.bound_sha256 == subject.bound_sha256 else None


def limits_on(tables: Tables, day: date) -> dict[Role, DelegatedLimit]:
    """The delegated limits in force on `day`, by role."""
    found = {role: limit_for(tables, role, day) for role in Role}
    return {role: limit for role, limit in found.items() if limit is not None}


def _approval(row: Row) -> Approval:
    cost = (
        None
        if row["weekly_pence"] is None
        else Cost(int(row["weekly_pence"]), int(row["annual_pence"]))
    )
    return Approval(
        id=row["id"],
        subject=Subject(row["subject_table"], row["subject_id"], row["bound_sha256"]),
        kind=ApprovalKind(row["kind"]),
        outcome=row["outcome"],
        approver_id=row["approver_id"],
        approver_name=row["approver_name"],
        approver_role=Role(row["approver_role"]),
        decided_at=from_stamp(row["decided_at"]),
        words=row["words"],
        cost=cost,
        spoken=bool(row["spoken"]),
        confirmed_at=from_stamp(row["confirmed_at"]) if row["confirmed_at"] else None,
    )
