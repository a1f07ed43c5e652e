"""What the nights would have cost elsewhere: whose price counts, for whom, and what it came to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.beds.actions import place_in_bed
from resources_app.beds.board import board
from resources_app.beds.following_queries import like_placements
from resources_app.beds.model import BlockContract
from resources_app.beds.recharging import statement
from resources_app.beds.saving import BlockSaving, LikePlacement, median, saving
from resources_app.foundations.dates import Period
from resources_app.session import Session
from resources_app.store.tables import Tables
from tests.beds.contracts import CODES, START, contract, contracts, nights, stay
from tests.beds.register import URNS, buy_elsewhere, place
from tests.beds.small import REF, A

QUARTER = nights(0, 91)


def like(age: int, *weekly: int) -> list[LikePlacement]:
    return [LikePlacement(f"PLC-{age}-{at}", age, pence) for at, pence in enumerate(weekly)]


def of(made: BlockContract, found: list[LikePlacement]) -> BlockSaving:
    shown = board(made, QUARTER, START)
    saved = saving(shown, statement(shown), found)
    assert saved is not None
    return saved


def test_a_night_is_worth_a_seventh_of_the_median_week_of_its_age_band() -> None:
    """14 nights at a median of £4,200 a week are £8,400; a boy of 14 is not compared with 16s."""
    made = replace(contract(), stays=(stay(1, "b1", CODES[0], nights(0, 14)),))
    found = like(13, 100_000, 400_000, 420_000, 430_000, 999_999) + like(16, *[900_000] * 9)
    saved = of(made, found)
    assert (saved.nights, saved.spot_pence) == (14, 840_000)
    assert [one.sentence for one in saved.prices] == [
        "Ages 11 to 15: £4,200.00 a week, the median of 5 placements."
    ]
    assert saved.saving_pence == 840_000 - saved.block_pence
    assert saved.block_pence == 7_479_452  # void nights included


def test_too_few_of_an_age_band_take_the_median_of_all_ages() -> None:
    made = replace(contract(), stays=(stay(1, "b1", CODES[0], nights(0, 7)),))
    saved = of(made, like(13, 100_000, 100_000) + like(16, *[300_000] * 5))
    assert saved.spot_pence == 300_000
    assert saved.prices[0].sentence.endswith("the median of 7 placements of all ages.")


@pytest.mark.parametrize(
    ("amounts", "middle"), [([3], 3), ([1, 2], 2), ([1, 4], 3), ([9, 1, 5], 5), ([1, 2, 4, 9], 3)]
)
def test_the_median_is_the_middle_or_the_mean_of_the_two_half_up(
    amounts: list[int], middle: int
) -> None:
    assert median(amounts) == middle


@given(contracts(), st.lists(st.integers(100_000, 900_000), min_size=5, max_size=9))
def test_the_authorities_savings_are_the_whole(made: BlockContract, weekly: list[int]) -> None:
    saved = of(made, like(13, *weekly))
    assert sum(one.saving_pence for one in saved.authorities) == saved.saving_pence
    assert saved.saving_pence == saved.spot_pence - saved.block_pence
    assert abs(saved.spot_pence - saved.nights * median(weekly) / 7) <= len(CODES) / 2


# ---- whose price counts --------------------------------------------------------------


def test_a_price_counts_for_its_nights_in_the_period(beds: Session) -> None:
    """£4,000 a week for 61 nights to the end of May, then £5,000 for June's 30."""
    reference = buy_elsewhere(beds, 400_000, date(2026, 1, 1), date(2026, 6, 1))
    with beds.act("raise a price in a test") as act:
        act.tables.change("UPDATE placement SET end_date = NULL WHERE reference = ?", (reference,))
        ipa = act.tables.value("SELECT id FROM ipa WHERE reference = ?", (f"IPA-{reference}",))
        act.tables.insert(
            "fee_line",
            {
                "id": beds.new_id(),
                "ipa_id": ipa,
                "element": "core weekly fee",
                "unit": "week",
                "amount_pence": 500_000,
                "start_date": "2026-06-01",
            },
        )
    [one] = like_placements(beds.tables, Period(date(2026, 4, 1), date(2026, 7, 1)))
    assert one == LikePlacement(reference, 14, round((400_000 * 61 + 500_000 * 30) / 91))


def test_only_childrens_homes_outside_the_contract_are_like_it(beds: Session) -> None:
    inside = place(beds, URNS[0], date(2026, 5, 1))
    place_in_bed(beds, REF, A, inside)
    fostered = buy_elsewhere(beds, 90_000, date(2026, 5, 1))
    buy_elsewhere(beds, 90_000, date(2025, 5, 1), date(2026, 4, 1))
    with beds.act("make it an agency in a test") as act:
        _agency(act.tables, fostered)
    assert like_placements(beds.tables, Period(date(2026, 4, 1), date(2027, 4, 1))) == []
    assert len(like_placements(beds.tables, Period(date(2026, 3, 31), date(2026, 4, 1)))) == 1


def _agency(tables: Tables, reference: str) -> None:
    """An independent fostering agency, and the placement moved there."""
    tables.insert(
        "service",
        {
            "id": "agency",
            "urn": "SC900001",
            "provider_id": "p2",
            "name": "Thames Fostering",
            "provision_type": "independent fostering agency",
            "registration_status": "Active",
        },
    )
    tables.change("UPDATE placement SET service_id = 'agency' WHERE reference = ?", (reference,))
