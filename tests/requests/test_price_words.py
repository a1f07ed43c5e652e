"""Prices as they are said, the same everywhere."""

from __future__ import annotations

import pytest

from resources_app.agreements.model import Unit
from resources_app.requests.model import NewPrice, OfferPrice
from resources_app.requests.price_words import amount_text, asked_text, line_text


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (Unit.WEEK, "£65.00 a week"),
        (Unit.DAY, "£65.00 a day"),
        (Unit.NIGHT, "£65.00 a night"),
        (Unit.HOUR, "£65.00 an hour"),
        (Unit.SESSION, "£65.00 a session"),
        (Unit.MILE, "£65.00 a mile"),
        (Unit.TERM, "£65.00 a term"),
        (Unit.ACADEMIC_YEAR, "£65.00 an academic year"),
        (Unit.ONE_OFF, "£65.00 once"),
    ],
)
def test_every_unit_is_said_as_people_say_it(unit: Unit, said: str) -> None:
    assert amount_text(6_500, unit) == said


def test_more_than_one_is_said_before_the_price() -> None:
    assert asked_text(NewPrice("therapy", "hour", 6_500, 2)) == "2 × £65.00 an hour"
    assert asked_text(NewPrice("core weekly fee", "week", 104_000)) == "£1,040.00 a week"


@pytest.mark.parametrize(
    ("contract", "said"),
    [
        (None, "£250.00 once, no contract price"),
        (25_000, "£250.00 once, as contract"),
        (20_000, "£250.00 once, contract £200.00"),
    ],
)
def test_a_line_is_said_beside_the_contract(contract: int | None, said: str) -> None:
    assert line_text(OfferPrice("one-off", "one-off", 1, 25_000, contract)) == said
