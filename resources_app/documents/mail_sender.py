"""What every e-mail says of who writes it. The words around it are assets/wording/emails.json."""

from __future__ import annotations

from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.council import council_name
from resources_app.team.queries import home_authority


def said_by_us(session: Session, tables: Tables) -> dict[str, str]:
    """What e-mails say of who writes them: where to answer, who signs, and for which council.

    Without an address of the team's, answers go to the council by its name.
    """
    council = council_name(tables)
    return {
        "reply_to": home_authority(tables).placements_email or council,
        "signed_by": session.officer.name,
        "council": council,
    }
