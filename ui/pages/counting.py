"""How much waits for the officer at work, for the rail. Loaded when the store is open."""

from __future__ import annotations

from datetime import date

from resources_app.casework.worklist_queries import count_mine
from resources_app.casework.worklist_rest import count_yeses
from resources_app.finance.waiting_queries import finance_waiting
from resources_app.session import Actor
from resources_app.store.tables import Tables


def waiting(tables: Tables, officer: Actor, today: date) -> dict[str, int]:
    """The count for each page of the rail; a page that is not named has none."""
    mine = count_mine(tables, officer, today)
    return {
        "today": mine + count_yeses(tables, officer, today),
        "requests": mine,
        "finance": finance_waiting(tables, officer),
    }
