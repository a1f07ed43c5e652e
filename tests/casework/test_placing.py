"""A placement is made only when everything that was agreed still holds, law before all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from resources_app.agreements.charge_model import AbsenceReason
from resources_app.casework.approving import approve_decision
from resources_app.children.actions import amend_child
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Refused
from resources_app.placements.absence_queries import absences_of
from resources_app.placements.actions import place_child, record_absence
from resources_app.placements.model import Placement, PlacementTerms
from resources_app.placements.queries import (
    ipa_of_placement,
    placement_by_reference,
    placements_of_child,
)
from resources_app.providers.actions import suspend_service
from resources_app.requests.actions import (
    authorise_request,
    create_request,
    decide_offer,
    record_offer,
    release_request,
    submit_request,
    withdraw_offer,
)
from resources_app.requests.model import NewPrice, Rung, State
from resources_app.requests.offer_queries import offers, standing_decision
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import CORE, DECISION, OFFER, START, Steps, urgent
from tests.requests.market import CORE_PENCE, Market, allow_spot

SessionFor = Callable[[Role], Session]
TERMS = PlacementTerms(START)


def placed_at(session: Session, child_id: str) -> list[Placement]:
    return placements_of_child(session.tables, child_id)


# ---- what is made ------------------------------------------------------------------------


def test_brother_and_sister_are_placed_together_under_one_agreement(
    officer: Session, steps: Steps
) -> None:
    reference = steps.approved()
    asked = request(officer.tables, reference)
    made = place_child(officer, reference, replace(TERMS, expected_end=date(2027, 12, 6)))
    assert made.still_due == ()
    assert request(officer.tables, reference).state is State.PLACED
    everyone = [placed_at(officer, one) for one in (asked.child_id, *asked.sibling_ids)]
    assert [len(one) for one in everyone] == [1, 1]
    (his,), (hers,) = everyone
    assert his.reference == made.reference != hers.reference
    assert {his.request_id, hers.request_id} == {asked.id}
    assert (his.period.start, his.placement_code) == (START, "U6")
    assert his.living_postcode == hers.living_postcode == "HP13 6PG"
    ipa = ipa_of_placement(officer.tables, his.id)
    assert ipa.reference == made.ipa_reference
    assert officer.tables.value("SELECT count(*) FROM ipa") == 1
    assert placement_by_reference(officer.tables, made.ipa_reference.lower()) == his
    # Looked after since 2 November 2024: first reviewed by 29 November, then by 28 February
    # 2025, and then every six months at the latest (regulation 33).
    assert ipa.review_due == date(2027, 2, 28)
    assert [(one.funder, one.share) for one in ipa.funding] == [
        ("social care", 7_000),
        ("education", 3_000),
    ]
    assert ipa.outcomes.splitlines() == list(asked.outcomes_sought)
    with pytest.raises(Refused, match="Not any more: the child has been placed"):
        place_child(officer, reference, TERMS)


def test_a_price_at_the_contract_keeps_its_rate_and_another_says_why_not(
    officer: Session, steps: Steps
) -> None:
    lines = (
        CORE,
        NewPrice("therapy", "hour", 7_000, 2, "Play therapy"),
        NewPrice("transport", "mile", 45, 100),
    )
    asks = replace(OFFER, prices=lines, above_contract_reason="A senior therapist.")
    cheap = replace(OFFER, urn="SC000003", prices=(replace(CORE, amount_pence=CORE_PENCE - 1),))
    reference = steps.approved(asks, cheap)
    made = place_child(officer, reference, TERMS)
    placed = placement_by_reference(officer.tables, made.reference)
    ipa = ipa_of_placement(officer.tables, placed.id)
    fees = {one.element: one for one in ipa.fee_lines}
    core, therapy, transport = (fees[one] for one in ("core weekly fee", "therapy", "transport"))
    agreed = officer.tables.one("SELECT * FROM rate WHERE id = ?", (core.rate_id,))
    assert agreed is not None
    assert (agreed["amount_pence"], core.amount_pence, core.reason) == (CORE_PENCE, CORE_PENCE, "")
    assert (therapy.rate_id, therapy.reason) == (None, "A senior therapist.")
    assert (therapy.quantity, therapy.description) == (2, "Play therapy")
    assert (transport.rate_id, transport.reason) == (None, "The contract has no price for it.")
    assert {one.period.start for one in ipa.fee_lines} == {START}
    assert {one.period.end for one in ipa.fee_lines} == {None}
    made_to = offers(officer.tables, str(placed.request_id))
    chosen = next(one for one in made_to if one.urn == OFFER.urn)
    assert ipa.membership_id == chosen.membership_id == agreed["membership_id"]
    assert ipa.agreement_id is not None


def test_a_price_below_the_contract_is_no_contract_rate(officer: Session, steps: Steps) -> None:
    less = replace(OFFER, prices=(replace(CORE, amount_pence=CORE_PENCE - 1),))
    made = place_child(officer, steps.approved(less), TERMS)
    (fee,) = ipa_of_placement(
        officer.tables, placement_by_reference(officer.tables, made.reference).id
    ).fee_lines
    assert (fee.rate_id, fee.amount_pence) == (None, CORE_PENCE - 1)
    assert fee.reason == "Below the contract price of £1,040.00 a week."


# ---- what has changed since --------------------------------------------------------------


def test_a_home_suspended_or_closed_since_is_refused(
    officer: Session, session: Session, steps: Steps, market: Market
) -> None:
    reference = steps.approved()
    with session.act("close for a test") as act:
        act.tables.update("service", market.ids["first"], {"registration_status": "Resigned"})
    with pytest.raises(Refused, match="registration is resigned"):
        place_child(officer, reference, TERMS)
    with session.act("open again for a test") as act:
        act.tables.update("service", market.ids["first"], {"registration_status": "Active"})
    suspend_service(session, market.urn("first"), reason="Staffing.")
    with pytest.raises(Refused, match="is suspended: Staffing"):
        place_child(officer, reference, TERMS)
    assert not officer.tables.value("SELECT count(*) FROM placement")


def test_an_offer_that_is_not_the_one_approved_is_refused(officer: Session, steps: Steps) -> None:
    reference = steps.approved()
    with officer.act("change for a test, as a merge might") as act:
        key = act.tables.value("SELECT id FROM offer_price")
        act.tables.update("offer_price", key, {"amount_pence": CORE_PENCE + 1})
    with pytest.raises(Refused, match="The funding approval no longer stands"):
        place_child(officer, reference, TERMS)


def test_under_16_in_supported_accommodation_whatever_was_approved(
    officer: Session, head: Session, whole: dict[str, object], market: Market
) -> None:
    """Everything was in order for a child of 16; then the date of birth was put right."""
    child = whole["child"]
    assert isinstance(child, dict)
    del child["siblings"]
    child["date_of_birth"] = "2010-11-01"
    reference = create_request(officer, whole).reference
    submit_request(officer, reference)
    authorise_request(head, reference)
    market.search(officer, reference, "supported")
    release_request(officer, reference, Rung.TIER_2)
    record_offer(officer, reference, replace(OFFER, urn=market.urn("supported")))
    decide_offer(officer, reference, replace(DECISION, offer=market.urn("supported")))
    approve_decision(head, reference)
    urgent(officer, reference)
    key = request(officer.tables, reference).child_id
    amend_child(officer, key, {"date_of_birth": "2010-12-08"})
    with pytest.raises(Refused, match=r"never for a child under 16.*regulation 27A"):
        place_child(officer, reference, TERMS)
    # On the birthday itself the child is 16.
    place_child(officer, reference, PlacementTerms(START + timedelta(days=1)))


@pytest.mark.parametrize(
    ("terms", "error", "said"),
    [
        (
            PlacementTerms(START - timedelta(days=1)),
            BadInput,
            "“Start”: .*is offered from 7 Dec 2026",
        ),
        (PlacementTerms(START, expected_end=START), BadInput, "would end before its first night"),
    ],
)
def test_days_that_cannot_be(
    officer: Session, steps: Steps, terms: PlacementTerms, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        place_child(officer, steps.approved(), terms)


def test_a_withdrawn_offer_is_not_placed_under(officer: Session, steps: Steps) -> None:
    reference = steps.approved()
    (chosen,) = offers(officer.tables, request(officer.tables, reference).id)
    withdraw_offer(officer, chosen.id, reason="carer-changed-mind")
    with pytest.raises(Refused, match="Not yet"):
        place_child(officer, reference, TERMS)
    assert standing_decision(officer.tables, chosen.request_id) is None


def test_an_emergency_overrides_neither_money_nor_law(
    officer: Session, session: Session, steps: Steps, market: Market
) -> None:
    reference = steps.decided()
    urgent(officer, reference)
    with pytest.raises(Refused, match="Not yet: the funding has not been approved"):
        place_child(officer, reference, TERMS)
    approve_decision(session, reference)
    suspend_service(session, market.urn("first"), reason="A serious allegation.")
    with pytest.raises(Refused, match="is suspended: A serious allegation"):
        place_child(officer, reference, TERMS)


# ---- one main placement a night ----------------------------------------------------------


@pytest.fixture
def moved_again(officer: Session, head: Session, steps: Steps, whole: dict[str, object]) -> str:
    """Rowan and Wren live with one agency's carer; a move to another is approved."""
    place_child(officer, steps.approved(), TERMS)
    again = create_request(officer, whole, second_reason="It did not last.").reference
    second = Steps(steps.officer, steps.head, steps.market, again)
    submit_request(officer, again)
    authorise_request(head, again)
    second.approved(replace(OFFER, urn="SC000003", available_from=date(2027, 2, 1)))
    return again


