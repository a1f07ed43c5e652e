"""Recording a provider's due-diligence documents: what it is, and the last day on which it counts.

The renewal calendar (agreements/renewals.py) asks for the next one in time.
"""

from __future__ import annotations

from datetime import date

from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.providers.queries import provider_called
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require

# What providers are asked for (DOMAIN: due diligence). To add one: a row here.
KINDS = (
    "public liability insurance",
    "employers’ liability insurance",
    "professional indemnity insurance",
    "safeguarding policy",
    "statement of purpose",
    "data-protection registration",
    "annual accounts",
)


def record_document(
    session: Session,
    provider: str,
    kind: str,
    *,
    expires_on: date | None,
    issued_on: date | None = None,
    note: str = "",
) -> Changes:
    """Record a document of the provider with this name. `expires_on` is its last good day.

    None does not run out. Raises NotFound for an unknown provider, BadInput for a kind that is
    not asked for, and for a document that would run out before it was issued.
    """
    require(session, Permission.KEEP_PROVIDERS)
    if kind not in KINDS:
        raise BadInput(
            f"“{kind}” is not a document that providers are asked for.",
            where=Where(field="kind"),
            remedy=f"Give one of: {'; '.join(KINDS)}.",
        )
    if issued_on is not None and expires_on is not None and expires_on < issued_on:
        raise BadInput(
            f"It would run out on {day_text(expires_on)}, before it was issued.",
            where=Where(field="expires_on"),
        )
    with session.act("record_due_diligence", reason=note) as act:
        act.tables.insert(
            "due_diligence_document",
            {
                "id": session.new_id(),
                "provider_id": provider_called(act.tables, provider).id,
                "kind": kind,
                "issued_on": issued_on.isoformat() if issued_on else None,
                "expires_on": expires_on.isoformat() if expires_on else None,
                "note": note.strip(),
            },
        )
    return act.changes
