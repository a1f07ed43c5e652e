"""The work list: whose each thing is to do, worked out from facts and who is at work.

Knows no store, so that the window's first page opens without waiting for what reads one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import NamedTuple

from resources_app.approvals.limits import may_give_money
from resources_app.approvals.model import Cost, HeldLimit
from resources_app.children.describing import child_words
from resources_app.requests.list_model import RequestSummary
from resources_app.requests.model import State, Urgency
from resources_app.session import Actor
from resources_app.team.model import Permission
from resources_app.team.permissions import may

SOON = timedelta(days=3)
NEXT_STEP = "next"  # the deed that a request's own page names as its next


class Whose(Enum):
    """Whose work a step is done to."""

    ANYBODYS = auto()
    OWN = auto()
    ANOTHERS = auto()  # nobody gives the yes to their own


class Step(NamedTuple):
    """What is done next, and who may do it. `needs` is None while providers are waited for.

    `deed` is the action that can be begun from the list; empty where the page is opened first.
    """

    what: str
    needs: Permission | None = None
    whose: Whose = Whose.ANYBODYS
    deed: str = ""


# What is done next in each state. A state that is not here waits for nothing.
NEXT: dict[State, Step] = {
    State.DRAFT: Step("Complete and submit", Permission.KEEP_REQUESTS, Whose.OWN),
    State.SUBMITTED: Step(
        "Authorise the search", Permission.AUTHORISE_SEARCH, Whose.ANOTHERS, "authorise_request"
    ),
    State.AUTHORISED: Step("Search and send out", Permission.RELEASE, Whose.ANYBODYS, NEXT_STEP),
    State.SEARCHING: Step("Replies from providers", deed="record_response"),
    State.OFFERS_IN: Step(
        "Decide between the offers", Permission.DECIDE, Whose.ANYBODYS, "decide_offer"
    ),
    State.DECISION_MADE: Step(
        "Approve the funding", Permission.APPROVE_FUNDING, Whose.ANOTHERS, "approve_decision"
    ),
    State.APPROVED: Step("Make the placement", Permission.PLACE, Whose.ANYBODYS, "place_child"),
    State.ON_HOLD: Step("On hold"),
}


@dataclass(frozen=True)
class Worker:
    """The officer at work, and the limits they act within today, their own first."""

    officer: Actor
    held: tuple[HeldLimit, ...]

    def may_pay(self, asked_by: str, cost: Cost) -> bool:
        """Whether they may approve a cost that an officer (`asked_by`, an id) put up."""
        return may_give_money(self.officer, self.held, asked_by, cost)


def waits_for(worker: Worker, state: State, worked_by: str, put_up: Cost | None) -> bool:
    """Whether a request's next step is this officer's to do.

    `worked_by` and `put_up` are as in `RequestSummary`. Funding waits for whoever may give it:
    within their limit or one lent to them, and never to their own decision.
    """
    step = NEXT.get(state)
    if step is None or step.needs is None or not may(worker.officer, step.needs):
        return False
    if state is State.DECISION_MADE:
        return put_up is not None and worker.may_pay(worked_by, put_up)
    if step.whose is Whose.ANYBODYS:
        return True
    return (worked_by == worker.officer.id) == (step.whose is Whose.OWN)


@dataclass(frozen=True)
class WorkRow:
    """One thing to do: what, for which child or by whom, and by when (None for no day).

    `reference` is shown; `key` is that of the record it stands at, where that is another.
    `deed` is the action that does it, empty where there is more to it than one; `ready` says that
    the officer at work may begin it from here.
    """

    what: str
    who: str
    by: date | None
    reference: str
    emergency: bool = False
    deed: str = ""
    key: str = ""
    ready: bool = False

    @property
    def record(self) -> str:
        """The reference of the record it stands at."""
        return self.key or self.reference


@dataclass(frozen=True)
class WorkLists:
    """What waits for the officer at work, what for others, and what is late or due soon.

    What is due soon stands on two lists.
    """

    mine: tuple[WorkRow, ...]
    others: tuple[WorkRow, ...]
    due: tuple[WorkRow, ...]

    def and_then(self, more: WorkLists) -> WorkLists:
        """Both together, the soonest first."""
        return WorkLists(
            by_day((*self.mine, *more.mine)),
            by_day((*self.others, *more.others)),
            by_day((*self.due, *more.due)),
        )


def lists_of(requests: Iterable[RequestSummary], worker: Worker, today: date) -> WorkLists:
    """The lists of the open requests alone, the soonest first."""
    mine: list[WorkRow] = []
    others: list[WorkRow] = []
    due: list[WorkRow] = []
    for one in requests:
        if one.state not in NEXT:
            continue
        theirs = waits_for(worker, one.state, one.worked_by, one.put_up)
        step = NEXT[one.state]
        if not theirs and _may_recommend(worker, one):
            step = step._replace(deed="recommend_decision")
        ready = theirs or _may_reply(worker, one.state) or step is not NEXT[one.state]
        row = _row(one, step, ready=ready)
        (mine if theirs else others).append(row)
        # Replies that are due stand there by round, among the time limits.
        if one.state is not State.SEARCHING and row.by is not None and row.by <= today + SOON:
            due.append(row)
    return WorkLists(by_day(mine), by_day(others), by_day(due))


def by_day(rows: Iterable[WorkRow]) -> tuple[WorkRow, ...]:
    """The rows, the soonest first."""
    return tuple(sorted(rows, key=lambda row: (row.by or date.max, row.reference)))


def _may_recommend(worker: Worker, one: RequestSummary) -> bool:
    """Funding above a manager's limit, decided by somebody else, is theirs to recommend."""
    asked = one.state is State.DECISION_MADE and one.worked_by != worker.officer.id
    return asked and may(worker.officer, Permission.APPROVE_FUNDING)


def _may_reply(worker: Worker, state: State) -> bool:
    """Providers are waited for; whoever sends to them may write down what they say."""
    return state is State.SEARCHING and may(worker.officer, Permission.RELEASE)


def _row(one: RequestSummary, step: Step, *, ready: bool) -> WorkRow:
    by = one.reply_due if one.state is State.SEARCHING else one.needed_by_date
    child = child_words(one.child_sex, one.child_age, one.siblings)
    emergency = one.urgency is Urgency.EMERGENCY
    who = f"{'Emergency · ' if emergency else ''}{one.child_initials}, {child}"
    ready = ready and bool(step.deed)
    return WorkRow(step.what, who, by, one.reference, emergency, step.deed, ready=ready)