def test_nights_never_overlap(officer: Session, moved_again: str) -> None:
    with pytest.raises(
        BadInput, match=r"“Start”: Rowan: The child already has a placement.*no end"
    ):
        place_child(officer, moved_again, PlacementTerms(date(2027, 2, 1)))
    assert request(officer.tables, moved_again).state is State.APPROVED


def test_the_present_placement_ends_on_the_day_the_new_one_starts(
    officer: Session, moved_again: str
) -> None:
    day = date(2027, 2, 8)
    asked = request(officer.tables, moved_again)
    there = placed_at(officer, asked.child_id)[0].reference
    record_absence(officer, there, AbsenceReason.HOLIDAY, Period(date(2027, 2, 1)))
    terms = PlacementTerms(day, end_current=True, end_code="CHILD", disrupted=True)
    made = place_child(officer, moved_again, terms)
    assert made.still_due == ("No notice is recorded; the agreement asks for 28 days.",)
    for child_id in (asked.child_id, *asked.sibling_ids):
        old, new = placed_at(officer, child_id)
        assert (old.period.end, old.end_reason) == (day, "Moved to another placement.")
        assert (old.end_code, old.disrupted) == ("CHILD", True)
        assert (new.period.start, new.period.end) == (day, None)
    first, _ = placed_at(officer, asked.child_id)
    assert {one.period.end for one in ipa_of_placement(officer.tables, first.id).fee_lines} == {day}
    assert [one.placement_reference for one in made.final] == [there]
    assert {one.period.end for one in absences_of(officer.tables, first.id)} == {day}


