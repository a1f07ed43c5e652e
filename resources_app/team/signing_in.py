"""Who is at work in a store that was just opened.

Apart from `actions`, so that opening a store waits for nothing that founding one needs.
"""

from __future__ import annotations

from resources_app.foundations.clock import Clock, SystemClock
from resources_app.foundations.errors import NotFound, Refused
from resources_app.foundations.identifiers import NewId, new_id
from resources_app.session import Actor, Session
from resources_app.store.store import Store
from resources_app.team.queries import officer


def sign_in(store: Store, *, clock: Clock | None = None, ids: NewId = new_id) -> Session:
    """The session of the officer whose passphrase opened the store.

    Raises Refused for someone who has left the team.
    """
    try:
        found = officer(store.tables, store.officer_id)
    except NotFound as missing:
        raise Refused(
            "Whoever this passphrase belongs to is not in the team of this store."
        ) from missing
    if not found.active:
        raise Refused(f"{found.name} no longer works in this store.")
    actor = Actor(found.id, found.name, found.initials, str(found.role))
    return Session(store, actor, clock or SystemClock(), ids)
