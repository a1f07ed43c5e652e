"""Every action on a request, tried by every role in every state: who may not, and what is not yet
or no more, is refused and writes nothing.

What may be done, and by whom, is told a second time here: by state in tests/requests/
test_states.py, by role below. That those who may can is shown by the journeys and the walks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from resources_app.casework.approving import approve_decision, reject_decision
from resources_app.casework.searching import search_for_home
from resources_app.documents.sending import remind, send_pack
from resources_app.documents.sending_model import Way
from resources_app.foundations.errors import Refused
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.actions import (
    authorise_request,
    close_request,
    decide_offer,
    edit_draft,
    hold_request,
    place_apart,
    record_offer,
    record_response,
    release_request,
    resume_request,
    return_to_draft,
    reword_request,
    submit_request,
    withdraw_offer,
    withdraw_request,
)
from resources_app.requests.model import ResponseKind, Rung, State
from resources_app.requests.offer_queries import offers
from resources_app.requests.queries import request
from resources_app.requests.states import MOVES, Facts, available_actions, why_not_now
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import DECISION, OFFER, START, Steps
from tests.conftest import SessionFor
from tests.requests.test_states import ALLOWED

# A column a role, in the order of `Role`: placement officer, commissioning officer, team manager,
# head of service, service director, director, finance, auditor. A point is a no.
OFFICE, MANAGERS, HEADS, SEARCHERS = "x.xxxx..", "..xxxx..", "...xxx..", "xxxxxx.."
WHO = {
    "match_request": SEARCHERS,
    "authorise_request": HEADS,
    "approve_decision": MANAGERS,
    "reject_decision": MANAGERS,
}

# Done a second time in the same words, these give what there is, and write nothing.
AGAIN = {"submit_request", "authorise_request", "decide_offer"}

Deed = Callable[[Session, Steps], object]
_LATER = START + timedelta(days=1)


def _take_back(session: Session, steps: Steps) -> object:
    (offer, *_) = offers(session.tables, request(session.tables, steps.reference).id)
    return withdraw_offer(session, offer.id, reason="place-taken")


DEEDS: dict[str, Deed] = {
    "edit_draft": lambda one, at: edit_draft(one, at.reference, {"about": "Rewritten."}),
    "submit_request": lambda one, at: submit_request(one, at.reference),
    "return_to_draft": lambda one, at: return_to_draft(one, at.reference, reason="Incomplete."),
    "reword_request": lambda one, at: reword_request(
        one, at.reference, {"about": "Rewritten."}, reason="A slip."
    ),
    "place_apart": lambda one, at: place_apart(
        one, at.reference, request(one.tables, at.reference).sibling_ids, reason="Assessed."
    ),
    "authorise_request": lambda one, at: authorise_request(one, at.reference),
    "match_request": lambda one, at: search_for_home(one, at.reference),
    "release_request": lambda one, at: release_request(
        one, at.reference, Rung.TIER_2, skipped_reason="Assessed."
    ),
    "send_pack": lambda one, at: send_pack(one, at.reference, way=Way.TELEPHONE),
    "remind": lambda one, at: remind(one, at.reference, way=Way.TELEPHONE),
    "record_response": lambda one, at: record_response(
        one, at.reference, at.market.ids["also first"], ResponseKind.DECLINE, reason="no-place"
    ),
    "record_offer": lambda one, at: record_offer(
        one, at.reference, replace(OFFER, urn="SC000003", available_from=_LATER)
    ),
    "withdraw_offer": _take_back,
    "decide_offer": lambda one, at: decide_offer(one, at.reference, DECISION),
    "approve_decision": lambda one, at: approve_decision(one, at.reference, words="Agreed."),
    "reject_decision": lambda one, at: reject_decision(one, at.reference, words="No."),
    "place_child": lambda one, at: place_child(one, at.reference, PlacementTerms(START)),
    "hold_request": lambda one, at: hold_request(one, at.reference, reason="court"),
    "resume_request": lambda one, at: resume_request(one, at.reference),
    "withdraw_request": lambda one, at: withdraw_request(
        one, at.reference, reason="stays-where-is"
    ),
    "close_request": lambda one, at: close_request(one, at.reference, reason="no-offers"),
}


def _put_in(session: Session, reference: str, state: State) -> None:
    """Put a request in a state, as no action would."""
    with session.act("a state for a test") as act:
        key = request(act.tables, reference).id
        held = str(State.SEARCHING) if state is State.ON_HOLD else ""
        act.tables.update("placement_request", key, {"state": str(state), "held_from": held})


def _entries(session: Session) -> int:
    return int(session.tables.value("SELECT count(*) FROM journal_entry"))


def _told(deed: Deed, session: Session, steps: Steps) -> str:
    """Why it was refused; empty when it was done."""
    try:
        deed(session, steps)
    except Refused as refused:
        return str(refused)
    return ""


def test_every_action_is_tried() -> None:
    assert list(DEEDS) == [move.action for move in MOVES] == list(ALLOWED)


@pytest.mark.parametrize("state", State)
def test_who_may_not_or_not_now_is_refused_and_writes_nothing(
    state: State, steps: Steps, session_for: SessionFor
) -> None:
    everybody = {role: session_for(role) for role in Role}
    steps.approved()
    _put_in(steps.officer, steps.reference, state)
    column = list(State).index(state)
    for action, deed in DEEDS.items():
        now = ALLOWED[action][column] == "x"
        for role, mark in zip(Role, WHO.get(action, OFFICE), strict=True):
            session = everybody[role]
            offered = {one.action: one for one in available_actions(state, _ALL, session.officer)}[
                action
            ]
            assert offered.enabled is (now and mark == "x"), (action, role)
            if offered.enabled:
                continue
            before = _entries(session)
            told = _told(deed, session, steps)
            assert _entries(session) == before, (action, role)
            if told or action not in AGAIN or mark == ".":
                reasons = {offered.why_not, why_not_now(state, action)} - {""}
                assert "may not" in told or told in reasons, (action, role, told)
    assert request(steps.officer.tables, steps.reference).state is state


# Nothing but the state and the role stands in the way.
_ALL = Facts(
    submitted_by="somebody", searched=True, open_offers=1, decided_by="somebody", siblings=1
)
