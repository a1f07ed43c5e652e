"""What today's lists hold beside open requests, and what runs out.

Read once the day's requests are painted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.casework.running_out import RunningOut, running_out
from resources_app.casework.worklist import WorkLists
from resources_app.casework.worklist_rest import rest_lists
from resources_app.session import Actor
from resources_app.store.tables import Tables
from resources_app.team.typed import Typed
from resources_app.team.typed_queries import unfinished


@dataclass(frozen=True)
class Rest:
    """Rows to add to the lists of requests, the fourth list, and typing that is not saved."""

    lists: WorkLists
    running_out: tuple[RunningOut, ...]
    unfinished: tuple[Typed, ...]


def gather_rest(tables: Tables, officer: Actor, today: date) -> Rest:
    """Read everything of today that is no open request."""
    return Rest(
        rest_lists(tables, officer, today),
        tuple(running_out(tables, today)),
        tuple(unfinished(tables, officer.id)),
    )
