"""Every bed has one state on every night, and all counts come from that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.beds.board import board, span_sentence
from resources_app.beds.letters import partners
from resources_app.beds.model import BlockContract, Board, NightState, Span
from resources_app.beds.occupancy import occupancy
from resources_app.beds.vacancies import kept_from
from resources_app.foundations.dates import Period
from tests.beds.contracts import (
    CODES,
    START,
    YEAR,
    bed,
    closure,
    contract,
    contracts,
    day,
    hold,
    nights,
    sale,
    stay,
)

DAYS = st.integers(0, 364).map(day)


@st.composite
def shown(draw: st.DrawFn) -> Board:
    """A board of any part of a made-up contract, as seen on any day."""
    start = draw(DAYS)
    end = start + timedelta(days=draw(st.integers(1, 365)))
    return board(draw(contracts()), Period(start, end), draw(DAYS))


def states(made: BlockContract, first: int, end: int, as_at: int = 0) -> list[tuple[str, int]]:
    """The first bed's spans as (state, nights)."""
    [row, *_] = board(made, nights(first, end), day(as_at)).rows
    return [(str(one.state), one.period.nights()) for one in row.spans]


# ---- one state a night ---------------------------------------------------------------


def test_a_bed_with_nothing_written_about_it_is_free() -> None:
    assert states(contract(), 0, 30) == [("free", 30)]


def test_a_night_belongs_to_the_child_then_to_the_closure_then_to_the_hold() -> None:
    """Placed nights 0–9, closed 5–14, held 10–24: each night once, the firmest claim first."""
    made = replace(
        contract(),
        stays=(stay(1, "b1", CODES[0], nights(0, 10)),),
        closures=(closure("b1", nights(5, 15)),),
        holds=(hold("b1", nights(10, 25), lapses=300),),
    )
    assert states(made, 0, 30) == [("placed", 10), ("out of service", 5), ("held", 10), ("free", 5)]


def test_two_claims_on_a_bed_night_are_told_by_bed_and_night() -> None:
    made = replace(
        contract(),
        stays=(
            stay(1, "b1", CODES[0], nights(0, 10)),
            stay(2, "b1", CODES[1], nights(8, 20)),
        ),
    )
    [said] = board(made, nights(0, 30), START).clashes
    assert said.startswith("Bed SC000001/B1 is claimed twice from 9 Apr 2026")
    assert board(made, nights(20, 30), START).clashes == ()
    assert states(made, 0, 30) == [("placed", 10), ("placed", 10), ("free", 10)]


def test_a_bed_that_comes_later_has_no_nights_before() -> None:
    made = replace(contract(1, (1, 0, 0)), beds=(bed(1, Period(day(10), YEAR.end)),))
    assert states(made, 0, 30) == [("free", 20)]
    assert occupancy(board(made, nights(8, 12), START)).beds == (0, 0, 1, 1)


def test_nights_after_the_contract_are_no_nights_of_it() -> None:
    assert states(contract(), 360, 400) == [("free", 5)]


# ---- holds lapse by themselves -------------------------------------------------------


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [
        (5, [("free", 10), ("held", 10), ("free", 10)]),  # it holds all its nights
        (14, [("free", 10), ("held", 10), ("free", 10)]),  # the day before it lapses
        (15, [("free", 10), ("held", 5), ("free", 15)]),  # lapsed: nights 10–14 were held
        (200, [("free", 10), ("held", 5), ("free", 15)]),
    ],
)
def test_a_hold_lapses_on_its_day_and_nobody_does_anything(
    as_at: int, expected: list[tuple[str, int]]
) -> None:
    made = replace(contract(), holds=(hold("b1", nights(10, 20), lapses=15),))
    assert states(made, 0, 30, as_at) == expected


def test_a_hold_that_lapses_before_its_nights_held_none() -> None:
    made = replace(contract(), holds=(hold("b1", nights(10, 20), lapses=8),))
    assert states(made, 0, 30, 7) == [("free", 10), ("held", 10), ("free", 10)]
    assert states(made, 0, 30, 8) == [("free", 30)]


def test_a_released_hold_holds_nothing_from_that_day() -> None:
    made = replace(contract(), holds=(hold("b1", nights(10, 20), lapses=300, released=12),))
    assert states(made, 0, 30, 12) == [("free", 10), ("held", 2), ("free", 18)]


# ---- properties ----------------------------------------------------------------------


@given(shown())
def test_every_bed_night_of_the_contract_has_exactly_one_state(made: Board) -> None:
    for row in made.rows:
        both = made.period.meet(row.bed.period)
        inside = both.meet(made.contract.period) if both else None
        at = inside.start if inside else None
        for span in row.spans:
            assert span.period.start == at
            assert span.period.nights() > 0
            at = span.period.end
        assert at == (inside.end if inside else None)


