"""A service in two lots of one framework: which lot is sought, and which an offer is held against.

“Service first” is on tier 1 of lot 1 (£1,040.00 a week) and tier 2 of lot 2 (£1,300.00);
“Service also first” on tier 1 of lot 1, and on tier 1 of lot 2 for ages 0 to 9 only;
“Service second” on tier 2 of lot 1, and on tier 1 of lot 2 (£1,250.00). The child is 13.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from resources_app.agreements.actions import NewRate, add_lot, add_member, add_rates
from resources_app.agreements.model import Element, Unit
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.requests.actions import (
    record_offer,
    release_request,
    rungs_to_try,
    withdraw_offer,
)
from resources_app.requests.comparison import OfferFacts, compare
from resources_app.requests.digest import offer_digest
from resources_app.requests.ladder_queries import other_lots
from resources_app.requests.model import NewOffer, NewPrice, Rung
from resources_app.requests.offer_queries import offer, releases
from resources_app.requests.queries import request
from resources_app.session import Session
from tests.requests.market import CORE_PENCE, FOREVER, HASTE, URNS, Market

START = date(2026, 12, 7)
_LOT_2 = (("first", 2, 130_000, 17), ("also first", 1, 120_000, 9), ("second", 1, 125_000, 17))


@pytest.fixture
def two_lots(head: Session, market: Market) -> Market:
    add_lot(head, "FW-26", "2", "Enhanced homes")
    for name, tier, pence, oldest in _LOT_2:
        made = add_member(head, "FW-26", "2", URNS[name][0], tier=tier, period=FOREVER)
        core = NewRate(Element.CORE, Unit.WEEK, 0, oldest, pence, FOREVER)
        therapy = NewRate(Element.THERAPY, Unit.HOUR, 0, oldest, 8_000, FOREVER)
        add_rates(head, made.id, [core, therapy])
    return market


@pytest.fixture
def searched(officer: Session, authorised: str, two_lots: Market) -> str:
    two_lots.search(officer, authorised)
    return authorised


def offer_of(name: str, pence: int, lot: str = "") -> NewOffer:
    prices = (NewPrice("core weekly fee", "week", pence), NewPrice("therapy", "hour", 6_500, 2))
    return NewOffer(
        URNS[name][0], START, prices, unreleased_reason="They rang.", lot=lot,
        above_contract_reason="Two carers.",
    )  # fmt: skip


def sent(officer: Session, reference: str) -> str:
    release_request(officer, reference, Rung.IN_HOUSE)
    release_request(officer, reference, Rung.TIER_1, skipped_reason=HASTE)
    return reference


# ---- the lot an offer is held against ----------------------------------------------------


@pytest.mark.parametrize(
    ("lot", "contract"),
    [("FW-26/1", CORE_PENCE), ("FW-26/2", 130_000), (" fw-26 / 2 ", 130_000)],
)
def test_the_lot_that_is_named_is_held_against(
    officer: Session, searched: str, lot: str, contract: int
) -> None:
    made = record_offer(officer, sent(officer, searched), offer_of("first", 130_000, lot))
    taken = offer(officer.tables, made.id)
    assert taken.prices[0].contract_pence == contract
    assert (made.lot, made.other_lots) == (taken.lot, ())
    assert taken.lot_stated
    assert taken.lot == f"FW-26/{lot.strip()[-1]}"


def test_a_lot_the_service_is_not_in_is_refused_with_those_it_is_in(
    officer: Session, searched: str
) -> None:
    said = "in no lot “FW-26/3” that is open to us.* FW-26/1 All homes; FW-26/2 Enhanced homes"
    with pytest.raises(BadInput, match=said):
        record_offer(officer, sent(officer, searched), offer_of("first", CORE_PENCE, "FW-26/3"))
    with pytest.raises(BadInput, match="It is under no contract"):
        record_offer(officer, searched, offer_of("spot", CORE_PENCE, "FW-26/1"))


def test_with_none_named_the_one_asked_under_is_taken_and_the_other_told(
    officer: Session, searched: str
) -> None:
    made = record_offer(officer, sent(officer, searched), offer_of("first", 130_000))
    taken = offer(officer.tables, made.id)
    assert (taken.lot, taken.lot_title, taken.tier) == ("FW-26/1", "All homes", 1)
    assert not taken.lot_stated
    (other,) = made.other_lots
    assert str(other) == (
        "FW-26/2 Enhanced homes, tier 2: core weekly fee £1,300.00 a week; therapy £80.00 an hour"
    )
    assert other_lots(officer.tables, taken) == made.other_lots


def test_the_lot_asked_under_decides_where_several_could(officer: Session, searched: str) -> None:
    release_request(officer, searched, Rung.IN_HOUSE)
    release_request(
        officer, searched, Rung.TIER_2, lot="FW-26/2", service_ids=None, skipped_reason="Full."
    )
    made = record_offer(officer, searched, offer_of("first", 130_000))
    assert made.lot == "FW-26/2"
    assert [one.lot for one in made.other_lots] == ["FW-26/1"]


def test_a_lot_without_a_price_for_the_age_is_no_choice(officer: Session, searched: str) -> None:
    made = record_offer(officer, sent(officer, searched), offer_of("also first", CORE_PENCE))
    assert (made.lot, made.other_lots) == ("FW-26/1", ())


def test_who_was_not_asked_is_held_to_the_lowest_tier(officer: Session, searched: str) -> None:
    made = record_offer(officer, sent(officer, searched), offer_of("second", 125_000))
    assert made.lot == "FW-26/2"
    assert [one.lot for one in made.other_lots] == ["FW-26/1"]


def test_naming_the_lot_afterwards_settles_it(officer: Session, searched: str) -> None:
    open_offer = offer_of("first", 130_000)
    once = record_offer(officer, sent(officer, searched), open_offer)
    again = record_offer(officer, searched, open_offer)
    assert again.already_there
    assert again.other_lots == once.other_lots
    settled = record_offer(officer, searched, replace(open_offer, lot="FW-26/1"))
    assert (settled.id, settled.already_there, settled.other_lots) == (once.id, True, ())
    other = record_offer(officer, searched, replace(open_offer, lot="FW-26/2"))
    assert other.id != once.id
    withdraw_offer(officer, once.id, reason="entered-in-error")
    assert offer(officer.tables, other.id).prices[0].contract_pence == 130_000


def test_an_approval_is_bound_to_the_lot(officer: Session, searched: str) -> None:
    made = record_offer(officer, sent(officer, searched), offer_of("first", 130_000, "FW-26/1"))
    taken = offer(officer.tables, made.id)
    assert offer_digest(taken) != offer_digest(replace(taken, membership_id="another"))


def test_the_comparison_shows_what_each_was_held_against(officer: Session, searched: str) -> None:
    made = record_offer(officer, sent(officer, searched), offer_of("first", 130_000))
    taken = offer(officer.tables, made.id)
    shown = compare([OfferFacts(taken, other_lots=made.other_lots)])
    cells = {row.label: row.cells[0] for row in shown.rows}
    assert cells["Held against"] == "FW-26/1 All homes, tier 1; nobody named the lot"
    assert cells["Could be held against"].startswith("FW-26/2 Enhanced homes, tier 2")
    stranger = offer(officer.tables, record_offer(officer, searched, offer_of("spot", 1_000)).id)
    (row,) = [one for one in compare([OfferFacts(stranger)]).rows if one.label == "Held against"]
    assert row.cells == ("no contract",)


# ---- the lot that is sought --------------------------------------------------------------


def test_the_tiers_are_those_of_the_lot_sought(
    officer: Session, searched: str, two_lots: Market
) -> None:
    asked = request(officer.tables, searched)
    names = {key: name for name, key in two_lots.ids.items()}

    def rungs(lot: str) -> dict[str, set[str]]:
        tried = rungs_to_try(officer.tables, asked, officer.today(), lot=lot)
        return {str(rung): {names[one.service.id] for one in who} for rung, who in tried.items()}

    assert rungs("") == {
        "in-house": {"own"},
        "tier 1": {"first", "also first", "second"},
        "tier 2": set(),
        "tier 3": set(),
        "spot": {"spot"},
    }
    assert rungs("FW-26/1")["tier 2"] == {"second"}
    assert rungs("FW-26/2")["tier 1"] == {"also first", "second"}
    assert rungs("FW-26/2")["tier 2"] == {"first"}


def test_a_round_keeps_its_lot_and_asks_under_it(officer: Session, searched: str) -> None:
    release_request(officer, searched, Rung.IN_HOUSE, lot="FW-26/2")
    made = release_request(officer, searched, Rung.TIER_1, lot="fw-26/2", skipped_reason=HASTE)
    assert made.lot == "FW-26/2"
    *_, last = releases(officer.tables, request(officer.tables, searched).id)
    assert (last.lot, len(last.recipients)) == ("FW-26/2", 2)
    offered = record_offer(officer, searched, offer_of("second", 125_000))
    assert offered.lot == "FW-26/2"
    assert release_request(officer, searched, Rung.TIER_1, lot="FW-26/2").id == made.id


def test_who_was_asked_in_one_lot_may_be_asked_in_another(
    officer: Session, searched: str, two_lots: Market
) -> None:
    sent(officer, searched)
    # Asked already, all three of them, and each under its lowest tier.
    again = release_request(officer, searched, Rung.TIER_2, lot="FW-26/2", skipped_reason=HASTE)
    assert again.recipients == (two_lots.ids["first"],)
    with pytest.raises(Refused, match="Nobody on the rung “tier 2” fits"):
        release_request(officer, searched, Rung.TIER_2)


def test_the_ladder_is_climbed_in_the_lot_that_is_sought(
    officer: Session, searched: str, clock: FixedClock
) -> None:
    release_request(officer, searched, Rung.IN_HOUSE)
    with pytest.raises(Refused, match="has not been sent to tier 1, where somebody fits"):
        release_request(officer, searched, Rung.TIER_2, lot="FW-26/2")
    release_request(officer, searched, Rung.TIER_1, lot="FW-26/2", skipped_reason=HASTE)
    with pytest.raises(Refused, match="Tier 1 has not answered: 2 of 2 asked may still reply"):
        release_request(officer, searched, Rung.TIER_2, lot="FW-26/2")
    clock.moment += timedelta(days=4)  # the three working days that the agreement gives are over
    assert release_request(officer, searched, Rung.TIER_2, lot="FW-26/2").round_number == 3


def test_a_lot_that_is_not_there_is_refused(
    officer: Session, searched: str, two_lots: Market
) -> None:
    with pytest.raises(BadInput, match=r"“2” names no lot.*SC-2026/2"):
        release_request(officer, searched, Rung.TIER_1, lot="2")
    with pytest.raises(NotFound, match="has no lot “9”"):
        release_request(officer, searched, Rung.TIER_1, lot="FW-26/9")
    with pytest.raises(NotFound, match="There is no agreement"):
        release_request(officer, searched, Rung.TIER_1, lot="XX/9")
    add_only_first = two_lots.ids["first"]
    with pytest.raises(Refused, match="“tier 2” of FW-26/2, not “tier 1”"):
        release_request(officer, searched, Rung.TIER_1, lot="FW-26/2", service_ids=[add_only_first])


def test_a_member_of_other_lots_only_is_not_asked_as_spot(
    officer: Session, head: Session, searched: str, two_lots: Market
) -> None:
    add_lot(head, "FW-26", "3", "Solo homes")
    made = add_member(head, "FW-26", "3", URNS["second"][0], tier=1, period=FOREVER)
    add_rates(head, made.id, [NewRate(Element.CORE, Unit.WEEK, 0, 17, 150_000, FOREVER)])
    asked = request(officer.tables, searched)
    tried = rungs_to_try(officer.tables, asked, officer.today(), lot="FW-26/3")
    assert [one.service.id for one in tried[Rung.SPOT]] == [two_lots.ids["spot"]]
    assert [one.service.id for one in tried[Rung.TIER_1]] == [two_lots.ids["second"]]
    with pytest.raises(Refused, match="Service first is not in FW-26/3"):
        release_request(
            officer, searched, Rung.TIER_1, lot="FW-26/3", service_ids=[two_lots.ids["first"]]
        )
