"""Requests as lists show them: a summary a row, by the page, and counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.approvals.model import Cost
from resources_app.requests.model import State, Urgency


@dataclass(frozen=True)
class RequestSummary:
    """A request as a list shows it. `child_age` is whole years on the day of asking.

    `worked_by` is the officer whose work the next step is about: who drafted it, submitted it
    or made the decision; empty in other states.
    """

    id: str
    reference: str
    state: State
    child_id: str
    child_initials: str
    child_age: int
    child_sex: str  # SSDA903 code; show its words
    siblings: int
    received_on: date
    needed_by_date: date | None
    urgency: Urgency
    provision_sought: tuple[str, ...]
    releases: int
    open_offers: int
    reply_due: date | None  # the last release's, inclusive
    worked_by: str
    put_up: Cost | None = None  # what its decision puts up for approval, while it waits for it


@dataclass(frozen=True)
class RequestPage:
    """One page of a list; `after` is what to pass for the next page, empty at the end."""

    requests: tuple[RequestSummary, ...]
    after: str
    total: int


@dataclass(frozen=True)
class OpenKind:
    """Open requests that wait for the same: the state, whose work it is and what it costs.

    `worked_by` and `put_up` are as in `RequestSummary`.
    """

    state: State
    worked_by: str
    put_up: Cost | None
