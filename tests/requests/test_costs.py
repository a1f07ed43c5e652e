"""What an offer costs, to the penny, and who pays: worked examples and properties."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from resources_app.agreements.model import Unit
from resources_app.foundations.dates import nights_in_year_from
from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import share
from resources_app.foundations.percents import percent_text
from resources_app.requests.costs import (
    TIMES_A_YEAR,
    WEEKLY_UNITS,
    Cost,
    check_funding,
    cost_of,
    cost_text,
    why_not_quantity,
)
from resources_app.requests.model import FundingShare, NewPrice

START = date(2026, 12, 7)
LEAP_START = date(2027, 12, 7)  # 29 February 2028 is among its nights

starts = some.dates(date(2020, 1, 1), date(2040, 12, 31))
lines = some.builds(
    NewPrice,
    element=some.just("core weekly fee"),
    unit=some.sampled_from(list(Unit)),
    amount_pence=some.integers(0, 2_000_000),
    quantity=some.integers(1, 7),
)


def core(unit: str, pence: int, quantity: int = 1) -> NewPrice:
    return NewPrice("core weekly fee", unit, pence, quantity)


@pytest.mark.parametrize(
    ("prices", "start", "cost"),
    [
        ([core("week", 100_000)], START, Cost(100_000, 5_214_286, 0)),
        # A leap year has a night more, and 52 weeks is never a year.
        ([core("week", 100_000)], LEAP_START, Cost(100_000, 5_228_571, 0)),
        ([core("night", 10_000, 2)], START, Cost(20_000, 1_042_857, 0)),
        ([core("hour", 6_500, 2), core("week", 7)], START, Cost(13_007, 678_222, 0)),
        # Three terms a year; a week's share is worked back from the year.
        ([core("term", 100_000)], START, Cost(5_753, 300_000, 0)),
        ([core("academic year", 365_000)], START, Cost(7_000, 365_000, 0)),
        ([core("one-off", 25_000, 2)], START, Cost(0, 0, 50_000)),
        ([], START, Cost(0, 0, 0)),
    ],
)
def test_costs_by_example(prices: list[NewPrice], start: date, cost: Cost) -> None:
    assert cost_of(prices, start) == cost


@given(some.lists(lines, max_size=6), starts)
def test_a_cost_is_the_sum_of_its_lines_in_any_order(prices: list[NewPrice], start: date) -> None:
    whole = cost_of(prices, start)
    parts = [cost_of([one], start) for one in prices]
    assert whole == cost_of(prices[::-1], start)
    assert whole.weekly_pence == sum(one.weekly_pence for one in parts)
    assert whole.annual_pence == sum(one.annual_pence for one in parts)
    assert whole.one_off_pence == sum(one.one_off_pence for one in parts)


@given(lines, starts)
def test_week_and_year_agree_to_within_half_a_penny_a_line(line: NewPrice, start: date) -> None:
    cost = cost_of([line], start)
    nights = nights_in_year_from(start)
    if line.unit in WEEKLY_UNITS:
        exact = Fraction(cost.weekly_pence * nights, 7)
        assert abs(cost.annual_pence - exact) <= Fraction(1, 2)
    elif line.unit in TIMES_A_YEAR:
        exact = Fraction(cost.annual_pence * 7, nights)
        assert abs(cost.weekly_pence - exact) <= Fraction(1, 2)
    else:
        assert (cost.weekly_pence, cost.annual_pence) == (0, 0)


@given(some.integers(0, 10_000), some.integers(0, 10_000), starts)
def test_a_dearer_offer_never_costs_less(one: int, more: int, start: date) -> None:
    for unit in Unit:
        cheap, dear = cost_of([core(unit, one)], start), cost_of([core(unit, one + more)], start)
        assert dear.weekly_pence >= cheap.weekly_pence
        assert dear.annual_pence >= cheap.annual_pence


def test_every_unit_is_costed_in_one_way_and_no_other() -> None:
    assert not WEEKLY_UNITS & TIMES_A_YEAR.keys()
    assert WEEKLY_UNITS | TIMES_A_YEAR.keys() | {Unit.ONE_OFF} == set(Unit)


def test_moving_in_a_day_later_moves_the_leap_night_in_or_out() -> None:
    before = cost_of([core("week", 700)], date(2027, 2, 28))
    within = cost_of([core("week", 700)], date(2027, 3, 1))
    assert within.annual_pence - before.annual_pence == 100
    assert date(2027, 2, 28) + timedelta(days=1) == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("unit", "quantity", "allowed"),
    [
        ("week", 1, True),
        ("week", 2, False),
        ("night", 7, True),
        ("night", 8, False),
        ("hour", 168, True),
        ("hour", 169, False),
        ("mile", 5_000, True),
        ("term", 0, False),
    ],
)
def test_a_week_has_no_more_than_it_has(unit: str, quantity: int, allowed: bool) -> None:
    assert (why_not_quantity(unit, quantity) == "") is allowed


def test_a_split_of_a_hundred_per_cent_is_taken_without_its_zeros() -> None:
    split = [FundingShare("social care", 10_000), FundingShare("health", 0)]
    assert check_funding(split) == (FundingShare("social care", 10_000),)


@given(some.lists(some.integers(0, 12_000), min_size=1, max_size=3))
def test_only_a_whole_split_is_taken(shares: list[int]) -> None:
    named = zip(["social care", "education", "health"], shares, strict=False)
    split = [FundingShare(funder, one) for funder, one in named]
    if sum(shares) == 10_000:
        assert sum(one.share for one in check_funding(split)) == 10_000
    else:
        with pytest.raises(BadInput, match="add up to"):
            check_funding(split)


@given(some.integers(0, 10_000), some.integers(0, 10_000), some.integers(0, 10**9))
def test_a_checked_split_shares_out_every_penny(one: int, other: int, pence: int) -> None:
    first, second = sorted((one, other))
    split = check_funding(
        [
            FundingShare("social care", first),
            FundingShare("education", second - first),
            FundingShare("health", 10_000 - second),
        ]
    )
    assert sum(share(pence, [each.share for each in split])) == pence


def test_a_negative_share_is_refused_even_when_the_sum_is_right() -> None:
    with pytest.raises(BadInput):
        check_funding([FundingShare("social care", 11_000), FundingShare("health", -1_000)])


def test_costs_and_shares_in_words() -> None:
    assert cost_text(Cost(410_000, 21_378_571, 0)) == "£4,100.00 a week, £213,785.71 a year"
    assert cost_text(Cost(1, 2, 3)) == "£0.01 a week, £0.02 a year, £0.03 once"
    assert [percent_text(one) for one in (6_000, 3_333, 10_000)] == ["60 %", "33.33 %", "100 %"]