def test_why_the_present_placement_ends_is_coded(officer: Session, moved_again: str) -> None:
    """The SSDA903 asks why: nothing is ended, and nothing is made, without it."""
    with pytest.raises(BadInput, match="This is needed") as refused:
        place_child(officer, moved_again, PlacementTerms(date(2027, 2, 8), end_current=True))
    assert refused.value.where is not None
    assert refused.value.where.field == "Why"
    (there,) = placed_at(officer, request(officer.tables, moved_again).child_id)
    assert there.period.end is None


def test_while_a_sister_stays_the_agreement_runs_on(
    officer: Session, head: Session, steps: Steps, whole: dict[str, object]
) -> None:
    """Only Rowan moves: Wren still lives there, under the agreement that began with both."""
    there = place_child(officer, steps.approved(), TERMS)
    child = whole["child"]
    assert isinstance(child, dict)
    why = "Wren stays with carers who know her; he sees her on Sundays."
    child["siblings"][0] |= {"place_together": False, "apart_reason": why}
    alone = create_request(officer, whole, second_reason="He needs to be near the unit.").reference
    submit_request(officer, alone)
    authorise_request(head, alone)
    second = Steps(steps.officer, steps.head, steps.market, alone)
    second.approved(replace(OFFER, urn="SC000003", available_from=date(2027, 2, 1)))
    terms = PlacementTerms(
        date(2027, 2, 1), end_current=True, end_code="CARPL", end_reason="Needs the unit."
    )
    made = place_child(officer, alone, terms)
    assert made.still_due == (
        f"{there.ipa_reference} covers a brother or sister who stays: vary its prices.",
        "No notice is recorded; the agreement asks for 28 days.",
    )
    old = placement_by_reference(officer.tables, there.reference)
    assert (old.period.end, old.end_reason) == (date(2027, 2, 1), "Needs the unit.")
    assert {one.period.end for one in ipa_of_placement(officer.tables, old.id).fee_lines} == {None}


