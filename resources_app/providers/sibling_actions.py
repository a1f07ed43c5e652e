"""What a service says of brothers and sisters: how many of them it would take together."""

from __future__ import annotations

from datetime import date

from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.providers.queries import service_by_urn
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require

FEWEST, MOST = 1, 20


def declare_siblings(
    session: Session, urn: str, children: int, *, declared_on: date | None = None, note: str = ""
) -> Changes:
    """Record how many brothers and sisters a service would take together, as it said on a day.

    1 says that it takes none together; the last word counts until it says another. Raises
    BadInput for another number than 1 to 20, or a day to come.
    """
    require(session, Permission.KEEP_PROVIDERS)
    day = declared_on or session.today()
    if not FEWEST <= children <= MOST:
        raise BadInput(
            f"{children} is not a number of children.",
            where=Where(field="Children together"),
            remedy=f"Give {FEWEST} to {MOST}; {FEWEST} says that it takes none together.",
        )
    if day > session.today():
        raise BadInput(
            f"{day_text(day)} is still to come.",
            where=Where(field="Declared on"),
            remedy="Give the day on which it was said.",
        )
    with session.act("declare_siblings") as act:
        act.tables.insert(
            "sibling_capacity",
            {
                "id": session.new_id(),
                "service_id": service_by_urn(act.tables, urn).id,
                "children": children,
                "declared_on": day.isoformat(),
                "note": note.strip(),
                "declared_by": session.officer.id,
            },
        )
    return act.changes
