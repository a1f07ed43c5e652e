"""Signatures that were asked for and have not come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.store.tables import Tables


@dataclass(frozen=True)
class AwaitedSignature:
    """Somebody who was asked to sign a document, and by when (the day included)."""

    document: str  # its reference
    kind: str
    party: str
    asked_on: date
    due_on: date
    chased: int  # how often since


def signatures_awaited(tables: Tables, until: date) -> list[AwaitedSignature]:
    """The signatures due up to a day (included) that are not there, the first due at the top."""
    rows = tables.rows(
        """SELECT document.reference, document.kind, party.party, party.asked_on, party.due_on,
                  (SELECT count(*) FROM signature_chaser WHERE party_id = party.id) AS chased
             FROM signature_party AS party JOIN document ON document.id = party.document_id
            WHERE party.due_on <= ? AND party.signed_on IS NULL AND party.declined_on IS NULL
              AND party.not_needed_why = ''
            ORDER BY party.due_on, document.reference, party.place""",
        (until.isoformat(),),
    )
    return [
        AwaitedSignature(
            row["reference"],
            row["kind"],
            row["party"],
            date.fromisoformat(row["asked_on"]),
            date.fromisoformat(row["due_on"]),
            int(row["chased"]),
        )
        for row in rows
    ]
