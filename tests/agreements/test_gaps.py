"""Whatever is tried, no store holds two rates for one question, nor days between two of an age."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources_app.agreements import queries
from resources_app.agreements.actions import (
    NewAgreement,
    NewRate,
    add_lot,
    add_member,
    add_rates,
    create_agreement,
    supersede_rate,
)
from resources_app.agreements.model import Element, Unit
from resources_app.agreements.price_import import PriceImport
from resources_app.agreements.pricing import GapInRates, gaps, overlaps
from resources_app.agreements.taking_prices import accept_price_schedule, preview_price_schedule
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import Refused
from resources_app.session import Session

Register = Callable[[Iterable[tuple[str, str]]], None]
APRIL, OCTOBER = date(2026, 4, 1), date(2026, 10, 1)
NEXT_APRIL = date(2027, 4, 1)

_number = count(2000)
_day = st.integers(0, 12).map(lambda n: APRIL + timedelta(days=30 * n))
_try = st.tuples(
    st.sampled_from(["add", "supersede"]),
    st.sampled_from([(0, 4), (5, 10), (0, 10), (11, 17), (3, 12)]),
    _day,
    st.one_of(st.none(), _day),
)


@pytest.fixture
def framework(session: Session) -> Session:
    create_agreement(session, NewAgreement("FW-1", "Homes", Period(APRIL)))
    add_lot(session, "FW-1", "1", "Residential")
    return session


def _member(session: Session, register: Register) -> str:
    urn = f"SC{next(_number)}"
    register([(urn, f"Provider {urn}")])
    return add_member(session, "FW-1", "1", urn, tier=1, period=Period(APRIL)).id


def _new(ages: tuple[int, int], start: date, end: date | None = None) -> NewRate:
    return NewRate(Element.CORE, Unit.WEEK, *ages, 90_000, Period(start, end))


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(_try, min_size=2, max_size=8))
def test_no_gap_and_no_overlap_can_be_stored(
    framework: Session, register: Register, tries: list[tuple[str, tuple[int, int], date, date]]
) -> None:
    member = _member(framework, register)
    for what, ages, start, end in tries:
        held = queries.rates_of(framework.tables, member)
        try:
            if what == "supersede" and held:
                supersede_rate(framework, held[0].id, 95_000, on=start)
            elif end is None or end > start:
                add_rates(framework, member, [_new(ages, start, end)])
        except Refused:
            assert queries.rates_of(framework.tables, member) == held
        stored = queries.rates_of(framework.tables, member)
        assert overlaps(stored) == []
        assert gaps(stored) == []


def test_a_gap_is_refused_naming_both_rows(framework: Session, register: Register) -> None:
    member = _member(framework, register)
    add_rates(framework, member, [_new((0, 17), APRIL, OCTOBER)])
    with pytest.raises(GapInRates) as refused:
        add_rates(framework, member, [_new((0, 17), NEXT_APRIL)])
    said = str(refused.value)
    assert "Nothing covers the days from 1 Oct 2026 to 31 Mar 2027" in said
    assert "from 1 Apr 2026 to 30 Sep 2026, £900.00" in said
    assert "from 1 Apr 2027, £900.00" in said
    assert len(queries.rates_of(framework.tables, member)) == 1


def test_a_price_file_may_not_leave_days_open_either(
    framework: Session, register: Register, write_book: Callable[..., Path]
) -> None:
    """Offered until September, withdrawn, and offered again from next April: refused by cell."""
    register([("SC1001", "Abbot Ltd")])

    def take(day: date, price: object) -> tuple[str, ...]:
        file = write_book(
            {"Lot 1 Residential": [["URN", "Tier", "0-10", "11-17"], ["SC1001", 1, price, 950]]}
        )
        preview = preview_price_schedule(framework, file, PriceImport("FW-1", day))
        if not preview.changes_nothing:
            accept_price_schedule(framework, preview)
        return tuple(f"{one.cell}: {one.why}" for one in preview.unread)

    assert take(APRIL, 900) == ()
    assert take(OCTOBER, "N/A") == ()
    (why,) = take(NEXT_APRIL, 910)
    assert why.startswith("C2: Nothing covers the days from 1 Oct 2026 to 31 Mar 2027, between")
    assert "on application first" in why
    assert take(OCTOBER, 910) == ()