def test_lines_that_were_to_end_or_begin_later_end_too(officer: Session, moved_again: str) -> None:
    day = date(2027, 2, 8)
    asked = request(officer.tables, moved_again)
    (old,) = placed_at(officer, asked.child_id)
    ipa = ipa_of_placement(officer.tables, old.id)
    with officer.act("an uplift for a test") as act:
        (line,) = ipa.fee_lines
        act.tables.update("fee_line", line.id, {"end_date": "2027-04-01"})
        later = dict(act.tables.one("SELECT * FROM fee_line"))  # type: ignore[call-overload]
        later |= {"id": officer.new_id(), "start_date": "2027-04-01", "end_date": None}
        act.tables.insert("fee_line", later)
        act.tables.update("placement", old.id, {"end_date": "2027-06-01"})
    terms = PlacementTerms(day, end_current=True, end_code="CARPL")
    place_child(officer, moved_again, terms)
    periods = [one.period for one in ipa_of_placement(officer.tables, old.id).fee_lines]
    assert [(one.start, one.end) for one in periods] == [
        (START, day),
        (date(2027, 4, 1), date(2027, 4, 1)),
    ]
    assert placed_at(officer, asked.child_id)[0].period.end == day


def test_a_respite_stay_does_not_stand_in_the_way(
    officer: Session, steps: Steps, market: Market
) -> None:
    reference = steps.approved()
    asked = request(officer.tables, reference)
    with officer.act("respite for a test") as act:
        act.tables.insert(
            "placement",
            {
                "id": officer.new_id(),
                "reference": "PLC-26-A7-9001",
                "child_id": asked.child_id,
                "service_id": market.ids["own"],
                "kind": "respite",
                "start_date": "2026-12-05",
                "end_date": "2026-12-10",
                "authority_code": "E06000060",
            },
        )
    place_child(officer, reference, TERMS)


def test_finance_places_nobody(session_for: SessionFor, steps: Steps) -> None:
    with pytest.raises(Refused, match="may not make a placement"):
        place_child(session_for(Role.FINANCE), steps.approved(), TERMS)


# ---- ways round the gates ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"placement_codes": "K2, K1"}, "is a secure home, and no authority under section 25"),
        ({"placement_codes": "H5"}, "never for a child under 16"),
        ({"closed_date": "2026-12-07"}, "closed on 7 Dec 2026"),
    ],
)
def test_a_service_is_what_its_codes_and_dates_say(
    officer: Session, session: Session, steps: Steps, changes: dict[str, object], why: str
) -> None:
    reference = steps.approved()
    with session.act("a register for a test") as act:
        act.tables.update("service", steps.market.ids["first"], changes)
    with pytest.raises(Refused, match=why):
        place_child(officer, reference, TERMS)


def test_a_secure_placement_code_needs_the_authority_whatever_the_home(
    officer: Session, steps: Steps
) -> None:
    reference = steps.approved()
    with pytest.raises(Refused, match="section 25"):
        place_child(officer, reference, replace(TERMS, placement_code="K1"))


def test_a_start_in_the_wrong_year_is_asked_about(officer: Session, steps: Steps) -> None:
    reference = steps.approved()
    with pytest.raises(BadInput, match="Check the year"):
        place_child(officer, reference, PlacementTerms(date(2206, 12, 7)))


def test_an_offer_nobody_asked_for_is_a_spot_purchase_and_needs_its_exemption(
    officer: Session, head: Session, steps: Steps
) -> None:
    reference = steps.offered(replace(OFFER, urn=steps.market.urn("spot")))
    choice = replace(DECISION, offer=steps.market.urn("spot"))
    with pytest.raises(Refused, match="no exemption from contract standing orders"):
        decide_offer(officer, reference, choice)
    allow_spot(head, reference)
    assert decide_offer(officer, reference, choice).id
