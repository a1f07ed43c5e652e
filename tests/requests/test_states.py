"""What may be done in every state: the table against a second telling of it, cell by cell."""

from __future__ import annotations

import pytest

from resources_app.foundations.errors import Refused
from resources_app.requests.model import State
from resources_app.requests.states import (
    BY_ACTION,
    MOVES,
    STAGES,
    Facts,
    available_actions,
    next_action,
    require_state,
    why_not_now,
)
from resources_app.session import Actor
from resources_app.team.model import Role

HEAD = Actor("1", "Hugh Oyelaran", "HO", Role.HEAD_OF_SERVICE)
OFFICER = Actor("2", "Amina Khan", "AK", Role.PLACEMENT_OFFICER)
AUDITOR = Actor("3", "Audrey Lund", "AL", Role.AUDITOR)

# A column a state, in the order of `State`: draft, submitted, authorised, searching, offers in,
# decision made, approved, placed, on hold, withdrawn, closed. A point is a no.
ALLOWED = {
    "edit_draft": "x..........",
    "submit_request": "x..........",
    "return_to_draft": ".x.........",
    "reword_request": ".xxxx......",
    "place_apart": "xxxxx......",
    "authorise_request": ".x.........",
    "match_request": "..xxx......",
    "release_request": "..xxx......",
    "send_pack": "...xx......",
    "remind": "...xx......",
    "record_response": "...xx......",
    "record_offer": "...xx......",
    "withdraw_offer": "....xxx....",
    "decide_offer": "....x......",
    "approve_decision": ".....x.....",
    "reject_decision": ".....x.....",
    "place_child": "......x....",
    "hold_request": "xxxxxxx....",
    "resume_request": "........x..",
    "withdraw_request": "xxxxxxx.x..",
    "close_request": "xxxxxxx.x..",
}
CELLS = [
    (action, state, mark == "x")
    for action, marks in ALLOWED.items()
    for state, mark in zip(State, marks, strict=True)
]


def test_every_action_of_the_table_is_told() -> None:
    assert list(ALLOWED) == [move.action for move in MOVES]


@pytest.mark.parametrize(("action", "state", "allowed"), CELLS)
def test_each_action_in_each_state(action: str, state: State, allowed: bool) -> None:
    reason = why_not_now(state, action)
    assert (reason == "") is allowed
    if allowed:
        require_state(state, action)
        return
    assert reason.endswith(".")
    assert "  " not in reason
    assert ": ." not in reason
    with pytest.raises(Refused) as caught:
        require_state(state, action)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("state", "action", "said"),
    [
        (
            State.SUBMITTED,
            "release_request",
            "Not yet: head of service has not authorised the search.",
        ),
        (State.SEARCHING, "decide_offer", "Not yet: no offer has come in."),
        (State.OFFERS_IN, "place_child", "Not yet: the funding has not been approved."),
        (State.SEARCHING, "edit_draft", "Not any more: the request has been submitted."),
        (
            State.DRAFT,
            "reword_request",
            "Not yet: the request is a draft, of which every answer can be edited.",
        ),
        (State.PLACED, "withdraw_request", "Not any more: the child has been placed."),
        (State.ON_HOLD, "release_request", "The request is on hold. Take it off hold first."),
        (State.CLOSED, "hold_request", "The request was closed without placement."),
        (State.DRAFT, "resume_request", "The request is not on hold."),
    ],
)
def test_the_sentences_a_person_reads(state: State, action: str, said: str) -> None:
    assert why_not_now(state, action) == said


def test_a_move_ends_where_another_can_begin_or_at_an_end() -> None:
    ends = {move.ends for move in MOVES if move.ends} - {State.WITHDRAWN, State.CLOSED}
    assert ends <= set(STAGES) | {State.ON_HOLD}
    assert all(any(end in move.begins for move in MOVES) for end in ends - {State.PLACED})


def test_buttons_say_why_they_are_off() -> None:
    shown = {one.action: one for one in available_actions(State.SUBMITTED, Facts(), OFFICER)}
    assert shown["return_to_draft"].enabled
    assert "may not authorise a search" in shown["authorise_request"].why_not
    mine = Facts(submitted_by=HEAD.id)
    shown = {one.action: one for one in available_actions(State.SUBMITTED, mine, HEAD)}
    assert shown["authorise_request"].why_not.startswith("You submitted this request")
    shown = {one.action: one for one in available_actions(State.AUTHORISED, Facts(), OFFICER)}
    assert shown["release_request"].why_not == "Not yet: no search has been made."
    decided = Facts(decided_by=HEAD.id)
    shown = {one.action: one for one in available_actions(State.DECISION_MADE, decided, HEAD)}
    assert shown["approve_decision"].why_not.startswith("You made this decision")


def test_an_auditor_is_offered_nothing() -> None:
    for state in State:
        assert not any(one.enabled for one in available_actions(state, Facts(), AUDITOR))


@pytest.mark.parametrize(
    ("state", "facts", "officer", "expected"),
    [
        (State.DRAFT, Facts(), OFFICER, "submit_request"),
        (State.SUBMITTED, Facts(submitted_by="2"), HEAD, "authorise_request"),
        (State.AUTHORISED, Facts(), OFFICER, "match_request"),
        (State.AUTHORISED, Facts(searched=True), OFFICER, "release_request"),
        (State.SEARCHING, Facts(searched=True), OFFICER, "record_offer"),
        (State.OFFERS_IN, Facts(open_offers=1), OFFICER, "decide_offer"),
        (State.DECISION_MADE, Facts(decided_by="2"), HEAD, "approve_decision"),
        (State.APPROVED, Facts(), OFFICER, "place_child"),
        (State.ON_HOLD, Facts(), OFFICER, "resume_request"),
    ],
)
def test_the_primary_button_is_the_next_step(
    state: State, facts: Facts, officer: Actor, expected: str
) -> None:
    found = next_action(state, facts, available_actions(state, facts, officer))
    assert found is not None
    assert (found.action, found.enabled) == (expected, True)


def test_a_next_step_that_is_somebody_elses_says_so() -> None:
    facts = Facts(submitted_by=OFFICER.id)
    found = next_action(State.SUBMITTED, facts, available_actions(State.SUBMITTED, facts, OFFICER))
    assert found is not None
    assert (found.action, found.enabled) == ("authorise_request", False)
    assert found.why_not


def test_nothing_follows_an_end() -> None:
    for state in (State.PLACED, State.WITHDRAWN, State.CLOSED):
        assert next_action(state, Facts(), available_actions(state, Facts(), HEAD)) is None


def test_an_unknown_action_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        why_not_now(State.DRAFT, "abolish_request")
    assert set(BY_ACTION) == set(ALLOWED)
