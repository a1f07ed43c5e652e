"""A price tells the discounts that may come off it, step by step, and the ceiling over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from resources_app.agreements.actions import (
    NewAgreement,
    NewRate,
    add_lot,
    add_member,
    add_rates,
    create_agreement,
    supersede_rate,
)
from resources_app.agreements.model import Element, PriceDiscount, Unit
from resources_app.agreements.price_steps_queries import price_in_full
from resources_app.agreements.queries import price, rate_as_at, rates_of
from resources_app.agreements.terms_actions import change_terms
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import Refused
from resources_app.session import Session

APRIL, TODAY, NEXT_APRIL = date(2026, 4, 1), date(2026, 11, 23), date(2027, 4, 1)


@pytest.fixture
def member(session: Session, register: Callable[[Iterable[tuple[str, str]]], None]) -> str:
    register([("SC1001", "Abbot Ltd")])
    create_agreement(session, NewAgreement("FW-1", "Homes", Period(APRIL)))
    add_lot(session, "FW-1", "1", "Residential", price_ceiling_pence=110_000)
    made = add_member(session, "FW-1", "1", "SC1001", tier=1, period=Period(APRIL)).id
    add_rates(
        session,
        made,
        [
            NewRate(Element.CORE, Unit.WEEK, 0, 17, 108_300, Period(APRIL)),
            NewRate(Element.THERAPY, Unit.HOUR, 0, 17, 9_000, Period(APRIL)),
        ],
    )
    return made


def test_discount_steps_stand_in_their_order_with_what_each_leaves(
    session: Session, member: str
) -> None:
    """£1,083.00 less 7.5 % is £1,001.775, half up £1,001.78; less 3 % it is £1,050.51."""
    change_terms(
        session,
        "FW-1",
        {
            "discounts": [
                {"kind": "long stay", "starts_at": 366, "discount": 3, "start": "2026-04-01"},
                {"kind": "sibling", "starts_at": 2, "discount": 7.5, "start": "2026-04-01"},
                {"kind": "volume", "starts_at": 5, "discount": 2, "start": "2027-04-01"},
            ]
        },
        reason="Agreed.",
    )
    answer = price_in_full(session.tables, "FW-1", "1", "SC1001", age=9, on=TODAY)
    assert answer.discounts == (
        PriceDiscount("sibling", 2, 750, 100_178),
        PriceDiscount("long stay", 366, 300, 105_051),
    )
    assert answer.combination == "one after another"
    said = " ".join(answer.why)
    assert "Less 7.5 % from the 2nd child of a family, from 1 Apr 2026: £1,001.78" in said
    assert "Several discounts are taken one after another." in said
    later = price_in_full(session.tables, "FW-1", "1", "SC1001", age=9, on=NEXT_APRIL)
    assert [one.kind for one in later.discounts] == ["sibling", "volume", "long stay"]
    hours = price_in_full(
        session.tables, "FW-1", "1", "SC1001", age=9, on=TODAY, element=Element.THERAPY
    )
    assert (hours.discounts, "allows no more" in " ".join(hours.why)) == ((), False)


def test_a_ceiling_is_told_and_held(session: Session, member: str) -> None:
    answer = price_in_full(session.tables, "FW-1", "1", "SC1001", age=9, on=TODAY)
    assert answer.ceiling_pence == 110_000
    assert answer.why[-1] == "Lot 1 allows no more than £1,100.00 a week."
    (core, _) = rates_of(session.tables, member)
    with pytest.raises(Refused, match="above lot 1’s ceiling"):
        supersede_rate(session, core.id, 110_001, on=NEXT_APRIL)
    supersede_rate(session, core.id, 110_000, on=NEXT_APRIL)


def test_a_line_is_priced_as_at_a_day_without_a_word(session: Session, member: str) -> None:
    def found(day: date, age: int = 9) -> str:
        rate = rate_as_at(session.tables, member, element=Element.CORE, age=age, on=day)
        return rate.id if rate else ""

    (core, _) = rates_of(session.tables, member)
    made = supersede_rate(session, core.id, 109_000, on=NEXT_APRIL)
    assert [found(day) for day in (date(2026, 3, 31), APRIL, date(2027, 3, 31), NEXT_APRIL)] == [
        "",
        core.id,
        core.id,
        made.id,
    ]
    assert found(TODAY, age=18) == ""
    whole = price(session.tables, "FW-1", "1", "SC1001", age=9, on=TODAY)
    assert whole.rate_id == found(TODAY)
