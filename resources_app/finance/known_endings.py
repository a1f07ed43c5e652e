"""When placements that are still open are known to end, for the forecast to the end of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from resources_app.agreements.charge_model import Account
from resources_app.finance.commitment_model import EndingWhy
from resources_app.foundations.dates import Period, birthday


def expected_end(account: Account, today: date) -> tuple[date, EndingWhy] | None:
    """When a placement that is still open is expected to end, and why; None when nothing says.

    The agreement's expected end or the 18th birthday, whichever comes first after `today`. One
    that has passed without the placement ending says nothing: the child is still there.
    """
    found = []
    if account.expected_end is not None and account.expected_end > today:
        found.append((account.expected_end, EndingWhy.EXPECTED_END))
    if account.born is not None and birthday(account.born, 18) > today:
        found.append((birthday(account.born, 18), EndingWhy.EIGHTEEN))
    found = [
        (day, why)
        for day, why in found
        if day > account.stay.start and (account.stay.end is None or day < account.stay.end)
    ]
    return min(found, default=None)


def forecast(accounts: Sequence[Account], today: date) -> list[Account]:
    """The accounts, those with a known ending ended then."""
    return [_ended(account, expected_end(account, today)) for account in accounts]


def _ended(account: Account, end: tuple[date, EndingWhy] | None) -> Account:
    return account if end is None else replace(account, stay=Period(account.stay.start, end[0]))
