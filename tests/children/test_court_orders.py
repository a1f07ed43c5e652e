"""Court orders: what each kind needs, how long it lasts, and on which days it allows anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from resources_app.children.court_orders import (
    LIBERTY,
    SECURE,
    CourtOrder,
    NewOrder,
    why_not_allowed,
    why_not_order,
)
from resources_app.foundations.dates import Period

TODAY, BORN = date(2026, 11, 23), date(2011, 5, 14)
ORDER = NewOrder(
    "secure", date(2026, 11, 20), date(2026, 11, 20), date(2027, 2, 19),
    "Family Court at Reading", "RG26C00112",
)  # fmt: skip
HOURS = NewOrder("secure-72-hours", TODAY, TODAY, date(2026, 11, 25))


@pytest.mark.parametrize(
    ("new", "field", "said"),
    [
        (ORDER, "", ""),
        (HOURS, "", ""),
        (replace(ORDER, made_on=date(2026, 11, 24)), "made_on", "still to come"),
        (replace(ORDER, start=date(2026, 11, 19)), "start", "the day it is made, or later"),
        (replace(ORDER, last_day=date(2026, 11, 19)), "last_day", "before it begins"),
        (replace(ORDER, last_day=date(2027, 5, 19)), "", ""),
        (replace(ORDER, last_day=date(2027, 5, 20)), "last_day", "6 months at most"),
        (replace(HOURS, last_day=date(2026, 11, 26)), "last_day", "3 days at most"),
        (replace(ORDER, court=" "), "court", "the court and its case are named"),
        (replace(ORDER, case_reference=""), "case_reference", "the court and its case"),
        (replace(ORDER, kind="liberty", last_day=date(2028, 1, 1)), "", ""),
    ],
)
def test_what_an_order_needs(new: NewOrder, field: str, said: str) -> None:
    told, where = why_not_order(new, BORN, TODAY)
    assert where == field
    assert said in told
    assert bool(told) == bool(field)


def test_under_13_the_secretary_of_state_approves_a_secure_home_first() -> None:
    twelve = date(2013, 11, 21)  # 13 on the day after the order begins
    assert why_not_order(ORDER, twelve, TODAY)[1] == "approved_under_13_on"
    assert why_not_order(replace(ORDER, kind="liberty"), twelve, TODAY) == ("", "")
    approved = replace(ORDER, approved_under_13_on=date(2026, 11, 19))
    assert why_not_order(approved, twelve, TODAY) == ("", "")
    assert why_not_order(ORDER, date(2013, 11, 20), TODAY) == ("", "")


def kept(kind: str = "secure", **changes: object) -> CourtOrder:
    plain = CourtOrder(
        "1", "c1", kind, ORDER.court, ORDER.case_reference, ORDER.made_on, ORDER.period, "Amina"
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("order", "day", "why"),
    [
        (kept(), date(2026, 11, 20), ""),
        (kept(), date(2027, 2, 19), ""),
        (kept(), date(2027, 2, 20), "holds on 20 Feb 2027: the last ended on 19 Feb 2027"),
        (kept(), date(2026, 11, 19), "holds on 19 Nov 2026: the last begins on 20 Nov 2026"),
        (kept(discharged_on=date(2026, 12, 1)), date(2026, 12, 1), "ended on 30 Nov 2026"),
        (kept("liberty"), date(2026, 12, 1), "under section 25, Children Act 1989, is recorded"),
    ],
)
def test_an_order_allows_its_own_days_and_kind_only(order: CourtOrder, day: date, why: str) -> None:
    said = why_not_allowed([order], SECURE, day)
    assert why in said
    assert bool(said) == bool(why)


def test_how_an_order_stands() -> None:
    assert kept().stands(date(2026, 11, 19)) == "to come"
    assert kept().stands(TODAY) == "in force"
    assert kept(discharged_on=TODAY).stands(TODAY) == "discharged"
    assert kept(period=Period(date(2026, 1, 1), date(2026, 11, 23))).stands(TODAY) == "ended"
    assert why_not_allowed([], LIBERTY, TODAY) == "no order of a court is recorded"
    assert kept().sentence == (
        "Secure accommodation order of the Family Court at Reading (RG26C00112), "
        "20 Nov 2026 to 19 Feb 2027"
    )
