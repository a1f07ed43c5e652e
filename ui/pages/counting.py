"""How much waits for the officer at work, for the rail. Loaded when the store is open."""

from __future__ import annotations

from datetime import date

from resources_app.finance.waiting_queries import finance_waiting
from resources_app.requests.list_queries import count_open
from resources_app.session import Actor
from resources_app.store.tables import Tables
from ui.pages.today_lists import waits_for
from ui.pages.today_proposals import count_proposals


def waiting(tables: Tables, officer: Actor, today: date) -> dict[str, int]:
    """The count for each page of the rail; a page that is not named has none."""
    mine = sum(
        count
        for (state, worked_by), count in count_open(tables).items()
        if waits_for(officer, state, worked_by)
    )
    return {
        "today": mine + count_proposals(tables, officer, today),
        "requests": mine,
        "finance": finance_waiting(tables, officer),
    }
