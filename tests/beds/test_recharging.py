"""The quarterly recharge adds up to the contract's payment, to the penny, whatever happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from resources_app.beds.board import board
from resources_app.beds.model import Allocation, BlockContract, BlockPayment
from resources_app.beds.recharging import Statement, statement
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Refused
from resources_app.foundations.quarters import Quarter, quarter_from, quarter_of
from tests.beds.contracts import (
    CODES,
    START,
    YEAR,
    closure,
    contract,
    contracts,
    nights,
    sale,
    stay,
)

QUARTERS = [Quarter(2026, number) for number in (1, 2, 3, 4)]


def of(made: BlockContract, period: Period) -> Statement:
    return statement(board(made, period, START))


def test_three_alike_shares_pay_a_third_each_and_the_odd_pence_go_somewhere() -> None:
    """£300,000 a year over 365 nights; 91 nights are £74,794.52 and a bit: 7,479,452 pence.

    A third of it is 2,493,150 and two thirds of a penny, so two of the three pay a penny more.
    """
    first = of(contract(), QUARTERS[0].period)
    assert first.payment_pence == 7_479_452
    assert [one.total_pence for one in first.authorities] == [2_493_151, 2_493_151, 2_493_150]


def test_a_leap_year_has_a_night_more_and_costs_the_same() -> None:
    """The contract year from 1 April 2027 has 366 nights: a quarter of 91 is 91/366 of it."""
    made = replace(
        contract(),
        period=Period(START, date(2028, 4, 1)),
        beds=tuple(replace(one, period=Period(START, date(2028, 4, 1))) for one in contract().beds),
        allocations=tuple(replace(one, period=Period(START)) for one in contract().allocations),
        payments=(BlockPayment("p1", 30_000_000, Period(START)),),
    )
    assert of(made, Quarter(2027, 1).period).payment_pence == 7_459_016  # × 91 ÷ 366 = 7,459,016.4
    assert sum(of(made, Quarter(2027, n).period).payment_pence for n in (1, 2, 3, 4)) == 30_000_000


def test_sold_nights_move_money_between_two_authorities_and_no_other() -> None:
    """Ten nights at £400: £4,000 from the buyer to the seller."""
    made = replace(contract(), sales=(sale(1, CODES[0], CODES[1], nights(0, 10), 40_000),))
    sold, plain = of(made, QUARTERS[0].period), of(contract(), QUARTERS[0].period)
    moved = [
        after.total_pence - before.total_pence
        for after, before in zip(sold.authorities, plain.authorities, strict=True)
    ]
    assert moved == [-400_000, 400_000, 0]
    assert [one.share for one in sold.authorities] == [81, 101, 91]
    [line] = sold.sales
    assert (line.nights, line.pence) == (10, 400_000)


def test_nights_given_without_a_price_move_no_money() -> None:
    made = replace(contract(), sales=(sale(1, CODES[0], CODES[1], nights(0, 10)),))
    assert [one.total_pence for one in of(made, QUARTERS[0].period).authorities] == [
        one.total_pence for one in of(contract(), QUARTERS[0].period).authorities
    ]


def test_a_sale_counts_in_the_quarter_its_nights_are_in() -> None:
    """Nights 86–95: five before 1 July (night 91), five after."""
    made = replace(contract(), sales=(sale(1, CODES[0], CODES[1], nights(86, 96), 10_000),))
    assert [of(made, one.period).authorities[1].bought_pence for one in QUARTERS] == [
        50_000,
        50_000,
        0,
        0,
    ]


def test_a_bed_out_of_service_is_paid_for_unless_the_contract_says_otherwise() -> None:
    """£300,000 ÷ 365 ÷ 3 beds × 10 nights = £2,739.73."""
    made = replace(contract(), closures=(closure("b1", nights(0, 10)),))
    assert of(made, QUARTERS[0].period).deduction_pence == 0
    less = of(replace(made, deducts_out_of_service=True), QUARTERS[0].period)
    assert less.deduction_pence == 273_973
    assert less.payment_pence == 7_479_452 - 273_973
    assert sum(one.total_pence for one in less.authorities) == less.payment_pence


def test_an_allocation_that_changes_in_the_quarter_is_paid_by_the_night() -> None:
    """Two beds of three for 30 of 91 nights, then none: 60 of 273 bed-nights."""
    cut = nights(0, 30).end
    moved = (
        Allocation("x1", CODES[0], 2, Period(START, cut)),
        Allocation("x2", CODES[1], 1, Period(START, cut)),
        Allocation("x3", CODES[1], 3, Period(nights(30, 31).start, YEAR.end)),
    )
    first = of(replace(contract(), allocations=moved), QUARTERS[0].period)
    assert [one.allocated for one in first.authorities] == [60, 213, 0]
    assert [one.total_pence for one in first.authorities] == [1_643_836, 5_835_616, 0]


def test_what_the_children_used_changes_nobodys_share_of_the_payment() -> None:
    made = replace(contract(), stays=(stay(1, "b1", CODES[0], nights(0, 91)),))
    first = of(made, QUARTERS[0].period)
    assert [(one.used, one.unused, one.over) for one in first.authorities] == [
        (91, 0, 0),
        (0, 91, 0),
        (0, 91, 0),
    ]
    assert first.payment_pence == of(contract(), QUARTERS[0].period).payment_pence


def test_a_statement_needs_a_payment_and_shares_that_add_up() -> None:
    with pytest.raises(Refused, match="no annual payment on 1 Apr 2026"):
        of(replace(contract(), payments=()), QUARTERS[0].period)
    with pytest.raises(Refused, match="of 3, 2 are allocated"):
        of(replace(contract(), allocations=contract().allocations[:2]), QUARTERS[0].period)
    with pytest.raises(Refused, match="has no beds"):
        of(replace(contract(), beds=(), allocations=()), QUARTERS[0].period)


def test_before_and_after_the_contract_nothing_is_owed() -> None:
    for quarter in (Quarter(2025, 4), Quarter(2027, 1)):
        assert of(contract(), quarter.period).payment_pence == 0


@given(contracts())
def test_authorities_pay_the_contracts_payment_to_the_penny(made: BlockContract) -> None:
    quarters = [of(made, one.period) for one in QUARTERS]
    for one in quarters:
        assert sum(a.total_pence for a in one.authorities) == one.payment_pence
        assert sum(a.bought_pence for a in one.authorities) == sum(
            a.sold_pence for a in one.authorities
        )
        for a in one.authorities:
            assert a.total_pence == (
                a.share_pence - a.deduction_pence + a.bought_pence - a.sold_pence
            )
    assert sum(one.gross_pence for one in quarters) == made.payments[0].annual_pence


@given(contracts())
def test_an_authoritys_part_is_within_a_penny_of_its_exact_share(made: BlockContract) -> None:
    """All nights of the year cost the same: beds allocated ÷ all beds of the payment."""
    whole = of(made, QUARTERS[0].period)
    beds = sum(one.allocated for one in whole.authorities)
    for one in whole.authorities:
        assert abs(one.share_pence * beds - whole.gross_pence * one.allocated) < beds


# ---- quarters ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-Q1", date(2026, 4, 1), date(2026, 7, 1)),
        ("2026-27 Q1", date(2026, 4, 1), date(2026, 7, 1)),
        ("2026/27 q3", date(2026, 10, 1), date(2027, 1, 1)),
        (" 2026-Q4 ", date(2027, 1, 1), date(2027, 4, 1)),
    ],
)
def test_quarters_are_those_of_the_financial_year(text: str, start: date, end: date) -> None:
    found = quarter_from(text)
    assert found.period == Period(start, end)
    assert quarter_from(str(found)) == found
    assert quarter_of(start) == found
    assert quarter_of(date.fromordinal(end.toordinal() - 1)) == found


@pytest.mark.parametrize("text", ["", "Q1", "2026", "2026-Q5", "2026-28 Q1", "26-Q1", "9999-Q1"])
def test_what_is_no_quarter_is_refused_with_what_would_be_right(text: str) -> None:
    with pytest.raises(BadInput, match=r"2026|year"):
        quarter_from(text)


def test_a_quarter_says_its_months() -> None:
    assert Quarter(2026, 4).words == "January to March 2027"
    assert str(Quarter(2026, 1).before) == "2025-26 Q4"
