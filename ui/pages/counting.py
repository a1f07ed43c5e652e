"""How much waits for the officer at work, for the rail. Loaded when the store is open."""

from __future__ import annotations

from resources_app.requests.list_queries import count_by_state
from resources_app.session import Actor
from resources_app.store.tables import Tables
from resources_app.team.permissions import may
from ui.pages.today_lists import NEXT


def waiting(tables: Tables, officer: Actor) -> dict[str, int]:
    """The count for each page of the rail; a page that is not named has none."""
    counts = count_by_state(tables)
    mine = sum(
        counts[state]
        for state, (_, needs) in NEXT.items()
        if needs is not None and may(officer, needs)
    )
    return {"today": mine, "requests": mine}
