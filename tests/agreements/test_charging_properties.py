"""What holds of every charge, whatever the stay: tried with invented stays of all kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from resources_app.agreements.bulk_charging import charges_by_period
from resources_app.agreements.charge_model import (
    Absence,
    AbsenceReason,
    Account,
    Basis,
    ChargeLine,
    ChargeTerms,
    Combination,
    Count,
    Delivery,
    DiscountKind,
    DiscountRule,
    FundingSpan,
    RetainerRule,
)
from resources_app.agreements.charging import charge, exact, line_charge
from resources_app.agreements.discounts import Discount, after_discounts
from resources_app.agreements.model import Element, Unit, VatTreatment
from resources_app.foundations.dates import Period, add_months
from tests.agreements.charging_cases import line, rate, stay

FIRST = date(2026, 1, 1)
_days = st.integers(0, 900).map(lambda n: FIRST + timedelta(days=n))
_pence = st.integers(1, 900_000)
_WEEKLY = (Unit.WEEK, Unit.DAY, Unit.NIGHT, Unit.HOUR, Unit.SESSION, Unit.MILE)


@st.composite
def _periods(draw: st.DrawFn, *, longest: int = 400, open_ended: bool = False) -> Period:
    start = draw(_days)
    if open_ended and draw(st.booleans()):
        return Period(start)
    return Period(start, start + timedelta(days=draw(st.integers(1, longest))))


@st.composite
def _lines(draw: st.DrawFn, number: int) -> ChargeLine:
    unit = draw(st.sampled_from(Unit))
    changes: dict[str, object] = {
        "id": f"line {number}",
        "unit": unit,
        "element": draw(st.sampled_from(Element)),
        "quantity": draw(st.integers(1, 7)),
        "period": draw(_periods(open_ended=True)),
        "vat_treatment": draw(st.sampled_from(VatTreatment)),
        "vat_recoverable": draw(st.booleans()),
    }
    if unit is Unit.ONE_OFF:
        return line(draw(st.integers(-900_000, 900_000)), **changes)
    if draw(st.booleans()):
        changes |= {"born": draw(_births), "rates": _rates(draw, changes["element"], unit)}
    elif unit in _WEEKLY and draw(st.booleans()):
        changes |= {
            "basis": Basis.DELIVERED,
            "deliveries": tuple(
                Delivery(on, draw(st.integers(1, 5_000)))
                for on in draw(st.lists(_days, max_size=5, unique=True))
            ),
        }
    return line(draw(_pence), **changes)


_births = st.integers(0, 6_500).map(lambda n: date(2008, 1, 1) + timedelta(days=n))


def _rates(draw: st.DrawFn, element: object, unit: Unit) -> tuple[object, ...]:
    """Rates that leave no gap and no overlap: bands, each uplifted on days of its own."""
    found = []
    for ages in ((0, 10), (11, 15), (16, 17)):
        starts = sorted(draw(st.sets(_days, min_size=1, max_size=3)))
        for start, end in zip(starts, [*starts[1:], None], strict=True):
            more = {"element": element, "unit": unit, "period": Period(start, end)}
            found.append(rate(draw(_pence), "2026-01-01", ages=ages,
                              id=f"{ages} {start}", **more))  # fmt: skip
    return tuple(found)


@st.composite
def _terms(draw: st.DrawFn) -> ChargeTerms:
    full = draw(st.integers(0, 20))
    retainers = tuple(
        RetainerRule(
            reason,
            full,
            draw(st.integers(0, 10_000)),
            draw(st.none() | st.integers(full, full + 30)),
        )
        for reason in draw(st.sets(st.sampled_from(AbsenceReason)))
    )
    discounts = tuple(
        DiscountRule(kind, draw(st.integers(2, 200)), draw(st.integers(1, 3_000)), draw(_periods()))
        for kind in draw(st.lists(st.sampled_from(DiscountKind), max_size=4))
    )
    return ChargeTerms(
        charges_day_of_leaving=draw(st.booleans()),
        retainers=retainers,
        discounts=discounts,
        combination=draw(st.sampled_from(Combination)),
    )


@st.composite
def _absences(draw: st.DrawFn) -> tuple[Absence, ...]:
    """Absences one after another, that share no night."""
    found, free = [], FIRST
    for _ in range(draw(st.integers(0, 3))):
        start = free + timedelta(days=draw(st.integers(0, 100)))
        free = start + timedelta(days=draw(st.integers(1, 80)))
        retained = draw(st.none() | st.integers(1, 90).map(lambda n, s=start: s + timedelta(n)))
        found.append(Absence(draw(st.sampled_from(AbsenceReason)), Period(start, free), retained))
    return tuple(found)


@st.composite
def _accounts(draw: st.DrawFn) -> Account:
    lines = tuple(draw(_lines(number)) for number in range(draw(st.integers(1, 3))))
    change = draw(_days)
    return stay(
        *lines,
        terms=draw(_terms()),
        absences=draw(_absences()),
        sibling_places=(Count(Period(FIRST, change), 1), Count(Period(change), 3))
        if change > FIRST
        else (),
        volumes=(Count(Period(FIRST), draw(st.integers(1, 200))),),
        funding=(
            FundingSpan("social care", 5_500, Period(FIRST)),
            FundingSpan("education", 3_333, Period(FIRST)),
            FundingSpan("health", 1_167, Period(FIRST)),
        ),
        stay=draw(_periods(open_ended=True)),
    )


def _each_day(period: Period) -> list[Period]:
    return [
        Period(period.start + timedelta(days=n), period.start + timedelta(days=n + 1))
        for n in range(period.nights())
    ]


@given(_accounts(), _periods(longest=120))
def test_a_period_costs_the_sum_of_its_days(account: Account, period: Period) -> None:
    for one in account.lines:
        by_day = sum((exact(account, one, day) for day in _each_day(period)), Fraction())
        assert exact(account, one, period) == by_day


@given(_accounts(), _periods(), st.integers(1, 399))
def test_splitting_a_period_changes_nothing_but_a_lines_rounding(
    account: Account, period: Period, at: int
) -> None:
    middle = min(period.start + timedelta(days=at), period.end or period.start)
    halves = [Period(period.start, middle), Period(middle, period.end)]
    for one in account.lines:
        assert exact(account, one, period) == sum(
            (exact(account, one, half) for half in halves), Fraction()
        )
    whole = charge(account, period).net_pence
    apart = sum(charge(account, half).net_pence for half in halves)
    assert abs(whole - apart) <= len(account.lines)


@given(_accounts(), _periods())
def test_the_parts_of_a_line_add_up_to_it_and_every_amount_says_why(
    account: Account, period: Period
) -> None:
    for one in charge(account, period).lines:
        parts = sum((Fraction(part.exact) for part in one.parts), Fraction())
        assert abs(parts - one.net_pence) <= Fraction(1, 2)
        assert all(part.why for part in one.parts)
        assert one.why[-1].endswith("rounded once, half up.")


@given(_accounts(), _periods())
def test_the_pence_of_a_split_add_up_to_the_whole(account: Account, period: Period) -> None:
    found = charge(account, period)
    if found.funding:
        assert sum(one.net_pence for one in found.funding) == found.cost_pence


@settings(max_examples=60)
@given(st.lists(_accounts(), min_size=1, max_size=4), st.lists(st.integers(1, 95), min_size=1,
       max_size=8), _days)  # fmt: skip
def test_many_stays_at_once_cost_what_each_costs_alone(
    accounts: list[Account], lengths: list[int], start: date
) -> None:
    edges = [start]
    for length in lengths:
        edges.append(edges[-1] + timedelta(days=length))
    many = charges_by_period(accounts, edges)
    rows = {(id(a), line.id): index for index, (a, line) in enumerate(zip(many.accounts, many.lines,
            strict=True))}  # fmt: skip
    for account in accounts:
        for one in account.lines:
            alone = [line_charge(account, one, period) for period in many.periods]
            row = rows.get((id(account), one.id))
            if row is None:
                assert not any(alone)
                continue
            assert many.net[row].tolist() == [found.net_pence if found else 0 for found in alone]
            assert many.vat[row].tolist() == [found.vat_pence if found else 0 for found in alone]


@given(_pence, st.permutations(list(DiscountKind)), st.lists(st.integers(0, 10_000), min_size=3,
       max_size=3))  # fmt: skip
def test_the_order_of_discounts_matters_by_no_more_than_their_rounding(
    pence: int, order: list[DiscountKind], each: list[int]
) -> None:
    given_by = dict(zip(DiscountKind, each, strict=True))
    in_order = [Discount(kind, given_by[kind], 2) for kind in DiscountKind]
    other = [Discount(kind, given_by[kind], 2) for kind in order]
    for how in Combination:
        first = after_discounts(pence, in_order, how)[-1]
        second = after_discounts(pence, other, how)[-1]
        if how is Combination.ONE_AFTER_ANOTHER:
            assert abs(first - second) <= 3
        else:
            assert first == second


@given(_accounts())
def test_rules_may_be_given_in_any_order(account: Account) -> None:
    turned = replace(
        account,
        terms=replace(account.terms, discounts=account.terms.discounts[::-1]),
        lines=tuple(replace(one, rates=one.rates[::-1]) for one in account.lines),
    )
    year = Period(FIRST, add_months(FIRST, 24))
    assert charge(turned, year).net_pence == charge(account, year).net_pence


@given(_accounts(), _periods())
def test_no_night_outside_the_stay_is_charged(account: Account, period: Period) -> None:
    left = account.stay.end
    leaving = timedelta(days=int(account.terms.charges_day_of_leaving))
    for one in charge(account, period).lines:
        if one.unit is Unit.ONE_OFF or one.line_id in _delivered(account):
            continue
        assert one.period.start >= account.stay.start
        assert left is None or (one.period.end or left) <= left + leaving


def _delivered(account: Account) -> set[str]:
    return {one.id for one in account.lines if one.basis is Basis.DELIVERED}
