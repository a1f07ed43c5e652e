"""What was put to whoever may say yes, by somebody who may not."""

from __future__ import annotations

from resources_app.approvals.model import ApprovalKind, Recommendation, Subject
from resources_app.foundations.clock import from_stamp
from resources_app.store.tables import Row, Tables
from resources_app.team.model import Role

_RECOMMENDATION = """
    SELECT recommendation.*, officer.name
      FROM recommendation JOIN officer ON officer.id = recommendation.recommended_by
"""


def recommendations_of(
    tables: Tables, subject: Subject, kind: ApprovalKind
) -> list[Recommendation]:
    """What was put to whoever may approve exactly this subject, oldest first."""
    rows = tables.rows(
        f"""{_RECOMMENDATION} WHERE subject_table = ? AND subject_id = ? AND bound_sha256 = ?
              AND kind = ? ORDER BY recommended_at, recommendation.id""",
        (subject.table, subject.id, subject.bound_sha256, str(kind)),
    )
    return [_recommendation(row) for row in rows]


def why_not_again(tables: Tables, subject: Subject, kind: ApprovalKind, officer_id: str) -> str:
    """Why an officer does not put exactly this again, in a sentence; empty when they may."""
    there = recommendations_of(tables, subject, kind)
    mine = any(one.officer_id == officer_id for one in there)
    return "You have recommended exactly this already." if mine else ""


def unanswered(tables: Tables, kind: ApprovalKind) -> list[Recommendation]:
    """What was put to whoever may say yes and has had neither yes nor no, oldest first.

    A subject may have changed since: the caller holds its digest against it.
    """
    rows = tables.rows(
        f"""{_RECOMMENDATION} WHERE kind = ? AND NOT EXISTS (
                SELECT 1 FROM approval
                 WHERE approval.subject_table = recommendation.subject_table
                   AND approval.subject_id = recommendation.subject_id
                   AND approval.kind = recommendation.kind
                   AND approval.decided_at >= recommendation.recommended_at)
            ORDER BY recommended_at, recommendation.id""",
        (str(kind),),
    )
    return [_recommendation(row) for row in rows]


def _recommendation(row: Row) -> Recommendation:
    return Recommendation(
        id=row["id"],
        subject=Subject(row["subject_table"], row["subject_id"], row["bound_sha256"]),
        kind=ApprovalKind(row["kind"]),
        officer_id=row["recommended_by"],
        officer_name=row["name"],
        role=Role(row["recommender_role"]),
        at=from_stamp(row["recommended_at"]),
        words=row["words"],
    )
