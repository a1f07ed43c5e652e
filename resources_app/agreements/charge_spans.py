"""Cuts a fee line into spans of days that each cost the same: what every charge is summed from.

A span's day costs `numerator / denominator` pence, exactly; nothing is rounded here but prices
after a discount or a retainer, which are prices again (discounts.py). What falls due on one day
(a one-off, hours given) is a span of that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from resources_app.agreements.charge_model import WHOLE, Account, Basis, ChargeLine, Delivery
from resources_app.agreements.discounts import (
    Discount,
    after_discounts,
    discount_days,
    discounts_on,
)
from resources_app.agreements.model import Rate, Unit
from resources_app.agreements.pricing import rate_for
from resources_app.agreements.retainers import Retained, retained_on, retainer_days
from resources_app.agreements.school_terms import terms_between
from resources_app.foundations.dates import Period, age_on, birthday
from resources_app.foundations.money import divide_half_up

DAYS_A_WEEK = 7
HUNDREDTHS = 100  # of a delivery's quantity
_ONE_DAY = timedelta(days=1)
_BY_TERM = frozenset({Unit.TERM, Unit.ACADEMIC_YEAR})


class Span(NamedTuple):
    """Days from `start` up to, not including, `end` that cost `numerator / denominator` each.

    `unit_pence` is the price of one unit that it comes from, `rate_id` that of the contract.
    """

    start: date
    end: date
    numerator: int
    denominator: int
    unit_pence: int
    rate_id: str


@dataclass(frozen=True)
class UnitPrice:
    """The price of one unit on a night, and how it came about. All pence.

    `discounted` has the price after each step; `pence` is what is charged.
    """

    pence: int
    agreed_pence: int
    rate: Rate | None
    discounts: tuple[Discount, ...] = ()
    discounted: tuple[int, ...] = ()
    retained: Retained | None = None


def chargeable(account: Account, line: ChargeLine) -> Period | None:
    """The days that a line is charged for, or None: its own within the stay.

    A placement is charged up to, not including, the day the child left, unless the agreement
    charges that day. (DOMAIN: Nights.)
    """
    left, line_ends = account.stay.end, line.period.end
    if account.terms.charges_day_of_leaving and left is not None:
        stay_ends: date | None = left + _ONE_DAY
        line_ends = stay_ends if line_ends == left else line_ends
    else:
        stay_ends = left
    return Period(account.stay.start, stay_ends).meet(Period(line.period.start, line_ends))


def spans(account: Account, line: ChargeLine, until: date) -> list[Span]:
    """Every span of a line that begins before `until` (exclusive), first to last."""
    if line.unit is Unit.ONE_OFF:
        return list(_once(line, until))
    if line.basis is Basis.DELIVERED:
        given = sorted(line.deliveries, key=lambda one: one.day)
        return [_given(line, one) for one in given if one.day < until]
    days = chargeable(account, line)
    if days is None or days.start >= until:
        return []
    days = Period(days.start, until if days.end is None else min(days.end, until))
    if line.unit in _BY_TERM:
        return list(_by_term(account, line, days, until))
    return list(_weekly(account, line, days))


def unit_price(account: Account, line: ChargeLine, night: date) -> UnitPrice:
    """The price of one unit of a line on a night."""
    rate = _rate(line, night)
    agreed = line.amount_pence if rate is None else _amount(rate, line)
    if not account.absences and not account.terms.discounts:
        return UnitPrice(agreed, agreed, rate)
    slept = _last_slept(account, night)
    discounts = discounts_on(account, line.element, slept)
    steps = after_discounts(agreed, discounts, account.terms.combination)
    retained = retained_on(account, line.element, slept)
    pence = steps[-1] if retained is None else divide_half_up(steps[-1] * retained.share, WHOLE)
    return UnitPrice(pence, agreed, rate, discounts, steps if discounts else (), retained)


def _last_slept(account: Account, night: date) -> date:
    """The night itself; on a day of leaving that is charged, the night before."""
    left = account.stay.end
    return night if left is None or night < left else left - _ONE_DAY


def _rate(line: ChargeLine, night: date) -> Rate | None:
    """The contract's rate on a night, or None where the line has its own amount."""
    if not line.rates or line.born is None:
        return None
    age = age_on(line.born, night)
    rate = rate_for(line.rates, element=line.element, age=age, on=night)
    return rate if rate is not None and rate.amount_pence is not None else None


