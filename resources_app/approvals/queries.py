"""All the approvals room's SQL."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from resources_app.approvals.checklists import Check
from resources_app.approvals.limits import limit_used
from resources_app.approvals.model import (
    Approval,
    ApprovalKind,
    Cost,
    Delegation,
    HeldLimit,
    Subject,
)
from resources_app.foundations.clock import from_stamp
from resources_app.foundations.dates import stored_period
from resources_app.session import Actor
from resources_app.store.tables import Row, Tables
from resources_app.team.model import DelegatedLimit, Role
from resources_app.team.queries import limit_for, limits_by_id

_APPROVAL = """
    SELECT approval.*, officer.name AS approver_name, writer.name AS recorded_by_name,
           lender.name AS for_whom
      FROM approval JOIN officer ON officer.id = approval.approver_id
      LEFT JOIN officer AS writer ON writer.id = approval.recorded_by
      LEFT JOIN delegation ON delegation.id = approval.delegation_id
      LEFT JOIN officer AS lender ON lender.id = delegation.from_officer
"""


def approvals_of(tables: Tables, subject_table: str, subject_id: str) -> list[Approval]:
    """Every yes and no about a subject, oldest first."""
    rows = tables.rows(
        f"{_APPROVAL} WHERE subject_table = ? AND subject_id = ? ORDER BY decided_at, approval.id",
        (subject_table, subject_id),
    )
    return [_approval(row) for row in rows]


def checks_of(tables: Tables, subject: Subject, kind: ApprovalKind) -> list[Check]:
    """What was answered of a kind's checklist under any approval of exactly this subject."""
    rows = tables.rows(
        f"""{_CHECK} WHERE approval.subject_table = ? AND approval.subject_id = ?
              AND approval.kind = ? AND approval.bound_sha256 = ? AND approval.outcome = 'approved'
            ORDER BY approval_check.answered_on, approval_check.id""",
        (subject.table, subject.id, str(kind), subject.bound_sha256),
    )
    return [_check(row) for row in rows]


def checks_of_approvals(tables: Tables, approval_ids: Collection[str]) -> list[Check]:
    """The answered items of these approvals, in the order in which they were answered."""
    marks = ",".join("?" for _ in approval_ids)
    rows = tables.rows(
        f"{_CHECK} WHERE approval.id IN ({marks}) ORDER BY approval_check.id", list(approval_ids)
    )
    return [_check(row) for row in rows]


_CHECK = """
    SELECT approval_check.*, officer.name
      FROM approval_check JOIN approval ON approval.id = approval_check.approval_id
      JOIN officer ON officer.id = approval_check.answered_by
"""


def _check(row: Row) -> Check:
    return Check(
        approval_id=row["approval_id"],
        item=row["item"],
        answer=row["answer"],
        answered_by=row["name"],
        answered_on=date.fromisoformat(row["answered_on"]),
    )


def approvals_of_all(tables: Tables, subjects: Collection[tuple[str, str]]) -> list[Approval]:
    """Every yes and no about several subjects, given as table and id; oldest first."""
    if not subjects:
        return []
    marks = ",".join("(?, ?)" for _ in subjects)
    rows = tables.rows(
        f"""{_APPROVAL}
            WHERE (subject_table, subject_id) IN (VALUES {marks})
            ORDER BY decided_at, approval.id""",
        [part for subject in subjects for part in subject],
    )
    return [_approval(row) for row in rows]


def limits_of(tables: Tables, approval_ids: Collection[str]) -> dict[str, DelegatedLimit]:
    """The limit that each of these approvals was given within, by the approval's id."""
    marks = ",".join("?" for _ in approval_ids)
    within = {
        row["id"]: row["limit_id"]
        for row in tables.rows(
            f"SELECT id, limit_id FROM approval WHERE limit_id IS NOT NULL AND id IN ({marks})",
            list(approval_ids),
        )
    }
    found = limits_by_id(tables, set(within.values()))
    return {key: found[limit] for key, limit in within.items()}


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


def held_limit(tables: Tables, approver: Actor, asked_by: str, cost: Cost, day: date) -> HeldLimit:
    """The limit within which an officer would approve a cost that `asked_by` put up."""
    return limit_used(limits_held(tables, approver, day), asked_by, cost)


def limits_held(tables: Tables, approver: Actor, day: date) -> tuple[HeldLimit, ...]:
    """The limits an officer may act within on a day: their role's own, then those lent to them.

    Nothing lent is lent on.
    """
    lent = (
        HeldLimit(limit_for(tables, one.from_role, day), one)
        for one in delegations_to(tables, approver.id, day)
    )
    return (HeldLimit(_limit_of(tables, approver.role, day)), *lent)


def _limit_of(tables: Tables, role: str, day: date) -> DelegatedLimit | None:
    return limit_for(tables, Role(role), day) if role in set(Role) else None


_DELEGATION = """
    SELECT delegation.*, lender.name AS from_name, lender.role AS from_role, lender.active,
           holder.name AS to_name
      FROM delegation JOIN officer AS lender ON lender.id = delegation.from_officer
      JOIN officer AS holder ON holder.id = delegation.to_officer
"""


def delegations(tables: Tables) -> list[Delegation]:
    """Every limit that was lent, the newest first."""
    rows = tables.rows(f"{_DELEGATION} ORDER BY delegation.start_date DESC, delegation.id")
    return [_delegation(row) for row in rows]


def delegations_to(tables: Tables, officer_id: str, day: date) -> list[Delegation]:
    """The limits that are lent to an officer on a day, by people who are still in the team."""
    rows = tables.rows(
        f"""{_DELEGATION} WHERE delegation.to_officer = :officer AND lender.active = 1
              AND delegation.start_date <= :day AND delegation.end_date > :day
              AND (delegation.revoked_on IS NULL OR delegation.revoked_on > :day)
            ORDER BY delegation.start_date, delegation.id""",
        {"officer": officer_id, "day": day.isoformat()},
    )
    return [_delegation(row) for row in rows]


def unconfirmed(tables: Tables) -> list[Approval]:
    """Every spoken approval that its approver has neither confirmed nor denied, oldest first."""
    rows = tables.rows(
        f"""{_APPROVAL} WHERE approval.spoken = 1 AND approval.confirmed_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM approval AS later
                               WHERE later.subject_table = approval.subject_table
                                 AND later.subject_id = approval.subject_id
                                 AND later.kind = approval.kind
                                 AND (later.decided_at, later.id)
                                     > (approval.decided_at, approval.id))
            ORDER BY approval.decided_at, approval.id"""
    )
    return [_approval(row) for row in rows]


def _delegation(row: Row) -> Delegation:
    return Delegation(
        id=row["id"],
        from_id=row["from_officer"],
        from_name=row["from_name"],
        from_role=Role(row["from_role"]),
        to_id=row["to_officer"],
        to_name=row["to_name"],
        period=stored_period(row["start_date"], row["end_date"]),
        reason=row["reason"],
        revoked=row["revoked_on"] is not None,
    )


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
        recorded_by=row["recorded_by_name"] or "",
        for_whom=row["for_whom"] or "",
    )
