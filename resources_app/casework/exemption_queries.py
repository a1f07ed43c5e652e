"""Exemptions from contract standing orders that were asked for and neither given nor refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.approvals.model import ApprovalKind
from resources_app.approvals.recommendation_queries import unanswered
from resources_app.foundations.dates import stored_day
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class ExemptionAsked:
    """A request that waits for its exemption: `submitted_by` may not give it (an officer's id)."""

    reference: str
    asked_by: str
    words: str
    by: date | None
    submitted_by: str
    emergency: bool


def exemptions_asked(tables: Tables) -> list[ExemptionAsked]:
    """The requests still looked for, as they were submitted last, oldest asking first."""
    found: dict[str, ExemptionAsked] = {}
    for one in unanswered(tables, ApprovalKind.SPOT_EXEMPTION):
        row = tables.one(
            """SELECT reference, needed_by_date, submitted_by, urgency FROM placement_request
                WHERE id = :id AND state IN ('authorised', 'searching', 'offers in')
                  AND :digest = (SELECT content_sha256 FROM request_snapshot
                                  WHERE request_id = :id ORDER BY version DESC LIMIT 1)""",
            {"id": one.subject.id, "digest": one.subject.bound_sha256},
        )
        if row is not None:
            found.setdefault(
                row["reference"],
                ExemptionAsked(
                    row["reference"],
                    one.officer_name,
                    one.words,
                    stored_day(row["needed_by_date"]),
                    row["submitted_by"] or "",
                    row["urgency"] == "emergency",
                ),
            )
    return list(found.values())
