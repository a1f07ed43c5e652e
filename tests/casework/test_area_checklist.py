"""Regulation 11's checklist: whole before a planned placement; in an emergency the rest follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from resources_app.approvals.checklists import CHECKLISTS, checklist
from resources_app.approvals.model import ApprovalKind
from resources_app.casework.approving import approve_area
from resources_app.casework.journey import request_whole
from resources_app.casework.time_limits import time_limits
from resources_app.foundations.errors import BadInput
from resources_app.placements.actions import place_child
from resources_app.placements.duty_queries import duties_of
from resources_app.placements.model import PlacementTerms
from resources_app.placements.queries import placement_by_reference, placement_of_request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import OFFER, START, Steps, satisfied, urgent
from tests.conftest import SessionFor

FAR = replace(OFFER, living_postcode="RG1 3BD")
DISTANCE = ApprovalKind.AT_A_DISTANCE
FIRST = {"wishes": "He wants to be near his aunt.", "appropriate": "The only home for both."}


@pytest.fixture
def director(session_for: SessionFor) -> Session:
    return session_for(Role.DIRECTOR)


def open_checks(session: Session, reference: str) -> set[str]:
    placed = placement_by_reference(session.tables, reference)
    every = duties_of(session.tables, placed.id)
    return {one.code for one in every if one.open and one.code.startswith("check: ")}


def test_a_planned_placement_is_approved_only_when_every_item_is_answered(
    officer: Session, director: Session, steps: Steps
) -> None:
    reference = steps.approved(FAR)
    whole = satisfied(DISTANCE)
    for code in whole:
        left_out = {item: text for item, text in whole.items() if item != code}
        with pytest.raises(BadInput, match=rf"nothing is said of it \(regulation 11\).*“{code}”"):
            approve_area(director, reference, DISTANCE, words="Yes.", checks=left_out | {code: " "})
    with pytest.raises(BadInput, match="“area-notified” is no item of the checklist"):
        approve_area(director, reference, DISTANCE, words="Yes.", checks={"area-notified": "Told."})
    assert request_whole(director, reference).checks == ()
    approve_area(director, reference, DISTANCE, words="Yes.", checks=whole)
    kept = request_whole(officer, reference).checks
    assert {one.item: one.answer for one in kept} == whole
    assert {one.answered_by for one in kept} == {director.officer.name}
    assert place_child(officer, reference, PlacementTerms(START)).still_due == ()


def test_in_an_emergency_the_rest_is_owed_within_five_working_days(
    officer: Session, director: Session, steps: Steps
) -> None:
    reference = steps.approved(FAR)
    urgent(officer, reference)
    with pytest.raises(BadInput, match="The child’s wishes and feelings"):
        approve_area(director, reference, DISTANCE, words="Yes.", checks={"relatives": "Rang."})
    approve_area(director, reference, DISTANCE, words="Yes.", checks=FIRST)
    made = place_child(officer, reference, PlacementTerms(START))
    assert [said.partition(",")[0] for said in made.still_due] == [
        "Regulation 11: Consult the child’s relatives about living outside the area",
        "Regulation 11: Consult the independent reviewing officer about living outside the area",
        "Regulation 11: Consult the authority of the area",
    ]
    late = time_limits(officer.tables, date(2026, 12, 15))
    assert "Consult the child’s relatives about living outside the area" in {
        one.what for one in late if one.days_late == 1 and one.rule == "regulation 11"
    }


def test_an_approval_that_follows_the_placement_settles_what_it_answers(
    officer: Session, director: Session, steps: Steps
) -> None:
    reference = steps.approved(FAR)
    urgent(officer, reference)
    made = place_child(officer, reference, PlacementTerms(START))
    everything = {f"check: at a distance: {one.code}" for one in checklist(DISTANCE, START)}
    assert open_checks(officer, made.reference) == everything
    approve_area(director, reference, DISTANCE, words="Yes.", checks=FIRST)
    still = open_checks(officer, made.reference)
    assert everything - still == {f"check: at a distance: {code}" for code in FIRST}
    # What was answered once is not asked again.
    approve_area(director, reference, DISTANCE, words="Now all.", checks={"relatives": "Agreed."})
    assert "check: at a distance: relatives" not in open_checks(officer, made.reference)
    assert placement_of_request(officer.tables, request_whole(officer, reference).request.id)


def test_every_item_has_one_code_and_the_law_it_is_of() -> None:
    codes = [one.code for one in CHECKLISTS]
    assert len(set(codes)) == len(codes)
    assert all(one.words and one.to_do and one.rule == "regulation 11" for one in CHECKLISTS)
    area, far = (checklist(kind, START) for kind in (ApprovalKind.OUT_OF_AREA, DISTANCE))
    assert {one.code for one in area} ^ {one.code for one in far} == {
        "area-notified",
        "area-consulted",
    }
