"""What may be done to a request, and why not.

The table says which action takes a request from which state to which. Everything that
offers an action (the desktop's buttons, the command line) asks here first, and shows the
sentence when the answer is no; every action asks again before it writes.

To add a move: add a row to `MOVES`, and the action to a room's actions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resources_app.foundations.errors import Refused
from resources_app.requests.model import State
from resources_app.session import Actor
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not


@dataclass(frozen=True)
class Move:
    """A named action that takes a request from any of `begins` to `ends`.

    `ends` is None when the action works it out from the facts (a request that is resumed
    goes back to where it was, one that is reworded or parted stays where it is). `waiting` says
    why it cannot be done yet, in a state before `begins`; `past` why it cannot be done any more,
    in a state after.
    """

    action: str
    label: str
    permission: Permission
    begins: frozenset[State]
    ends: State | None
    waiting: str = ""
    past: str = ""


_S = State
_P = Permission
_BEFORE_SEARCH = frozenset({_S.DRAFT, _S.SUBMITTED, _S.AUTHORISED})
_OPEN = _BEFORE_SEARCH | {_S.SEARCHING, _S.OFFERS_IN, _S.DECISION_MADE, _S.APPROVED}
_OUT = frozenset({_S.SEARCHING, _S.OFFERS_IN})
_WORDED = frozenset({_S.SUBMITTED, _S.AUTHORISED}) | _OUT
_UNSUBMITTED = "the request has not been submitted"
_UNSENT = "the request has not been sent to any provider"
_UNDECIDED = "no decision has been made between the offers"
_UNAUTHORISED = "head of service has not authorised the search"
_NO_OFFER = "no offer has come in"
_DECIDED = "a decision between the offers has been made"

MOVES: tuple[Move, ...] = (
    Move(
        "edit_draft",
        "Edit",
        _P.KEEP_REQUESTS,
        frozenset({_S.DRAFT}),
        _S.DRAFT,
        "",
        "the request has been submitted",
    ),
    Move(
        "submit_request",
        "Submit for authority to search",
        _P.KEEP_REQUESTS,
        frozenset({_S.DRAFT}),
        _S.SUBMITTED,
        "",
        "the request has been submitted",
    ),
    Move(
        "return_to_draft",
        "Return to draft",
        _P.KEEP_REQUESTS,
        frozenset({_S.SUBMITTED}),
        _S.DRAFT,
        _UNSUBMITTED,
        "the search has been authorised",
    ),
    Move(
        "reword_request",
        "Correct the wording",
        _P.KEEP_REQUESTS,
        _WORDED,
        None,
        "the request is a draft, of which every answer can be edited",
        _DECIDED,
    ),
    Move(
        "place_apart",
        "Place brothers and sisters apart",
        _P.KEEP_REQUESTS,
        _BEFORE_SEARCH | _OUT,
        None,
        "",
        _DECIDED,
    ),
    Move(
        "authorise_request",
        "Authorise the search",
        _P.AUTHORISE_SEARCH,
        frozenset({_S.SUBMITTED}),
        _S.AUTHORISED,
        _UNSUBMITTED,
        "the search has been authorised",
    ),
    Move(
        "match_request",
        "Search for a home",
        _P.SEARCH,
        frozenset({_S.AUTHORISED}) | _OUT,
        None,
        _UNAUTHORISED,
        _DECIDED,
    ),
    Move(
        "release_request",
        "Send to providers",
        _P.RELEASE,
        frozenset({_S.AUTHORISED}) | _OUT,
        None,
        _UNAUTHORISED,
        _DECIDED,
    ),
    Move("send_pack", "Send a new version of the pack", _P.RELEASE, _OUT, None, _UNSENT, _DECIDED),
    Move("remind", "Remind those who have not answered", _P.RELEASE, _OUT, None, _UNSENT, _DECIDED),
    Move("record_response", "Record replies", _P.RELEASE, _OUT, None, _UNSENT, _DECIDED),
    Move("record_offer", "Record an offer", _P.RELEASE, _OUT, _S.OFFERS_IN, _UNSENT, _DECIDED),
    Move(
        "withdraw_offer",
        "Withdraw an offer",
        _P.RELEASE,
        frozenset({_S.OFFERS_IN, _S.DECISION_MADE, _S.APPROVED}),
        None,
        _NO_OFFER,
        "the child has been placed",
    ),
    Move(
        "decide_offer",
        "Decide between the offers",
        _P.DECIDE,
        frozenset({_S.OFFERS_IN}),
        _S.DECISION_MADE,
        _NO_OFFER,
        _DECIDED,
    ),
    Move(
        "approve_decision",
        "Approve the funding",
        _P.APPROVE_FUNDING,
        frozenset({_S.DECISION_MADE}),
        _S.APPROVED,
        _UNDECIDED,
        "the funding has been approved",
    ),
    Move(
        "reject_decision",
        "Refuse the funding",
        _P.APPROVE_FUNDING,
        frozenset({_S.DECISION_MADE}),
        _S.OFFERS_IN,
        _UNDECIDED,
        "the funding has been approved",
    ),
    Move(
        "place_child",
        "Make the placement",
        _P.PLACE,
        frozenset({_S.APPROVED}),
        _S.PLACED,
        "the funding has not been approved",
        "the child has been placed",
    ),
    Move(
        "hold_request",
        "Put on hold",
        _P.KEEP_REQUESTS,
        _OPEN,
        _S.ON_HOLD,
        "",
        "the child has been placed",
    ),
    Move("resume_request", "Take off hold", _P.KEEP_REQUESTS, frozenset({_S.ON_HOLD}), None),
    Move(
        "withdraw_request",
        "Withdraw the request",
        _P.KEEP_REQUESTS,
        _OPEN | {_S.ON_HOLD},
        _S.WITHDRAWN,
        "",
        "the child has been placed",
    ),
    Move(
        "close_request",
        "Close without placement",
        _P.KEEP_REQUESTS,
        _OPEN | {_S.ON_HOLD},
        _S.CLOSED,
        "",
        "the child has been placed",
    ),
)

BY_ACTION = {move.action: move for move in MOVES}

# The states in the order a request goes through them; the others lie beside this line.
STAGES = (
    _S.DRAFT,
    _S.SUBMITTED,
    _S.AUTHORISED,
    _S.SEARCHING,
    _S.OFFERS_IN,
    _S.DECISION_MADE,
    _S.APPROVED,
    _S.PLACED,
)

# Why nothing more is done to a request that lies beside the line.
BESIDE = {
    _S.ON_HOLD: "The request is on hold. Take it off hold first.",
    _S.WITHDRAWN: "The request was withdrawn.",
    _S.CLOSED: "The request was closed without placement.",
}


def why_not_now(state: State, action: str) -> str:
    """Why an action cannot be done in a state, as a sentence; empty when it can.

    Raises KeyError for an action that is not in the table.
    """
    move = BY_ACTION[action]
    if state in move.begins:
        return ""
    if state in BESIDE:
        return BESIDE[state]
    if action == "resume_request":
        return "The request is not on hold."
    first = min(STAGES.index(one) for one in move.begins if one in STAGES)
    if STAGES.index(state) < first:
        return f"Not yet: {move.waiting}."
    return f"Not any more: {_text_of_past(state, move)}."


def _text_of_past(state: State, move: Move) -> str:
    return "the child has been placed" if state is _S.PLACED else move.past


def why_over(state: State) -> str:
    """Why nothing is added to a request any more, as a sentence; empty while it may be."""
    if state is _S.PLACED:
        return "Not any more: the child has been placed."
    return BESIDE.get(state, "")


def require_state(state: State, action: str) -> None:
    """Raise Refused, saying why, when an action cannot be done in a state."""
    if reason := why_not_now(state, action):
        raise Refused(reason)


@dataclass(frozen=True)
class Facts:
    """What else decides whether an action is open, gathered by the caller."""

    submitted_by: str = ""  # officer's id
    searched: bool = False  # a search has been kept with the request
    open_offers: int = 0
    decided_by: str = ""  # officer's id
    siblings: int = 0  # who are to live with the child
    denied: bool = False  # the child was placed on a spoken approval that was then denied
    why_not_money: str = ""  # why the officer at work may not approve the cost, in a sentence


@dataclass(frozen=True)
class Availability:
    """An action, its button's label, and whether it can be done; if not, why not."""

    action: str
    label: str
    enabled: bool
    why_not: str = ""


