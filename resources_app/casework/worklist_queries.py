"""The work list of the officer at work: the open requests first, then everything else.

Only what the first needs is loaded with this module; the rest is in `worklist_rest`.
"""

from __future__ import annotations

from datetime import date

from resources_app.approvals.queries import limits_held
from resources_app.casework.worklist import Worker, WorkLists, lists_of, waits_for
from resources_app.requests.list_queries import OPEN_STATES, count_open, list_requests
from resources_app.session import Actor
from resources_app.store.tables import Tables

_MOST = 500  # of the open requests, the last received


def worker_of(tables: Tables, officer: Actor, today: date) -> Worker:
    """The officer at work with the limits they act within on a day."""
    return Worker(officer, limits_held(tables, officer, today))


def request_lists(tables: Tables, officer: Actor, today: date) -> WorkLists:
    """What the open requests wait for."""
    found = list_requests(tables, today, states=OPEN_STATES, limit=_MOST)
    return lists_of(found.requests, worker_of(tables, officer, today), today)


def count_mine(tables: Tables, officer: Actor, today: date) -> int:
    """How many open requests wait for the officer."""
    worker = worker_of(tables, officer, today)
    return sum(
        count
        for one, count in count_open(tables).items()
        if waits_for(worker, one.state, one.worked_by, one.put_up)
    )
