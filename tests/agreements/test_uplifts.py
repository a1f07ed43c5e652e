"""What an uplift makes of each rate: rounding, caps, ceilings, and what it leaves and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.agreements.model import (
    Agreement,
    AgreementKind,
    Element,
    Rate,
    Terms,
    Unit,
)
from resources_app.agreements.uplift_model import (
    HeldRate,
    Method,
    RateChange,
    Rounding,
    Scope,
    UpliftAsked,
)
from resources_app.agreements.uplifts import digest_of, new_amount, plan_percentage
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput

APRIL, NEXT_APRIL = date(2026, 4, 1), date(2027, 4, 1)
FRAMEWORK = Agreement(
    "a",
    "FW-1",
    "Homes",
    AgreementKind.FRAMEWORK,
    "E06000060",
    Period(APRIL, date(2030, 4, 1)),
    Terms(uplift_index="CPI", uplift_cap=300, uplift_day="04-01"),
)


def _held(
    pence: int | None = 108_300,
    *,
    rate_id: str = "r1",
    start: date = APRIL,
    lot: str = "1",
    ceiling: int | None = None,
    element: Element = Element.CORE,
) -> HeldRate:
    rate = Rate(rate_id, "m", element, Unit.WEEK, 0, 17, pence, Period(start))
    return HeldRate(rate, lot, "Homes", ceiling, "p", "Chalk Hill Care", "Oak House", "SC1001")


def _percent(hundredths: int | None = 350, **more: object) -> UpliftAsked:
    return replace(UpliftAsked("FW-1", NEXT_APRIL, Method.PERCENTAGE, hundredths), **more)  # type: ignore[arg-type]


def _index(figure: int, cap: int | None = None, day: date = NEXT_APRIL) -> UpliftAsked:
    return UpliftAsked("FW-1", day, Method.CAPPED_INDEX, figure, "CPI", "ONS, D7G7", cap)


@pytest.mark.parametrize(
    ("pence", "per_cent", "rounding", "new"),
    [
        # £1,083.00 x 1.035 = £1,120.905: the half penny goes up.
        (108_300, 350, Rounding.PENNY, 112_091),
        # £1,120.905 is nearest to £1,121.
        (108_300, 350, Rounding.POUND, 112_100),
        # £1,000.00 x 1.0005 = £1,000.50: the half pound goes up.
        (100_000, 5, Rounding.POUND, 100_100),
        # £999.00 x 0.98 = £979.02: a reduction is rounded alike.
        (99_900, -200, Rounding.PENNY, 97_902),
        # An hour at £14.33 x 1.02 = £14.6166.
        (1_433, 200, Rounding.PENNY, 1_462),
    ],
)
def test_a_new_amount_is_rounded_once_half_up(
    pence: int, per_cent: int, rounding: Rounding, new: int
) -> None:
    assert new_amount(pence, per_cent, rounding) == new


@given(st.integers(1, 2_000_000), st.integers(-5_000, 5_000))
def test_a_new_amount_is_within_half_a_penny(pence: int, per_cent: int) -> None:
    exact = pence * (10_000 + per_cent)
    assert abs(new_amount(pence, per_cent, Rounding.PENNY) * 10_000 - exact) * 2 <= 10_000


def test_every_rate_in_scope_is_changed_or_left_with_its_reason() -> None:
    held = [
        _held(rate_id="raised"),
        _held(None, rate_id="on application"),
        _held(rate_id="begins that day", start=NEXT_APRIL),
        _held(rate_id="other lot", lot="2"),
        _held(290_000, rate_id="above", ceiling=300_000),
    ]
    plan = plan_percentage(_percent(scope=Scope(lots=("1",))), FRAMEWORK, held)
    assert [(one.held.rate.id, one.new_pence) for one in plan.changes] == [("raised", 112_091)]
    why = {one.held.rate.id: (one.why, one.refused) for one in plan.left}
    assert set(why) == {"on application", "begins that day", "above"}
    assert why["on application"][1] is False
    assert (
        "begins on 1 Apr 2027; nothing can take over from it on 1 Apr 2027"
        in (why["begins that day"][0])
    )
    assert "£3,001.50 is above lot 1’s ceiling of £3,000.00 a week." in why["above"][0]
    assert [one.held.rate.id for one in plan.refused] == ["begins that day", "above"]


def test_a_ceiling_is_inclusive_and_on_the_weekly_core_fee() -> None:
    at_it = _held(100_000, ceiling=103_500)
    hours = _held(200_000, rate_id="r2", ceiling=103_500, element=Element.THERAPY)
    plan = plan_percentage(_percent(), FRAMEWORK, [at_it, hours])
    assert [one.new_pence for one in plan.changes] == [103_500, 207_000]


@pytest.mark.parametrize(
    ("figure", "cap", "applied"), [(380, None, 300), (380, 250, 250), (210, None, 210)]
)
def test_an_index_is_capped_by_the_lower_of_the_caps(
    figure: int, cap: int | None, applied: int
) -> None:
    plan = plan_percentage(_index(figure, cap), FRAMEWORK, [_held(100_000)])
    assert plan.applied == applied
    assert plan.changes[0].new_pence == 100_000 + applied * 10


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        (_index(380, 400), "cap", "caps its uplift at 3 %"),
        (_percent(None), "percentage", "is needed"),
        (_percent(0), "percentage", "0 % is no uplift"),
        (_percent(7_000), "percentage", "at most 50"),
        (_percent(effective_from=date(2031, 4, 1)), "effective_from", "not in force"),
        (_percent(scope=Scope(lots=("9",))), "lots", "Lot “9” has no rate"),
        (_percent(scope=Scope(providers=("Nobody Ltd",))), "providers", "Nobody Ltd"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    asked: UpliftAsked, field: str, said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        plan_percentage(asked, FRAMEWORK, [_held()])
    assert said in str(refused.value)
    assert refused.value.where is not None
    assert refused.value.where.field == field


def test_another_index_and_another_day_are_pointed_out() -> None:
    asked = replace(_index(200, day=date(2027, 5, 1)), index_name="RPI")
    assert plan_percentage(asked, FRAMEWORK, [_held()]).warnings == (
        "The agreement’s index is CPI, not RPI.",
        "The agreement raises its prices on 1 Apr.",
    )


def test_the_digest_binds_every_rate_old_and_new_in_any_order() -> None:
    first = RateChange(_held(rate_id="r1"), 112_091)
    second = RateChange(_held(rate_id="r2"), 112_091)
    digest = digest_of(NEXT_APRIL, [first, second])
    assert digest_of(NEXT_APRIL, [second, first]) == digest
    old_amount = replace(first, held=_held(108_301, rate_id="r1"))
    for other in (
        [first],
        [first, replace(second, new_pence=112_092)],
        [old_amount, second],
    ):
        assert digest_of(NEXT_APRIL, other) != digest
    assert digest_of(APRIL, [first, second]) != digest
