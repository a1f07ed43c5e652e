"""Giving or refusing an approval. Callers pass the tables of the action they are inside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from resources_app.approvals.limits import why_not_money, why_not_statutory
from resources_app.approvals.model import ApprovalKind, Cost, HeldLimit, Subject
from resources_app.approvals.queries import held_limit
from resources_app.approvals.recommendation_queries import why_not_again
from resources_app.foundations.clock import stamp
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.session import Actor, Session
from resources_app.store.tables import Tables


def check_money(session: Session, tables: Tables, asked_by: str, cost: Cost) -> HeldLimit:
    """The limit that covers the cost, one's own or a lent one, as it is inside the caller's action.

    Raises Refused when the officer may not.
    """
    held = held_limit(tables, session.officer, asked_by, cost, session.today())
    if reason := why_not_money(session.officer, asked_by, cost, held.limit):
        raise Refused(reason)
    return held


def record_money(
    session: Session,
    tables: Tables,
    subject: Subject,
    cost: Cost,
    *,
    held: HeldLimit | None,
    outcome: str,
    words: str,
) -> str:
    """Write a money approval or refusal inside the caller's action; the new row's id.

    `held` is the limit that covers it, None for a refusal.
    """
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
            "limit_id": held.limit_id if held else None,
            "delegation_id": held.delegation_id if held else None,
        },
    )


def record_spoken_money(
    session: Session,
    tables: Tables,
    subject: Subject,
    cost: Cost,
    held: HeldLimit,
    approver: Actor,
    said_at: datetime,
    words: str,
) -> str:
    """Write down a money approval that `approver` gave by word, inside the caller's action."""
    return _record(
        session,
        tables,
        subject,
        ApprovalKind.MONEY,
        "approved",
        words,
        {
            "approver_id": approver.id,
            "approver_role": approver.role,
            "decided_at": stamp(said_at),
            "spoken": 1,
            "recorded_by": session.officer.id,
            "weekly_pence": cost.weekly_pence,
            "annual_pence": cost.annual_pence,
            "limit_id": held.limit_id,
            "delegation_id": held.delegation_id,
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


def record_checks(
    session: Session, tables: Tables, approval_id: str, answers: Mapping[str, str]
) -> None:
    """Keep what was answered of an approval's checklist (by item), inside the caller's action."""
    tables.insert_many(
        "approval_check",
        (
            {
                "id": session.new_id(),
                "approval_id": approval_id,
                "item": item,
                "answer": answer,
                "answered_by": session.officer.id,
                "answered_on": session.today().isoformat(),
            }
            for item, answer in answers.items()
        ),
    )


def record_recommendation(
    session: Session, tables: Tables, subject: Subject, kind: ApprovalKind, words: str
) -> str:
    """Put a subject to whoever may approve it, inside the caller's action; the new row's id.

    Raises BadInput without words, and Refused where the officer has put exactly this already.
    """
    if not words.strip():
        raise BadInput("Say what you put to them, and why.", where=Where(field="In your words"))
    if reason := why_not_again(tables, subject, kind, session.officer.id):
        raise Refused(reason)
    row_id = session.new_id()
    tables.insert(
        "recommendation",
        {
            "id": row_id,
            "subject_table": subject.table,
            "subject_id": subject.id,
            "bound_sha256": subject.bound_sha256,
            "kind": str(kind),
            "recommended_by": session.officer.id,
            "recommender_role": session.officer.role,
            "recommended_at": session.stamp(),
            "words": words.strip(),
        },
    )
    return row_id


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
