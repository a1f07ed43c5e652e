"""What is paid while a child is away: which share of the price, night by night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.agreements.charge_model import WHOLE, Absence, Account, RetainerRule
from resources_app.agreements.model import Element

# What a retainer is paid of: the place. What is not given to a child who is away (hours,
# sessions) is paid by delivery or goes on as agreed.
RETAINED = frozenset({Element.CORE, Element.SIBLING})


@dataclass(frozen=True)
class Retained:
    """A night away: the share of the price that is paid, and the absence and rule behind it.

    `beyond` is a night past the maximum that nobody approved. `rule` None: the agreement says
    nothing of this reason, and the place is paid in full.
    """

    share: int
    absence: Absence
    rule: RetainerRule | None
    beyond: bool = False


def retained_on(account: Account, element: Element, night: date) -> Retained | None:
    """What is paid of an element on a night, or None where the child was there."""
    if element not in RETAINED:
        return None
    absence = next((one for one in account.absences if night in one.period), None)
    if absence is None:
        return None
    rule = _rule(account, absence)
    if rule is None:
        return Retained(WHOLE, absence, None)
    number = (night - absence.period.start).days + 1
    if number <= rule.full_nights:
        return Retained(WHOLE, absence, rule)
    within = rule.most_nights is None or number <= rule.most_nights
    if within or (absence.retained_until is not None and night < absence.retained_until):
        return Retained(rule.share, absence, rule)
    return Retained(0, absence, rule, beyond=True)


def _rule(account: Account, absence: Absence) -> RetainerRule | None:
    return next((one for one in account.terms.retainers if one.reason is absence.reason), None)


def retainer_days(account: Account, element: Element) -> set[date]:
    """Every day on which what is paid for absences may change."""
    if element not in RETAINED:
        return set()
    days: set[date] = set()
    for absence in account.absences:
        first = absence.period.start
        days.add(first)
        if absence.period.end is not None:
            days.add(absence.period.end)
        rule = _rule(account, absence)
        if rule is None:
            continue
        days.add(first + timedelta(days=rule.full_nights))
        if rule.most_nights is not None:
            days.add(first + timedelta(days=rule.most_nights))
        if absence.retained_until is not None:
            days.add(absence.retained_until)
    return days
