"""Offers: held against the contract, recorded once, taken back with what hangs on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from resources_app.agreements.actions import set_ceiling
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.providers.actions import suspend_service
from resources_app.requests.actions import (
    decide_offer,
    decide_offer_from_file,
    record_offer,
    record_offer_from_file,
    record_response,
    release_request,
    withdraw_offer,
)
from resources_app.requests.digest import binding_now, decision_digest, offer_digest
from resources_app.requests.model import (
    FundingShare,
    NewDecision,
    NewOffer,
    NewPrice,
    OfferStatus,
    ResponseKind,
    Rung,
    State,
)
from resources_app.requests.offer_queries import (
    decision,
    decisions,
    offer,
    offers,
    releases,
    standing_decision,
)
from resources_app.requests.queries import request
from resources_app.session import Session
from tests.requests.market import CORE_PENCE, HASTE, Market

DATA = Path(__file__).parent.parent / "data"
START = date(2026, 12, 7)
CORE = NewPrice("core weekly fee", "week", CORE_PENCE)
OFFER = NewOffer("SC000002", START, (CORE,), carer_or_bed_code="FC-0192")
DECISION = NewDecision(
    offer="SC000002",
    reasons="A family near his school who can take Wren too.",
    alternatives="One other offer, farther away.",
    value_for_money="At the contract price.",
    child_views="He met them and liked the dog.",
    family_views="His mother agrees.",
    funding=(FundingShare("social care", 7_000), FundingShare("education", 3_000)),
)


@pytest.fixture
def asked(officer: Session, authorised: str, market: Market) -> str:
    """A request that has been sent to tier 1."""
    market.search(officer, authorised, "first", "also first", "second")
    release_request(officer, authorised, Rung.TIER_1)
    return authorised


def state_of(session: Session, reference: str) -> State:
    return request(session.tables, reference).state


def test_an_offer_stands_beside_the_contract_price(officer: Session, asked: str) -> None:
    made = record_offer(officer, asked, OFFER)
    assert state_of(officer, asked) is State.OFFERS_IN
    taken = offer(officer.tables, made.id)
    (line,) = taken.prices
    assert line.contract_pence == CORE_PENCE
    assert line.rate_id
    assert taken.membership_id
    assert taken.status is OfferStatus.OPEN
    (round_one,) = releases(officer.tables, taken.request_id)
    answers = {one.urn: one.response for one in round_one.recipients}
    assert answers == {"SC000002": ResponseKind.OFFER, "SC000003": ResponseKind.NONE}


def test_the_same_offer_twice_is_one(officer: Session, asked: str) -> None:
    once = record_offer(officer, asked, OFFER)
    twice = record_offer(officer, asked, OFFER)
    assert twice.already_there
    assert twice.id == once.id
    assert len(offers(officer.tables, request(officer.tables, asked).id)) == 1
    other = record_offer(officer, asked, replace(OFFER, carer_or_bed_code="FC-0193"))
    assert other.id != once.id


def test_above_the_contract_price_says_why(officer: Session, asked: str) -> None:
    dear = replace(OFFER, prices=(replace(CORE, amount_pence=CORE_PENCE + 1),))
    with pytest.raises(BadInput, match=r"asks more than the contract: .*£1,040.01 a week"):
        record_offer(officer, asked, dear)
    made = record_offer(officer, asked, replace(dear, above_contract_reason="Two carers at night."))
    assert offer(officer.tables, made.id).above_contract_reason == "Two carers at night."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            NewPrice("extra staffing", "week", 50_000),
            "extra staffing at £500.00 a week, for which it has no price. "
            "In all it is £1,540.00 a week, of which the contract gives £1,040.00.",
        ),
        (NewPrice("transport", "mile", 45, 100), "transport at 100 × £0.45 a mile, for which"),
        (NewPrice("one-off", "one-off", 25_000), "one-off at £250.00 once, for which"),
        # The contract prices an hour of therapy; it does not give any number of them.
        (
            NewPrice("therapy", "hour", 6_500, 10),
            "therapy 10 hours, of which it prices one. In all it is £1,690.00 a week",
        ),
    ],
    ids=lambda one: getattr(one, "element", ""),
)
def test_what_the_contract_does_not_give_says_why(
    officer: Session, asked: str, line: NewPrice, said: str
) -> None:
    more = replace(OFFER, prices=(CORE, line))
    with pytest.raises(BadInput) as refused:
        record_offer(officer, asked, more)
    assert said in str(refused.value)
    assert refused.value.where is not None
    assert refused.value.where.field == "Why above the contract price"
    made = record_offer(officer, asked, replace(more, above_contract_reason="He needs it."))
    assert offer(officer.tables, made.id).prices[0].contract_pence == CORE_PENCE


def test_a_fee_above_the_ceiling_of_its_lot_says_why(
    officer: Session, session: Session, asked: str
) -> None:
    """The ceiling was set after the price: the contract still asks it, and that is no reason."""
    set_ceiling(session, "FW-26", "1", CORE_PENCE - 1)
    with pytest.raises(BadInput, match=r"£1,040.00 is above lot 1’s ceiling of £1,039.99 a week"):
        record_offer(officer, asked, OFFER)


def test_a_price_by_another_unit_cannot_be_held_against_the_contract(
    officer: Session, asked: str
) -> None:
    nightly = NewPrice("core weekly fee", "night", 14_857, 7)
    with pytest.raises(BadInput, match="prices the core weekly fee by the week"):
        record_offer(officer, asked, replace(OFFER, prices=(nightly,)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"carer_or_bed_code": "Jane Smith"}, "looks like a name"),
        ({"prices": ()}, "at least one price"),
        ({"prices": (replace(CORE, amount_pence=-1),)}, "£0.00 or more"),
        ({"prices": (replace(CORE, quantity=2),)}, "no more than 1 week"),
        ({"setting_postcode": "HP13 6PG"}, "no setting at HP13 6PG"),
    ],
)
def test_an_offer_that_cannot_be_right_is_refused(
    officer: Session, asked: str, change: dict[str, object], said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        record_offer(officer, asked, replace(OFFER, **change))  # type: ignore[arg-type]
    assert state_of(officer, asked) is State.SEARCHING


def test_an_offer_from_a_service_that_was_not_asked_says_why(
    officer: Session, asked: str, market: Market
) -> None:
    stranger = NewOffer(market.urn("spot"), START, (CORE,))
    with pytest.raises(Refused, match="was not sent to Service spot"):
        record_offer(officer, asked, stranger)
    made = record_offer(officer, asked, replace(stranger, unreleased_reason="It wrote to us."))
    assert offer(officer.tables, made.id).recipient_id is None
    with pytest.raises(NotFound):
        record_offer(officer, asked, replace(stranger, urn="SC999999"))


@pytest.mark.parametrize(
    ("name", "said"), [("supported", "regulation 27A"), ("secure", "section 25")]
)
def test_no_reason_lets_an_unlawful_offer_in(
    officer: Session, asked: str, market: Market, name: str, said: str
) -> None:
    unlawful = NewOffer(market.urn(name), START, (CORE,), unreleased_reason="There is no other.")
    with pytest.raises(Refused, match=said):
        record_offer(officer, asked, unlawful)


def test_an_offer_before_anything_went_out_is_refused(
    officer: Session, authorised: str, market: Market
) -> None:
    with pytest.raises(Refused, match="Not yet: the request has not been sent to any provider"):
        record_offer(officer, authorised, OFFER)


def test_a_further_round_leaves_the_offers_standing(
    officer: Session, asked: str, market: Market
) -> None:
    record_offer(officer, asked, OFFER)
    release_request(officer, asked, Rung.TIER_2, skipped_reason=HASTE)
    assert state_of(officer, asked) is State.OFFERS_IN


def test_who_has_an_open_offer_does_not_decline(
    officer: Session, asked: str, market: Market
) -> None:
    record_offer(officer, asked, OFFER)
    with pytest.raises(Refused, match="has made an offer that is open"):
        record_response(
            officer, asked, market.ids["first"], ResponseKind.DECLINE, reason="no-place"
        )


def test_the_last_offer_withdrawn_goes_back_to_the_search(officer: Session, asked: str) -> None:
    made = record_offer(officer, asked, OFFER)
    with pytest.raises(BadInput, match="place-taken"):
        withdraw_offer(officer, made.id, reason="gone")
    withdraw_offer(officer, made.id, reason="place-taken")
    assert not withdraw_offer(officer, made.id, reason="place-taken").touched
    assert state_of(officer, asked) is State.SEARCHING
    again = record_offer(officer, asked, OFFER)
    assert again.id != made.id


def test_a_decision_chooses_one_and_puts_its_cost_up(officer: Session, asked: str) -> None:
    record_offer(officer, asked, OFFER)
    record_offer(officer, asked, replace(OFFER, urn="SC000003"))
    decided = decide_offer(officer, asked, DECISION)
    assert state_of(officer, asked) is State.DECISION_MADE
    made = decision(officer.tables, decided.id)
    assert made.weekly_pence == CORE_PENCE
    # 365 nights from 7 December 2026: 104,000 × 365 ÷ 7, half up.
    assert made.annual_pence == 5_422_857
    assert made.one_off_pence == 0
    assert made.funding == DECISION.funding
    chosen = offer(officer.tables, made.offer_id)
    assert made.bound_sha256 == decision_digest(made, chosen) == binding_now(made, chosen)
    by_urn = {one.urn: one.status for one in offers(officer.tables, made.request_id)}
    assert by_urn == {"SC000002": OfferStatus.CHOSEN, "SC000003": OfferStatus.NOT_CHOSEN}


def test_the_same_decision_twice_is_made_once(officer: Session, asked: str) -> None:
    record_offer(officer, asked, OFFER)
    once = decide_offer(officer, asked, DECISION)
    twice = decide_offer(officer, asked, DECISION)
    assert (twice.id, twice.cost) == (once.id, once.cost)
    assert not twice.changes.touched
    with pytest.raises(Refused, match="a decision between the offers has been made"):
        decide_offer(officer, asked, replace(DECISION, reasons="Others."))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reasons": " "}, "“Why this home”"),
        ({"child_views": ""}, "section 22"),
        ({"funding": (FundingShare("social care", 9_000),)}, "add up to 90 %"),
        (
            {"funding": (FundingShare("health", 5_000), FundingShare("health", 5_000))},
            "named twice",
        ),
    ],
)
def test_a_decision_without_its_grounds_is_refused(
    officer: Session, asked: str, change: dict[str, object], said: str
) -> None:
    record_offer(officer, asked, OFFER)
    with pytest.raises(BadInput, match=said):
        decide_offer(officer, asked, replace(DECISION, **change))  # type: ignore[arg-type]
    assert state_of(officer, asked) is State.OFFERS_IN


def test_an_offer_is_named_by_its_urn_or_its_id(officer: Session, asked: str) -> None:
    made = record_offer(officer, asked, OFFER)
    second = record_offer(officer, asked, replace(OFFER, carer_or_bed_code="FC-0200"))
    with pytest.raises(BadInput, match="has made 2 offers"):
        decide_offer(officer, asked, DECISION)
    with pytest.raises(NotFound, match="SC000002"):
        decide_offer(officer, asked, replace(DECISION, offer="SC000004"))
    withdraw_offer(officer, second.id, reason="entered-in-error")
    with pytest.raises(Refused, match="is withdrawn"):
        decide_offer(officer, asked, replace(DECISION, offer=second.id))
    assert decide_offer(officer, asked, replace(DECISION, offer=made.id)).offer_id == made.id


def test_a_home_suspended_since_is_not_chosen(
    officer: Session, session: Session, asked: str, market: Market
) -> None:
    record_offer(officer, asked, OFFER)
    suspend_service(session, market.urn("first"), reason="A child was hurt.")
    with pytest.raises(Refused, match="is suspended: A child was hurt"):
        decide_offer(officer, asked, DECISION)


def test_withdrawing_the_chosen_offer_sets_the_decision_aside(officer: Session, asked: str) -> None:
    record_offer(officer, asked, OFFER)
    record_offer(officer, asked, replace(OFFER, urn="SC000003"))
    decided = decide_offer(officer, asked, DECISION)
    withdraw_offer(officer, decided.offer_id, reason="carer-changed-mind")
    assert state_of(officer, asked) is State.OFFERS_IN
    request_id = request(officer.tables, asked).id
    assert standing_decision(officer.tables, request_id) is None
    (old,) = decisions(officer.tables, request_id)
    assert old.set_aside_reason == "The offer was withdrawn."
    other = decide_offer(officer, asked, replace(DECISION, offer="SC000003"))
    assert standing_decision(officer.tables, request_id) == decision(officer.tables, other.id)


def test_a_change_of_price_changes_the_digest(officer: Session, asked: str) -> None:
    made = offer(officer.tables, record_offer(officer, asked, OFFER).id)
    dearer = replace(made, prices=(replace(made.prices[0], amount_pence=CORE_PENCE + 1),))
    assert offer_digest(made) != offer_digest(dearer)
    assert offer_digest(made) == offer_digest(replace(made, status=OfferStatus.CHOSEN))


def test_offer_and_decision_come_from_files(officer: Session, asked: str) -> None:
    made = record_offer_from_file(officer, asked, DATA / "offer.json")
    taken = offer(officer.tables, made.id)
    assert [line.amount_pence for line in taken.prices] == [104_000, 6_500, 25_000]
    decided = decide_offer_from_file(officer, asked, DATA / "decision.json")
    assert decided.cost.weekly_pence == 104_000 + 2 * 6_500
    assert decided.cost.one_off_pence == 25_000
    assert decision(officer.tables, decided.id).funding == (
        FundingShare("social care", 6_000),
        FundingShare("education", 3_000),
        FundingShare("health", 1_000),
    )


def test_a_core_fee_more_than_there_are_children_asks_more_than_the_contract(
    officer: Session, asked: str
) -> None:
    """The sample is for brother and sister: a fee each is the contract's, a third is not."""
    each = replace(OFFER, prices=(CORE, replace(CORE, description="For his sister")))
    assert record_offer(officer, asked, each).id
    hidden = replace(each, prices=(*each.prices, replace(CORE, description="Overheads")))
    with pytest.raises(BadInput, match="core weekly fee 3 times, for 2 to live there"):
        record_offer(officer, asked, hidden)
    assert record_offer(officer, asked, replace(hidden, above_contract_reason="Agreed.")).id
