"""The requests' room's SQL about needs that nobody met."""

from __future__ import annotations

from resources_app.requests.ended_words import REASONS, why_ended
from resources_app.requests.model import Request
from resources_app.requests.unmet import UnmetNeed
from resources_app.store.tables import Tables
from resources_app.team.queries import officer


def unmet_of(tables: Tables, request_id: str) -> UnmetNeed:
    """What would have met a request's need, as it was said last; empty where it was not said."""
    row = tables.one(
        """SELECT provision_type, area, need FROM unmet_need WHERE request_id = ?
           ORDER BY recorded_at DESC, id DESC LIMIT 1""",
        (request_id,),
    )
    return UnmetNeed(row["provision_type"], row["area"], row["need"]) if row else UnmetNeed()


def standing_words(tables: Tables, asked: Request) -> str:
    """Why a request is on hold, withdrawn or closed, in sentences; empty in any other state."""
    if asked.state not in REASONS:
        return ""
    who = officer(tables, asked.closed_by).name if asked.closed_by else ""
    return why_ended(asked, who, unmet_of(tables, asked.id))
