"""What stands on today's four lists, worked out from the open requests and who is at work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import NamedTuple

from resources_app.requests.model import RequestSummary, State, Urgency
from resources_app.session import Actor
from resources_app.team.model import Permission
from resources_app.team.permissions import may
from ui.pages.wording import child_words
from ui.shell.places import Place

MINE, OTHERS, DUE = "Waiting for me", "Waiting for others", "Overdue and due soon"
SOON = timedelta(days=3)


class Whose(Enum):
    """Whose work a step is done to."""

    ANYBODYS = auto()
    OWN = auto()
    ANOTHERS = auto()  # nobody gives the yes to their own


class Step(NamedTuple):
    """What is done next, and who may do it. `needs` is None while providers are waited for."""

    what: str
    needs: Permission | None = None
    whose: Whose = Whose.ANYBODYS


# What is done next in each state. A state that is not here waits for nothing.
NEXT: dict[State, Step] = {
    State.DRAFT: Step("Complete and submit", Permission.KEEP_REQUESTS, Whose.OWN),
    State.SUBMITTED: Step("Authorise the search", Permission.AUTHORISE_SEARCH, Whose.ANOTHERS),
    State.AUTHORISED: Step("Search and send to providers", Permission.RELEASE),
    State.SEARCHING: Step("Replies from providers"),
    State.OFFERS_IN: Step("Decide between the offers", Permission.DECIDE),
    State.DECISION_MADE: Step("Approve the funding", Permission.APPROVE_FUNDING, Whose.ANOTHERS),
    State.APPROVED: Step("Make the placement", Permission.PLACE),
    State.ON_HOLD: Step("On hold"),
}


def waits_for(officer: Actor, state: State, worked_by: str) -> bool:
    """Whether the next step is this officer's to do. `worked_by` is as in `RequestSummary`."""
    step = NEXT.get(state)
    if step is None or step.needs is None or not may(officer, step.needs):
        return False
    if step.whose is Whose.ANYBODYS:
        return True
    return (worked_by == officer.id) == (step.whose is Whose.OWN)


@dataclass(frozen=True)
class TodayRow:
    """One thing to do: what, for which child, by when (None for no day), and where it is."""

    what: str
    who: str
    by: date | None
    reference: str
    emergency: bool
    at: Place | None = None  # where it is, when that is not a request's page

    @property
    def place(self) -> Place:
        """The page to go to."""
        return self.at or Place("request", self.reference)


def lists_of(
    requests: Iterable[RequestSummary], officer: Actor, today: date
) -> dict[str, list[TodayRow]]:
    """Today's lists by name, the soonest first; what is due stands on two lists."""
    lists: dict[str, list[TodayRow]] = {MINE: [], OTHERS: [], DUE: []}
    for one in requests:
        if one.state not in NEXT:
            continue
        mine = waits_for(officer, one.state, one.worked_by)
        row = _row(one, NEXT[one.state].what)
        lists[MINE if mine else OTHERS].append(row)
        if row.by is not None and row.by <= today + SOON:
            lists[DUE].append(row)
    return {name: by_day(rows) for name, rows in lists.items()}


def by_day(rows: Iterable[TodayRow]) -> list[TodayRow]:
    """The rows, the soonest first."""
    return sorted(rows, key=lambda row: (row.by or date.max, row.reference))


def _row(one: RequestSummary, what: str) -> TodayRow:
    by = one.reply_due if one.state is State.SEARCHING else one.needed_by_date
    child = child_words(one.child_sex, one.child_age, one.siblings)
    emergency = one.urgency is Urgency.EMERGENCY
    who = f"{'Emergency · ' if emergency else ''}{one.child_initials}, {child}"
    return TodayRow(what, who, by, one.reference, emergency)
