"""Regulation 11: who says yes first, by where the child would sleep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from resources_app.approvals.model import ApprovalKind
from resources_app.casework.approving import approve_decision
from resources_app.foundations.errors import Refused
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.actions import decide_offer, record_offer
from resources_app.requests.model import NewOffer
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import CORE, DECISION, OFFER, START, Steps, agree_area, urgent
from tests.requests.market import Market

SessionFor = Callable[[Role], Session]
TERMS = PlacementTerms(START)


def test_in_the_councils_own_area_nobody_else_is_asked(officer: Session, steps: Steps) -> None:
    assert place_child(officer, steps.approved(), TERMS).still_due == ()


@pytest.mark.parametrize(
    ("postcode", "said", "kind", "role"),
    [
        ("OX1 1PT", "in an adjoining one", ApprovalKind.OUT_OF_AREA, Role.HEAD_OF_SERVICE),
        ("RG1 3BD", "at a distance: outside", ApprovalKind.AT_A_DISTANCE, Role.DIRECTOR),
        ("", "in an area that is not known", ApprovalKind.AT_A_DISTANCE, Role.DIRECTOR),
    ],
    ids=["Oxfordshire adjoins", "Reading does not", "nobody knows the carer's home"],
)
def test_outside_it_the_right_officer_says_yes_first(
    officer: Session,
    head: Session,
    session_for: SessionFor,
    steps: Steps,
    postcode: str,
    said: str,
    kind: ApprovalKind,
    role: Role,
) -> None:
    reference = steps.approved(replace(OFFER, living_postcode=postcode))
    with pytest.raises(Refused, match=f"{said}.*regulation 11"):
        place_child(officer, reference, TERMS)
    if kind is ApprovalKind.AT_A_DISTANCE:
        # The nominated officer's yes is not the director's.
        agree_area(head, reference, ApprovalKind.OUT_OF_AREA)
        with pytest.raises(Refused, match="regulation 11"):
            place_child(officer, reference, TERMS)
    agree_area(session_for(role), reference, kind)
    assert place_child(officer, reference, TERMS).still_due == ()


def test_an_office_is_not_where_a_foster_child_sleeps(
    officer: Session, steps: Steps, market: Market
) -> None:
    """The agency's own address is in the county, the carer's is not known."""
    with officer.act("address for a test") as act:
        here = {"postcode": "HP13 6PG", "authority_code": "E06000060"}
        act.tables.update("service", market.ids["first"], here)
    reference = steps.approved(replace(OFFER, living_postcode=""))
    with pytest.raises(Refused, match="nobody has recorded the postcode"):
        place_child(officer, reference, TERMS)


@pytest.mark.parametrize(
    ("living", "refused"), [("", False), ("HP13 6PG", False), ("RG1 3BD", True), ("ZZ1 1ZZ", True)]
)
def test_a_home_is_where_it_stands_unless_another_place_is_named(
    officer: Session, head: Session, steps: Steps, market: Market, living: str, refused: bool
) -> None:
    with officer.act("address for a test") as act:
        here = {"postcode": "", "authority_code": "E06000060"}
        act.tables.update("service", market.ids["second"], here)
    steps.offered()
    home = NewOffer("SC000004", START, (CORE,), "K-2", living, unreleased_reason="They rang.")
    record_offer(officer, steps.reference, home)
    decide_offer(officer, steps.reference, replace(DECISION, offer="SC000004"))
    approve_decision(head, steps.reference)
    if refused:
        with pytest.raises(Refused, match="regulation 11"):
            place_child(officer, steps.reference, TERMS)
    else:
        place_child(officer, steps.reference, TERMS)


def test_in_an_emergency_the_yes_follows_within_five_working_days(
    officer: Session, steps: Steps
) -> None:
    reference = steps.approved(replace(OFFER, living_postcode="RG1 3BD"))
    urgent(officer, reference)
    # Friday 18 December; the fifth working day after it, Christmas and Boxing Day left out.
    made = place_child(officer, reference, PlacementTerms(date(2026, 12, 18)))
    assert made.still_due == (
        "Regulation 11: approval “at a distance” by the Director of Children’s Services, "
        "by 29 Dec 2026.",
    )
