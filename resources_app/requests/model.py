"""Placement requests: their states and what moves them on.

To add a move: add a row to `MOVES`; the action that makes it must exist in a room's actions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a request stands. DOMAIN: Placement request."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    AUTHORISED = "authorised"
    SEARCHING = "searching"
    OFFERS_IN = "offers in"
    DECISION_MADE = "decision made"
    APPROVED = "approved"
    PLACED = "placed"
    ON_HOLD = "on hold"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed without placement"


@dataclass(frozen=True)
class Move:
    """A named action that takes a request from any of `begins` to `ends`."""

    action: str
    begins: frozenset[State]
    ends: State
    waiting: str  # why it cannot be done yet, for a state before `begins`


_S = State
_OPEN = frozenset(
    {
        _S.DRAFT,
        _S.SUBMITTED,
        _S.AUTHORISED,
        _S.SEARCHING,
        _S.OFFERS_IN,
        _S.DECISION_MADE,
        _S.APPROVED,
    }
)

MOVES: tuple[Move, ...] = (
    Move("submit_request", frozenset({_S.DRAFT}), _S.SUBMITTED, ""),
    Move(
        "return_to_draft", frozenset({_S.SUBMITTED}), _S.DRAFT, "the request has not been submitted"
    ),
    Move(
        "authorise_request",
        frozenset({_S.SUBMITTED}),
        _S.AUTHORISED,
        "the request has not been submitted",
    ),
    Move(
        "release_request",
        frozenset({_S.AUTHORISED, _S.SEARCHING, _S.OFFERS_IN}),
        _S.SEARCHING,
        "head of service has not authorised the search",
    ),
    Move(
        "record_offer",
        frozenset({_S.SEARCHING, _S.OFFERS_IN}),
        _S.OFFERS_IN,
        "the request has not been sent to any provider",
    ),
    Move("decide_offer", frozenset({_S.OFFERS_IN}), _S.DECISION_MADE, "no offer has come in"),
    Move(
        "approve_decision",
        frozenset({_S.DECISION_MADE}),
        _S.APPROVED,
        "no decision has been made between the offers",
    ),
    Move(
        "reject_decision",
        frozenset({_S.DECISION_MADE}),
        _S.OFFERS_IN,
        "no decision has been made between the offers",
    ),
    Move("place_child", frozenset({_S.APPROVED}), _S.PLACED, "the funding has not been approved"),
    Move("hold_request", _OPEN, _S.ON_HOLD, ""),
    Move("withdraw_request", _OPEN | {_S.ON_HOLD}, _S.WITHDRAWN, ""),
    Move("close_request", _OPEN | {_S.ON_HOLD}, _S.CLOSED, ""),
)
