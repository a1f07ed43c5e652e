"""Giving or refusing an approval. Callers pass the tables of the action they are inside."""

from __future__ import annotations

from resources_app.approvals.limits import why_not_money, why_not_statutory
from resources_app.approvals.model import ApprovalKind, Cost, Subject
from resources_app.foundations.errors import Refused
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Role
from resources_app.team.queries import limit_for


def check_money(session: Session, tables: Tables, asked_by: str, cost: Cost) -> str:
    """The id of the limit that covers the cost, as it is inside the caller's action.

    Raises Refused when the officer may not.
    """
    limit = limit_for(tables, Role(session.officer.role), session.today())
    if reason := why_not_money(session.officer, asked_by, cost, limit):
        raise Refused(reason)
    assert limit is not None
    return limit.id


def record_money(
    session: Session,
    tables: Tables,
    subject: Subject,
    cost: Cost,
    *,
    limit_id: str | None,
    outcome: str,
    words: str,
) -> str:
    """Write a money approval or refusal inside the caller's action; the new row's id."""
    return _record(
        session,
        tables,
        subject,
        ApprovalKind.MONEY,
        outcome,
        words,
        {
            "weekly_pence": cost.weekly_pence,
            "annual_pence": cost.annual_pence,
            "limit_id": limit_id,
        },
    )


def statutory_action(kind: ApprovalKind) -> str:
    """The name under which the journal keeps an approval of a kind: `approve_out_of_area`."""
    return f"approve_{kind.replace(' ', '_')}"


def record_statutory(
    session: Session,
    tables: Tables,
    subject: Subject,
    kind: ApprovalKind,
    *,
    words: str,
    asked_by: str,
) -> str:
    """Write an approval that is not about money inside the caller's action; the new row's id.

    `asked_by` is the id of whoever asks for it. Raises Refused when that is the officer at
    work, when the officer's role may not, or when no words say why.
    """
    if reason := why_not_statutory(session.officer, kind, asked_by):
        raise Refused(reason)
    if not words.strip():
        raise Refused("An approval says why it was given.", remedy="Give the reason in words.")
    return _record(session, tables, subject, kind, "approved", words, {})


def _record(
    session: Session,
    tables: Tables,
    subject: Subject,
    kind: ApprovalKind,
    outcome: str,
    words: str,
    more: dict[str, object],
) -> str:
    row: dict[str, object] = {
        "id": session.new_id(),
        "subject_table": subject.table,
        "subject_id": subject.id,
        "kind": str(kind),
        "outcome": outcome,
        "approver_id": session.officer.id,
        "approver_role": session.officer.role,
        "decided_at": session.stamp(),
        "words": words.strip(),
        "bound_sha256": subject.bound_sha256,
        **more,
    }
    tables.insert("approval", row)
    return str(row["id"])
