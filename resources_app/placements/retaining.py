"""What it costs to keep a place beyond the most nights that its agreement pays for.

Pure: what is charged with the longer retainer, less what is charged without it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from resources_app.agreements.charge_model import Absence, Account
from resources_app.agreements.charging import charge
from resources_app.agreements.model import Element
from resources_app.agreements.retainers import retained_on
from resources_app.approvals.model import Cost
from resources_app.foundations.dates import Period
from resources_app.foundations.money import divide_half_up


def cost_of_retaining(account: Account, first_night: date, until: date) -> Cost:
    """What paying for the place up to `until` (exclusive) costs beyond the agreement's maximum.

    `first_night` says which absence of the account is meant. Net pence: the whole of it counts
    in the year, and seven of its nights are a week. Nothing where nothing more would be paid.
    """
    away = next(one for one in account.absences if one.period.start == first_night)
    nights = away.period.meet(Period(first_night, until))
    if nights is None:
        return Cost(0, 0)
    without = _kept(account, away, None)
    beyond = _nights_beyond(without, nights)
    if not beyond:
        return Cost(0, 0)
    kept = _kept(account, away, until)
    whole = charge(kept, nights).net_pence - charge(without, nights).net_pence
    return Cost(divide_half_up(whole * 7, beyond), whole)


def _kept(account: Account, away: Absence, until: date | None) -> Account:
    changed = replace(away, retained_until=until)
    every = tuple(changed if one is away else one for one in account.absences)
    return replace(account, absences=every)


def _nights_beyond(account: Account, nights: Period) -> int:
    each = (nights.start + timedelta(days=number) for number in range(nights.nights()))
    found = (retained_on(account, Element.CORE, night) for night in each)
    return sum(one is not None and one.beyond for one in found)
