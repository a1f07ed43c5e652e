"""One request whole: every part of it, for a sibling group too, in as many reads as ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from resources_app.approvals.model import ApprovalKind
from resources_app.casework.approving import approve_decision, reject_decision
from resources_app.casework.journey import RequestWhole, request_whole
from resources_app.children.actions import set_legal_status
from resources_app.foundations.errors import NotFound, Refused
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.actions import (
    decide_offer,
    record_offer,
    release_request,
    withdraw_request,
)
from resources_app.requests.model import Rung, State
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import CORE, DECISION, OFFER, START, Steps, agree_area
from tests.requests.market import allow_spot

SessionFor = Callable[[Role], Session]


def why_not(whole: RequestWhole, action: str) -> str:
    return next(one.why_not for one in whole.actions if one.action == action)


def test_a_draft_has_its_child_and_nothing_else_yet(officer: Session, draft: str) -> None:
    whole = request_whole(officer, f" {draft.lower()} ")
    assert whole.headline == f"{draft}: boy, 13 with sister 9; draft"
    assert whole.legal_status == "Full care order"
    assert whole.sibling_legal_statuses == ("",)
    assert (whole.searches, whole.releases, whole.offers, whole.approvals) == ((), (), (), ())
    assert (whole.decision, whole.placement_reference, whole.sibling_placements) == (
        None,
        "",
        ("",),
    )
    with pytest.raises(NotFound, match="There is no request REQ-26-ZZ-0001"):
        request_whole(officer, "REQ-26-ZZ-0001")


def test_a_sibling_group_is_whole_to_the_end(officer: Session, head: Session, steps: Steps) -> None:
    allow_spot(head, steps.reference)
    reference = steps.decided()
    reject_decision(head, reference, words="Ask for therapy.")
    decide_offer(officer, reference, DECISION)
    approve_decision(head, reference, words="Agreed.")
    agree_area(head, reference, ApprovalKind.OUT_OF_AREA)
    asked = request(officer.tables, reference)
    (sister,) = asked.sibling_ids
    set_legal_status(officer, sister, "V2", officer.today())
    made = place_child(officer, reference, PlacementTerms(START))
    whole = request_whole(officer, reference)
    assert whole.headline.endswith("boy, 13 with sister 9; placed")
    assert [one.given_name for one in whole.siblings] == ["Wren"]
    assert whole.sibling_legal_statuses[0].startswith("Single period of accommodation")
    assert (whole.placement_reference, whole.ipa_reference) == (made.reference, made.ipa_reference)
    (hers,) = whole.sibling_placements
    assert hers.startswith("PLC-")
    assert hers != made.reference
    assert [(one.fits, one.on) for one in whole.searches] == [(2, officer.today())]
    assert [one.rung for one in whole.releases] == [Rung.TIER_1]
    assert whole.decision is not None
    (aside,) = whole.decisions_set_aside
    assert aside.set_aside_reason == "Ask for therapy."
    assert [(str(one.kind), one.outcome) for one in whole.approvals] == [
        ("spot exemption", "approved"),
        ("money", "refused"),
        ("money", "approved"),
        ("out of area", "approved"),
    ]
    assert not any(one.enabled for one in whole.actions)


def test_an_approver_learns_before_trying_that_they_may_not(
    officer: Session, session: Session, head: Session, steps: Steps
) -> None:
    dear = replace(CORE, amount_pence=200_000)
    steps.decided(replace(OFFER, prices=(dear,), above_contract_reason="Two carers."))
    above = why_not(request_whole(session, steps.reference), "approve_decision")
    assert above.startswith("£2,000.00 a week is above a team manager’s limit")
    assert why_not(request_whole(session, steps.reference), "reject_decision") == above
    assert why_not(request_whole(head, steps.reference), "approve_decision") == ""
    assert "may not approve funding" in why_not(
        request_whole(officer, steps.reference), "approve_decision"
    )


def test_who_decided_is_told_that_somebody_else_approves(head: Session, steps: Steps) -> None:
    steps.offered()
    decide_offer(head, steps.reference, DECISION)
    whole = request_whole(head, steps.reference)
    for action in ("approve_decision", "reject_decision"):
        assert why_not(whole, action).startswith("You made this decision")


def test_what_the_law_asks_for_beside_money_says_why_not_yet(
    officer: Session, head: Session, session_for: SessionFor, steps: Steps
) -> None:
    def why(session: Session, action: str) -> str:
        return why_not(request_whole(session, steps.reference), action)

    assert why(head, "approve_area") == "Not yet: no decision has been made between the offers."
    assert why(officer, "approve_spot").startswith("An approval “spot exemption” is for a")
    steps.decided(replace(OFFER, living_postcode="RG1 3BD"))
    assert "is for a director of children's services" in why(head, "approve_area")
    assert "this request is planned" in why(officer, "record_spoken")
    assert why(head, "confirm_spoken") == "No spoken approval waits to be confirmed."
    director = session_for(Role.DIRECTOR)
    assert why(director, "approve_area") == ""
    agree_area(director, steps.reference, ApprovalKind.AT_A_DISTANCE)
    assert why(director, "approve_area") == "It has been approved."
    withdraw_request(officer, steps.reference, reason="plan-changed")
    assert why(director, "approve_area") == "The request was withdrawn."
    with pytest.raises(Refused, match="was withdrawn"):
        agree_area(director, steps.reference, ApprovalKind.OUT_OF_AREA)


def reads(session: Session, reference: str) -> int:
    """How many statements it takes to gather a request."""
    said: list[str] = []
    connection = session.tables._database.conn
    connection.set_trace_callback(said.append)
    try:
        request_whole(session, reference)
    finally:
        connection.set_trace_callback(None)
    return len(said)


def test_much_history_takes_no_more_reads(officer: Session, head: Session, steps: Steps) -> None:
    reference = steps.decided()
    reject_decision(head, reference, words="Once more.")
    decide_offer(officer, reference, DECISION)
    before = reads(officer, reference)
    for number in range(4):
        reject_decision(head, reference, words=f"Once more, {number}.")
        steps.market.search(officer, reference, "first", "also first", "second")
        later = replace(OFFER, urn="SC000003", available_from=START + timedelta(days=number))
        record_offer(officer, reference, replace(later, unreleased_reason="They rang."))
        if not number:
            release_request(officer, reference, Rung.TIER_2)
        decide_offer(officer, reference, replace(DECISION, reasons=f"Still, {number}."))
    whole = request_whole(officer, reference)
    assert (len(whole.decisions_set_aside), len(whole.offers), len(whole.searches)) == (5, 5, 5)
    assert whole.request.state is State.DECISION_MADE
    assert reads(officer, reference) == before
    assert 5 < before <= 27