def available_actions(state: State, facts: Facts, officer: Actor) -> tuple[Availability, ...]:
    """Every action on a request, in the table's order, for the officer at work."""
    return tuple(
        Availability(move.action, move.label, not reason, reason)
        for move in MOVES
        for reason in [_reason(state, facts, officer, move)]
    )


# What is expected next in each state; a search comes before the first release.
_EXPECTED: dict[State, str] = {
    _S.DRAFT: "submit_request",
    _S.SUBMITTED: "authorise_request",
    _S.AUTHORISED: "release_request",
    _S.SEARCHING: "record_offer",
    _S.OFFERS_IN: "decide_offer",
    _S.DECISION_MADE: "approve_decision",
    _S.APPROVED: "place_child",
    _S.ON_HOLD: "resume_request",
}


def next_action(state: State, facts: Facts, actions: Iterable[Availability]) -> Availability | None:
    """The one of the actions that is expected next: the page's primary button.

    Where it cannot be done it says why; None when nothing follows.
    """
    expected = _EXPECTED.get(state)
    if state is _S.AUTHORISED and not facts.searched:
        expected = "match_request"
    return next((one for one in actions if one.action == expected), None)


# What is done to a decision's funding, within one's limit and never to one's own.
_MONEY = ("approve_decision", "reject_decision")


def _reason(state: State, facts: Facts, officer: Actor, move: Move) -> str:
    afterwards = facts.denied and move.action == "approve_decision"
    return (
        ("" if afterwards else why_not_now(state, move.action))
        or why_not(officer, move.permission)
        or _own_work(facts, officer, move.action)
        or _missing(facts, move.action)
    )


def _own_work(facts: Facts, officer: Actor, action: str) -> str:
    """Nobody gives the yes to what they asked for themselves (DOMAIN: Approval)."""
    if action == "authorise_request" and facts.submitted_by == officer.id:
        return "You submitted this request; somebody else authorises the search."
    if action in _MONEY and facts.decided_by == officer.id:
        return "You made this decision; somebody else approves the funding."
    return ""


def _missing(facts: Facts, action: str) -> str:
    if action == "place_apart" and not facts.siblings:
        return "No brother or sister is to live with the child."
    if action == "release_request" and not facts.searched:
        return "Not yet: no search has been made."
    if action == "decide_offer" and not facts.open_offers:
        return "Not yet: no offer is open."
    return facts.why_not_money if action in _MONEY else ""
