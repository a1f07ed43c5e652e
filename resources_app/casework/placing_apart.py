"""Placing brothers and sisters apart, and searching anew for both requests.

Those who leave have a search of their own at once, and those who stay a new one: what was found
before was found for all of them together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from resources_app.casework.kept_searches import searches_of
from resources_app.casework.searching import search_for_home
from resources_app.requests.actions import apart
from resources_app.requests.actions.apart import PlacedApart
from resources_app.requests.queries import request
from resources_app.requests.states import why_not_now
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import may


def place_apart(
    session: Session,
    reference: str,
    child_ids: Sequence[str],
    *,
    reason: str,
    answers: Mapping[str, object] | None = None,
) -> PlacedApart:
    """Part brothers and sisters (`requests.actions.place_apart`), and search anew for both.

    Only where a search had been made and may be made by this officer.
    """
    searched = bool(searches_of(session.tables, reference))
    made = apart.place_apart(session, reference, child_ids, reason=reason, answers=answers)
    if not searched or not may(session.officer, Permission.SEARCH):
        return made
    touched = made.changes.touched
    for one in (made.reference, made.apart_reference):
        if not why_not_now(request(session.tables, one).state, "match_request"):
            touched |= search_for_home(session, one).changes.touched
    return replace(made, changes=Changes(made.changes.action, touched))
