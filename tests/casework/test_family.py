"""Brothers and sisters of one request: together, or apart for a reason, and who lives where."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from resources_app.casework.approving import approve_decision
from resources_app.casework.family import WhoLives, family_of
from resources_app.casework.kept_searches import searches_of
from resources_app.casework.placing_apart import place_apart
from resources_app.foundations.errors import BadInput, Refused
from resources_app.foundations.fields import Problems
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.actions import (
    create_request,
    decide_offer,
    record_offer,
    settle_siblings,
    submit_request,
    withdraw_offer,
)
from resources_app.requests.family_model import SiblingChoice
from resources_app.requests.model import OfferStatus, State
from resources_app.requests.offer_queries import offers
from resources_app.requests.queries import request, snapshots
from resources_app.session import Session
from tests.casework.conftest import CORE, DECISION, OFFER, START, Steps

WHY = "No home could take both. They see each other every Sunday at their grandmother’s."


def family(session: Session, reference: str) -> dict[str, WhoLives]:
    found = family_of(session.tables, request(session.tables, reference), session.today())
    return {one.child.given_name: one for one in found}


def test_a_file_that_parts_them_says_why(officer: Session, whole: dict[str, Any]) -> None:
    (wren,) = whole["child"]["siblings"]
    wren["place_together"] = False
    with pytest.raises(Problems, match="as far as is reasonably practicable"):
        create_request(officer, whole)
    wren["apart_reason"] = WHY
    made = create_request(officer, whole)
    asked = request(officer.tables, made.reference)
    assert asked.sibling_ids == ()
    told = family(officer, made.reference)
    assert (told["Rowan"].here, told["Rowan"].why_apart) == (True, "")
    assert (told["Wren"].here, told["Wren"].why_apart) == (False, WHY)
    # What was submitted holds both the sister and the reason, as a file that can be read again.
    submit_request(officer, made.reference)
    (frozen,) = snapshots(officer.tables, asked.id)
    (kept,) = json.loads(frozen.content)["child"]["siblings"]
    assert (kept["given_name"], kept["apart_reason"]) == ("Wren", WHY)
    wren["place_together"] = True
    with pytest.raises(Problems, match="They are to live together"):
        create_request(officer, whole)


def test_a_draft_says_who_lives_with_the_child(officer: Session, draft: str) -> None:
    asked = request(officer.tables, draft)
    (wren,) = asked.sibling_ids
    with pytest.raises(BadInput, match="“Why apart”"):
        settle_siblings(officer, draft, [SiblingChoice(wren, False, " ")])
    settle_siblings(officer, draft, [SiblingChoice(wren, False, WHY)])
    parted = request(officer.tables, draft)
    assert (parted.sibling_ids, parted.sibling_count) == ((), 0)
    assert family(officer, draft)["Wren"].why_apart == WHY
    assert not settle_siblings(officer, draft, [SiblingChoice(wren, False, WHY)]).touched
    settle_siblings(officer, draft, [SiblingChoice(wren, True)])
    again = request(officer.tables, draft)
    assert (again.sibling_ids, again.sibling_count) == ((wren,), 1)
    assert family(officer, draft) == {}
    with pytest.raises(BadInput, match="named twice"):
        settle_siblings(officer, draft, [SiblingChoice(wren, True), SiblingChoice(wren, True)])
    with pytest.raises(BadInput, match="not their own"):
        settle_siblings(officer, draft, [SiblingChoice(asked.child_id, True)])


def test_those_who_leave_get_a_request_with_the_authority_and_a_search(
    officer: Session, head: Session, steps: Steps
) -> None:
    group = request(officer.tables, steps.offered())
    (wren,) = group.sibling_ids
    with pytest.raises(BadInput, match="reasonably practicable"):
        place_apart(officer, group.reference, [wren], reason=" ")
    with pytest.raises(BadInput, match="name the others"):
        place_apart(officer, group.reference, [group.child_id], reason=WHY)
    made = place_apart(
        officer, group.reference, [wren], reason=WHY, answers={"strengths": "Wren sings."}
    )
    stay = request(officer.tables, group.reference)
    left = request(officer.tables, made.apart_reference)
    assert (stay.sibling_ids, stay.sibling_count, stay.state) == ((), 0, State.OFFERS_IN)
    assert (left.child_id, left.sibling_count, left.state) == (wren, 0, State.AUTHORISED)
    assert (left.strengths, left.care_needs) == ("Wren sings.", group.care_needs)
    given = ("authorised_by", "authorised_at", "authority_note", "submitted_by", "submitted_at")
    assert [getattr(left, one) for one in given] == [getattr(group, one) for one in given]
    (frozen,) = snapshots(officer.tables, left.id)
    assert json.loads(frozen.content)["child"]["given_name"] == "Wren"
    assert len(searches_of(officer.tables, left.reference)) == 1
    assert len(searches_of(officer.tables, stay.reference)) == 2
    for one, other in ((stay, left), (left, stay)):
        told = family(officer, one.reference)
        assert {name: line.here for name, line in told.items()} == {
            "Rowan": one is stay,
            "Wren": one is left,
        }
        assert {line.reference for line in told.values()} == {one.reference, other.reference}
    with pytest.raises(BadInput, match="can leave the request"):
        place_apart(officer, group.reference, [wren], reason=WHY)


def test_both_requests_show_who_lives_where(officer: Session, head: Session, steps: Steps) -> None:
    group = request(officer.tables, steps.offered())
    made = place_apart(officer, group.reference, group.sibling_ids, reason=WHY)
    decide_offer(officer, group.reference, DECISION)
    with pytest.raises(Refused, match="a decision between the offers has been made"):
        place_apart(officer, group.reference, group.sibling_ids, reason=WHY)
    approve_decision(head, group.reference, words="Agreed.")
    place_child(officer, group.reference, PlacementTerms(START))
    told = family(officer, made.apart_reference)
    assert told["Rowan"].lives == "Goes to Service first on 7 Dec 2026"
    assert told["Wren"].lives == "Not placed by this team"
    later = family_of(officer.tables, request(officer.tables, group.reference), date(2027, 1, 4))
    assert later[0].lives == "Lives at Service first since 7 Dec 2026"


def test_an_offer_for_all_of_them_is_withdrawn_first(officer: Session, steps: Steps) -> None:
    both = replace(OFFER, prices=(CORE, CORE))
    group = request(officer.tables, steps.offered(both))
    with pytest.raises(Refused, match="is for 2 children; 1 child would be left"):
        place_apart(officer, group.reference, group.sibling_ids, reason=WHY)
    (open_now,) = [
        one for one in offers(officer.tables, group.id) if one.status is OfferStatus.OPEN
    ]
    withdraw_offer(officer, open_now.id, reason="circumstances")
    made = place_apart(officer, group.reference, group.sibling_ids, reason=WHY)
    record_offer(officer, group.reference, replace(OFFER, available_from=date(2026, 12, 8)))
    assert request(officer.tables, made.apart_reference).state is State.AUTHORISED
