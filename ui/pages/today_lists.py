"""What stands on today's four lists, worked out from the open requests and who is at work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.requests.model import RequestSummary, State, Urgency
from resources_app.session import Actor
from resources_app.team.model import Permission
from resources_app.team.permissions import may
from ui.pages.wording import child_words
from ui.shell.places import Place

MINE, OTHERS, DUE = "Waiting for me", "Waiting for others", "Overdue and due soon"
SOON = timedelta(days=3)

# What is done next in each state, and who may do it. None waits for providers.
NEXT: dict[State, tuple[str, Permission | None]] = {
    State.DRAFT: ("Complete and submit", Permission.KEEP_REQUESTS),
    State.SUBMITTED: ("Authorise the search", Permission.AUTHORISE_SEARCH),
    State.AUTHORISED: ("Search and send to providers", Permission.RELEASE),
    State.SEARCHING: ("Replies from providers", None),
    State.OFFERS_IN: ("Decide between the offers", Permission.DECIDE),
    State.DECISION_MADE: ("Approve the funding", Permission.APPROVE_FUNDING),
    State.APPROVED: ("Make the placement", Permission.PLACE),
    State.ON_HOLD: ("On hold", None),
}


@dataclass(frozen=True)
class TodayRow:
    """One thing to do: what, for which child, by when (None for no day), and where it is."""

    what: str
    who: str
    by: date | None
    reference: str
    emergency: bool

    @property
    def place(self) -> Place:
        """The request's page."""
        return Place("request", self.reference)


def lists_of(
    requests: Iterable[RequestSummary], officer: Actor, today: date
) -> dict[str, list[TodayRow]]:
    """Today's lists by name, the soonest first; what is due stands on two lists."""
    lists: dict[str, list[TodayRow]] = {MINE: [], OTHERS: [], DUE: []}
    for one in requests:
        if one.state not in NEXT:
            continue
        what, needs = NEXT[one.state]
        mine = needs is not None and may(officer, needs)
        row = _row(one, what)
        lists[MINE if mine else OTHERS].append(row)
        if row.by is not None and row.by <= today + SOON:
            lists[DUE].append(row)
    for rows in lists.values():
        rows.sort(key=lambda row: (row.by or date.max, row.reference))
    return lists


def _row(one: RequestSummary, what: str) -> TodayRow:
    by = one.reply_due if one.state is State.SEARCHING else one.needed_by_date
    child = child_words(one.child_sex, one.child_age, one.siblings)
    emergency = one.urgency is Urgency.EMERGENCY
    who = f"{'Emergency · ' if emergency else ''}{one.child_initials}, {child}"
    return TodayRow(what, who, by, one.reference, emergency)
