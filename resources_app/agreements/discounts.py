"""Discounts on a price: which apply on a night, how they go together, and what is left.

A discounted price is a price: each step is rounded to the penny, half up, and the night is
charged at what comes out. So "£1,083.00 less 5 %" is £1,028.85 wherever it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.agreements.charge_model import (
    WHOLE,
    Account,
    Combination,
    Count,
    DiscountKind,
    DiscountRule,
)
from resources_app.agreements.model import Element
from resources_app.foundations.dates import Period
from resources_app.foundations.money import divide_half_up

# What each discount comes off. To let another element be discounted: add it here.
DISCOUNTED: Mapping[Element, frozenset[DiscountKind]] = {
    Element.CORE: frozenset(DiscountKind),
    # A price for a brother or sister is already one for a brother or sister.
    Element.SIBLING: frozenset({DiscountKind.VOLUME, DiscountKind.LONG_STAY}),
}
_ORDER = tuple(DiscountKind)


@dataclass(frozen=True)
class Discount:
    """A discount that applies: hundredths of a per cent, and what reached it (the 2nd child)."""

    kind: DiscountKind
    per_ten_thousand: int
    reached: int


def discounts_on(account: Account, element: Element, night: date) -> tuple[Discount, ...]:
    """The discounts that apply to an element's price on a night, in the order of their kinds."""
    kinds = DISCOUNTED.get(element)
    if not kinds or not account.terms.discounts:
        return ()
    found = []
    for kind in _ORDER:
        number = _number(account, kind, night) if kind in kinds else 0
        rule = _reached(account.terms.discounts, kind, number, night)
        if rule is not None:
            found.append(Discount(kind, rule.discount, rule.starts_at))
    return tuple(found)


def _number(account: Account, kind: DiscountKind, night: date) -> int:
    """Which child, placement or night this is; 0 where nobody said."""
    if kind is DiscountKind.LONG_STAY:
        return (night - account.stay.start).days + 1
    counts = account.sibling_places if kind is DiscountKind.SIBLING else account.volumes
    return next((one.number for one in counts if night in one.period), 0)


def _reached(
    rules: Sequence[DiscountRule], kind: DiscountKind, number: int, night: date
) -> DiscountRule | None:
    reached = [
        rule
        for rule in rules
        if rule.kind is kind and rule.starts_at <= number and night in rule.period
    ]
    return max(reached, key=lambda rule: (rule.starts_at, rule.discount), default=None)


def after_discounts(
    pence: int, discounts: Sequence[Discount], combination: Combination
) -> tuple[int, ...]:
    """The price after each step, last the one that is charged; the price itself for none.

    One after another: each comes off what the one before left. Added together, or the
    largest only: one step. No price falls below nothing.
    """
    if not discounts:
        return (pence,)
    if combination is Combination.ONE_AFTER_ANOTHER:
        steps = [pence]
        for one in discounts:
            steps.append(_less(steps[-1], one.per_ten_thousand))
        return tuple(steps[1:])
    each = [one.per_ten_thousand for one in discounts]
    taken = max(each) if combination is Combination.LARGEST else min(sum(each), WHOLE)
    return (_less(pence, taken),)


def _less(pence: int, per_ten_thousand: int) -> int:
    return divide_half_up(pence * (WHOLE - per_ten_thousand), WHOLE)


def discount_days(account: Account, element: Element) -> set[date]:
    """Every day on which the discounts of an element may change."""
    kinds = DISCOUNTED.get(element)
    if not kinds:
        return set()
    days: set[date] = set()
    for rule in account.terms.discounts:
        if rule.kind not in kinds:
            continue
        days |= _edges(rule.period)
        if rule.kind is DiscountKind.LONG_STAY:
            days.add(account.stay.start + timedelta(days=rule.starts_at - 1))
        else:
            days |= _count_days(account, rule.kind)
    return days


def _count_days(account: Account, kind: DiscountKind) -> set[date]:
    counts: tuple[Count, ...] = (
        account.sibling_places if kind is DiscountKind.SIBLING else account.volumes
    )
    return set().union(*(_edges(one.period) for one in counts))


def _edges(period: Period) -> set[date]:
    return {period.start, period.end} if period.end else {period.start}