@given(shown())
def test_used_void_and_out_of_service_make_up_the_contracts_beds_every_night(made: Board) -> None:
    counted = occupancy(made)
    for night, there in enumerate(counted.beds):
        assert counted.used[night] + counted.void[night] + counted.out_of_service[night] == there
    total = counted.total
    assert total.placed + total.void + total.out_of_service == sum(counted.beds)
    assert sum(one.nights.beds for one in counted.homes) == total.beds
    assert sum(sum(one.used) for one in counted.authorities) == total.placed == sum(counted.used)


@given(shown())
def test_shares_after_sales_add_up_to_the_contracts_beds_every_night(made: Board) -> None:
    counted = occupancy(made)
    assert counted.unallocated == (0,) * made.nights
    unused, over = (
        sum(one.unused for one in counted.authorities),
        sum(one.over for one in counted.authorities),
    )
    assert unused - over == counted.total.void + counted.total.out_of_service


@given(contracts(), DAYS, st.integers(1, 60))
def test_a_sale_changes_no_total(made: BlockContract, start: date, length: int) -> None:
    period = Period(start, min(start + timedelta(days=length), day(365)))
    before = occupancy(board(made, YEAR, START))
    more = replace(made, sales=(*made.sales, sale(99, CODES[0], CODES[1], period, 5_000)))
    after = occupancy(board(more, YEAR, START))
    assert (before.total, before.beds, before.used) == (after.total, after.beds, after.used)
    assert sum(after.authorities[1].share) - sum(before.authorities[1].share) == period.nights()


@given(contracts(), DAYS)
def test_the_board_of_a_year_is_the_boards_of_its_parts(made: BlockContract, cut: date) -> None:
    whole = occupancy(board(made, YEAR, START))
    parts = [
        occupancy(board(made, one, START))
        for one in (Period(START, cut), Period(cut, YEAR.end))
        if one.nights()
    ]
    assert sum((one.used for one in parts), ()) == whole.used
    assert sum((one.out_of_service for one in parts), ()) == whole.out_of_service


# ---- shares --------------------------------------------------------------------------


def test_an_authority_with_more_children_than_beds_is_shown_with_its_nights() -> None:
    made = replace(
        contract(),
        stays=(
            stay(1, "b1", CODES[0], nights(0, 20)),
            stay(2, "b2", CODES[0], nights(10, 20)),
        ),
    )
    [breach] = occupancy(board(made, nights(0, 30), START)).breaches
    assert breach.sentence == (
        "Buckinghamshire uses 2 beds and has 1, on 10 nights from 11 Apr 2026."
    )
    bought = replace(made, sales=(sale(1, CODES[1], CODES[0], nights(0, 30)),))
    assert occupancy(board(bought, nights(0, 30), START)).breaches == ()


def test_authorities_have_letters_of_their_own() -> None:
    names = ("Buckinghamshire", "Bracknell Forest", "Hertfordshire", "Milton Keynes", "Oxfordshire")
    made = partners((name, name) for name in (*names, "Reading", "Rutland", "Bo"))
    assert [one.letter for one in made] == ["B", "F", "H", "M", "O", "R", "U", "A"]


def test_a_span_explains_itself() -> None:
    made = replace(contract(), stays=(stay(1, "b1", CODES[1], nights(0, 10)),))
    [row, *_] = board(made, nights(0, 10), START).rows
    assert span_sentence(made, row, row.spans[0]) == (
        "Elm House, bed B1: home of K.B., 14, PLC-1, placed by Oxfordshire, "
        "10 nights, 1 Apr 2026 to 10 Apr 2026."
    )
    assert row.span_on(day(3)) == Span(
        NightState.PLACED, nights(0, 10), CODES[1], "st1", "K.B., 14, PLC-1"
    )


# ---- which empty beds are another's --------------------------------------------------


def test_empty_beds_are_ours_up_to_our_unused_share() -> None:
    """Of three beds ours is one; a bed out of service or held for another is nobody else's."""

    def kept(**given: Any) -> dict[str, int]:
        return kept_from(board(replace(contract(), **given), nights(0, 1), START), CODES[0])

    held = replace(hold("b2", nights(0, 9), lapses=300), authority_code=CODES[1])
    assert kept() == {"s1": 2}
    assert kept(closures=(closure("b1", nights(0, 9)),), holds=(held,)) == {"s1": 2}
    assert kept(stays=(stay(1, "b1", CODES[0], nights(0, 9)),)) == {"s1": 2}
    assert kept(stays=(stay(1, "b1", CODES[1], nights(0, 9)),)) == {"s1": 1}
    assert kept(sales=(sale(1, CODES[1], CODES[0], nights(0, 9)),)) == {"s1": 1}
    assert kept(holds=(hold("b2", nights(0, 9), lapses=300),)) == {"s1": 2}
