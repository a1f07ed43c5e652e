"""Offer and decision files: read whole or refused with every reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from resources_app.foundations.fields import Problems
from resources_app.requests.bed_codes import why_not_code
from resources_app.requests.model import FundingShare
from resources_app.requests.offer_file import read_decision, read_offer

DATA = Path(__file__).parent.parent / "data"
OFFER: dict[str, Any] = json.loads((DATA / "offer.json").read_text("utf-8"))
DECISION: dict[str, Any] = json.loads((DATA / "decision.json").read_text("utf-8"))


def wrong_offer(**change: object) -> dict[str, str]:
    with pytest.raises(Problems) as caught:
        read_offer(OFFER | change, file="offer.json")
    return {one.where.field: str(one) for one in caught.value.problems if one.where}


def test_amounts_are_pounds_as_numbers_or_text() -> None:
    read = read_offer(OFFER)
    assert [one.amount_pence for one in read.prices] == [104_000, 6_500, 25_000]
    assert [one.quantity for one in read.prices] == [1, 2, 1]
    assert read.living_postcode == "HP12"


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("element", "rent", "“core weekly fee”"),
        ("unit", "fortnight", "“week”"),
        ("amount", "POA", "not an amount of money"),
        ("amount", "€100", "not an amount of money"),
        ("amount", 10.005, "parts of a penny"),
        ("amount", -1, "out of range"),
        ("amount", None, "needed"),
        ("quantity", 0, "out of range"),
        ("quantity", 2, "no more than 1 week"),
    ],
)
def test_a_wrong_price_is_named_by_its_line(name: str, wrong: object, said: str) -> None:
    found = wrong_offer(prices=[OFFER["prices"][1], OFFER["prices"][0] | {name: wrong}])
    assert said in found[f"prices[2].{name}"]


def test_everything_wrong_with_an_offer_is_said_at_once() -> None:
    found = wrong_offer(
        available_from="soon", carer_or_bed_code="Mrs Penn", prices=[], postcode="x"
    )
    assert set(found) == {"available_from", "carer_or_bed_code", "prices", "postcode"}


@pytest.mark.parametrize("code", ["FC-0192", "Bed 3", "Room B", "carer 17", "first floor 2", ""])
def test_a_code_is_taken(code: str) -> None:
    assert why_not_code(code) == ""


@pytest.mark.parametrize(
    "name", ["Jane Smith", "Mrs Penn", "smith", "SMITH", "Carer Jane", "O’Brien 2", "Łucja 3"]
)
def test_a_name_is_not_a_code(name: str) -> None:
    assert "looks like a name" in why_not_code(name)


def test_shares_are_read_to_the_hundredth() -> None:
    read = read_decision(DECISION | {"funding": {"social care": 66.67, "health": "33.33%"}})
    assert read.funding == (FundingShare("social care", 6_667), FundingShare("health", 3_333))


@pytest.mark.parametrize(
    ("funding", "said"),
    [
        ({"social care": 60}, "add up to 60 %"),
        ({"social care": 50, "police": 50}, "social care, education, health"),
        ({"social care": "most"}, "not a share"),
        ({"social care": 99.999, "health": 0.001}, "not a share"),
        ({"social care": float("nan")}, "not a share"),
        ({"social care": True}, "not a share"),
        ([], "not a split"),
        (None, "needed"),
    ],
)
def test_a_split_that_is_no_split_is_refused(funding: object, said: str) -> None:
    with pytest.raises(Problems, match=said):
        read_decision(DECISION | {"funding": funding})


def test_a_decision_without_its_words_names_them_all() -> None:
    with pytest.raises(Problems) as caught:
        read_decision({"funding": {"social care": 100}})
    assert {one.name for one in caught.value.problems} == {
        "offer",
        "reasons",
        "alternatives",
        "value_for_money",
        "child_views",
        "family_views",
    }