def _amount(rate: Rate, line: ChargeLine) -> int:
    # The contract's price of another unit is no price of this line.
    if rate.unit is not line.unit or rate.amount_pence is None:
        return line.amount_pence
    return rate.amount_pence


def _weekly(account: Account, line: ChargeLine, days: Period) -> Iterator[Span]:
    """A weekly price × nights ÷ 7; so many a week of a day, night, hour or session likewise."""
    narrow = _narrowed(line, days)
    for start, end in _cut(account, narrow, days):
        price = unit_price(account, narrow, start)
        yield Span(
            start,
            end,
            price.pence * line.quantity,
            DAYS_A_WEEK,
            price.pence,
            price.rate.id if price.rate else "",
        )


def _by_term(account: Account, line: ChargeLine, days: Period, until: date) -> Iterator[Span]:
    """A term's price, spread over the days of the term; whoever comes or goes in it pays theirs.

    The price is that of the term's first day in the line, whatever changes within the term.
    """
    for whole in terms_between(line.unit, days, until):
        part = whole.meet(days)
        assert part is not None
        assert part.end is not None
        price = unit_price(account, line, part.start)
        yield Span(
            part.start,
            part.end,
            price.pence * line.quantity,
            whole.nights(),
            price.pence,
            price.rate.id if price.rate else "",
        )


def _once(line: ChargeLine, until: date) -> Iterator[Span]:
    day = line.period.start
    if day < until:
        amount = line.amount_pence * line.quantity
        yield Span(day, day + _ONE_DAY, amount, 1, line.amount_pence, "")


def _given(line: ChargeLine, delivery: Delivery) -> Span:
    rate = _rate(line, delivery.day)
    pence = line.amount_pence if rate is None else _amount(rate, line)
    return Span(
        delivery.day,
        delivery.day + _ONE_DAY,
        pence * delivery.quantity,
        HUNDREDTHS,
        pence,
        rate.id if rate else "",
    )


def _cut(account: Account, line: ChargeLine, days: Period) -> Iterator[tuple[date, date]]:
    """The days in pieces within which nothing that decides the price changes."""
    assert days.end is not None
    cuts = _price_days(line, days)
    if account.terms.discounts:
        cuts |= discount_days(account, line.element)
    if account.absences:
        cuts |= retainer_days(account, line.element)
    within = sorted(day for day in cuts if days.start < day < days.end)
    return pairwise([days.start, *within, days.end])


def _narrowed(line: ChargeLine, days: Period) -> ChargeLine:
    """The line with those of its rates that could answer on these days, for these ages."""
    if not line.rates or line.born is None:
        return line
    assert days.end is not None
    start, end = days.start, days.end
    youngest, oldest = age_on(line.born, start), age_on(line.born, end)
    near = tuple(
        rate
        for rate in line.rates
        if rate.age_from <= oldest
        and rate.age_to >= youngest
        and rate.period.start < end
        and (rate.period.end is None or rate.period.end > start)
    )
    # Without any, the line keeps one, so that it is still known to follow the contract.
    return replace(line, rates=near or line.rates[:1])


def _price_days(line: ChargeLine, days: Period) -> set[date]:
    """The days on which another rate may answer: a rate's first or last, a birthday into a band."""
    if not line.rates or line.born is None:
        return set()
    cuts: set[date] = set()
    ages: set[int] = set()
    for rate in line.rates:
        cuts.add(rate.period.start)
        if rate.period.end is not None:
            cuts.add(rate.period.end)
        ages.add(rate.age_from)
        ages.add(rate.age_to + 1)
    assert days.end is not None
    first, last = age_on(line.born, days.start), age_on(line.born, days.end)
    cuts.update(birthday(line.born, age) for age in ages if first < age <= last)
    return cuts
