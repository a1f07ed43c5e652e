"""Money: integer pence, rounded once, half up, and never a float on the way."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import (
    charge_for_nights,
    divide_half_up,
    pence_from,
    pounds,
    share,
)

_pence = st.integers(-9_999_999_999, 9_999_999_999)


@given(_pence, st.integers(1, 100_000))
def test_division_rounds_half_away_from_zero(numerator: int, denominator: int) -> None:
    exact = Decimal(numerator) / Decimal(denominator)
    assert divide_half_up(numerator, denominator) == exact.quantize(Decimal(1), ROUND_HALF_UP)


@given(_pence, st.integers(1, 100_000))
def test_a_credit_mirrors_its_charge(numerator: int, denominator: int) -> None:
    assert divide_half_up(-numerator, denominator) == -divide_half_up(numerator, denominator)


@pytest.mark.parametrize(
    ("weekly", "nights", "pence"),
    [
        (100_000, 7, 100_000),
        (100_000, 1, 14_286),  # 142.857…
        (100_000, 0, 0),
        (350, 1, 50),
        (7, 3, 3),
        (1, 3, 0),  # 0.43 of a penny
        (1, 4, 1),  # 0.57 of a penny
        (423_925, 365, 22_104_661),  # 221,046.607…
    ],
)
def test_a_weekly_fee_for_some_nights(weekly: int, nights: int, pence: int) -> None:
    assert charge_for_nights(weekly, nights) == pence


@given(st.integers(0, 2_000_000), st.integers(0, 5_000))
def test_whole_weeks_cost_whole_weekly_fees(weekly: int, weeks: int) -> None:
    assert charge_for_nights(weekly, 7 * weeks) == weekly * weeks


@given(st.integers(0, 2_000_000), st.integers(0, 400), st.integers(0, 400))
def test_splitting_a_stay_costs_at_most_a_penny_more_or_less(
    weekly: int, first: int, second: int
) -> None:
    apart = charge_for_nights(weekly, first) + charge_for_nights(weekly, second)
    assert abs(apart - charge_for_nights(weekly, first + second)) <= 1


_shares = st.lists(st.integers(0, 10_000), min_size=0, max_size=5).map(
    lambda cuts: [b - a for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), 10_000], strict=True)]
)


@given(_pence, _shares)
def test_a_split_adds_up_to_the_penny_and_is_fair(pence: int, shares: list[int]) -> None:
    parts = share(pence, shares)
    assert sum(parts) == pence
    for part, one in zip(parts, shares, strict=True):
        assert abs(Decimal(part) - Decimal(pence) * one / 10_000) < 1


def test_the_pence_left_over_go_to_the_largest_remainders_first_named_first() -> None:
    assert share(100, [3_333, 3_333, 3_334]) == [33, 33, 34]
    assert share(1, [5_000, 5_000]) == [1, 0]
    assert share(-1, [5_000, 5_000]) == [-1, 0]
    with pytest.raises(ValueError, match="add up"):
        share(100, [5_000, 4_000])


@pytest.mark.parametrize(
    ("value", "pence"),
    [
        ("£1,083.00", 108_300),
        ("1083", 108_300),
        (" £ 1,083.5 ", 108_350),
        ("-£12.30", -1_230),
        ("-12.30", -1_230),
        ("£\u00a01,083", 108_300),
        (1083, 108_300),
        (932.99, 93_299),
        (977.0000000000001, 97_700),
        (0.1 + 0.2, 30),
        (Decimal("5.10"), 510),
        (0, 0),
        (99_999_999.99, 9_999_999_999),
        ("99,999,999.99", 9_999_999_999),
    ],
)
def test_amounts_as_people_and_workbooks_write_them(value: object, pence: int) -> None:
    assert pence_from(value) == pence


@pytest.mark.parametrize(
    "value",
    [
        "", " ", "POA", "N/A", "£", "1,08", "10,83.00", "1.083,00", "€5", "$5", "5 EUR", "5p",
        "£5 per week", "1.234", "--5", "5-", "1e3", "٣", "½", "£-5£", "0x10", "1_000", "(5.00)",
        0.005, 932.995, 1e-9 + 0.005, 10**9, -(10**9), 1e300, -1e300, math.nan, math.inf,
        Decimal("NaN"), Decimal("1E+400"), True, None, [], b"5",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_what_would_be_right(value: object) -> None:
    with pytest.raises(BadInput) as refused:
        pence_from(value)
    assert "1,083.00" in str(refused.value)


@given(_pence)
def test_amounts_written_are_read_back(pence: int) -> None:
    assert pence_from(pounds(pence)) == pence
    assert pence_from(pence / 100) == pence
    assert pence_from(Decimal(pence) / 100) == pence


def test_pounds_are_written_one_way() -> None:
    assert pounds(123_456) == "£1,234.56"
    assert pounds(5) == "£0.05"
    assert pounds(-123_456) == "-£1,234.56"
    assert pounds(0) == "£0.00"
