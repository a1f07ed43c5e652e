"""Splits a charge among the cost centres that bear it: each funder's part may go to another.

Nothing is lost: in every cell of the table the parts add up to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from resources_app.agreements.charge_model import WHOLE, Account
from resources_app.finance.charge_table import ChargeTable, Entry, Names, Pence
from resources_app.finance.cost_codes import cost_code_for

NO_COST_CODE = "no cost code"

# For each period the cost centres with their shares.
Borne = tuple[tuple[tuple[str, int], ...], ...]


def by_cost_centre(table: ChargeTable, names: Names) -> tuple[ChargeTable, list[str]]:
    """The table with a row for each cost centre that bears a part of an entry."""
    centres = _Centres(names, [period.start for period in table.periods])
    alike: dict[Borne, list[int]] = {}
    for row, entry in enumerate(table.entries):
        alike.setdefault(centres.borne(entry), []).append(row)
    entries: list[Entry] = []
    keys: list[str] = []
    cells: tuple[list[Pence], list[Pence], list[Pence]] = ([], [], [])
    for borne, rows in alike.items():
        parts = [
            _parted(amounts[rows], borne) for amounts in (table.net, table.vat, table.lost_vat)
        ]
        for centre in parts[0]:
            entries += [table.entries[row] for row in rows]
            keys += [centre] * len(rows)
            for into, part in zip(cells, parts, strict=True):
                into.append(part[centre])
    nothing = np.zeros((0, len(table.periods)), dtype=np.int64)
    arrays = [np.concatenate([nothing, *rows]) for rows in cells]
    return ChargeTable(tuple(entries), table.periods, *arrays), keys


def _parted(amounts: Pence, borne: Borne) -> dict[str, Pence]:
    """Amounts, a row each, by cost centre; in every cell the parts add up to it."""
    parts: dict[str, Pence] = {}
    for column, shares in enumerate(borne):
        split = share_all(amounts[:, column], [part for _, part in shares])
        for (centre, _), pence in zip(shares, split, strict=True):
            parts.setdefault(centre, np.zeros_like(amounts))[:, column] += pence
    return parts


def share_all(pence: Pence, per_ten_thousand: Sequence[int]) -> Pence:
    """`money.share` of many amounts at once: a row for each share, a column for each amount."""
    whole, shares = np.abs(pence), np.array(per_ten_thousand, dtype=np.int64)
    parts, remainders = np.divmod(whole[None, :] * shares[:, None], WHOLE)
    left = whole - parts.sum(axis=0)
    largest_first = np.argsort(-remainders, axis=0, kind="stable")
    rank = np.argsort(largest_first, axis=0, kind="stable")
    found: Pence = np.sign(pence) * (parts + (rank < left))
    return found


class _Centres:
    """Looks cost centres up, each question once."""

    def __init__(self, names: Names, days: Sequence[date]) -> None:
        self._names = names
        self._days = days
        self._known: dict[tuple[str, str, str, date], str] = {}
        self._borne: dict[tuple[str, str, tuple[tuple[str, int], ...]], Borne] = {}

    def borne(self, entry: Entry) -> Borne:
        """Which cost centres bear an entry in each period, by the split on its first day there."""
        account = entry.account
        provision = self._names.provision_types.get(account.service_id, "")
        begins = account.stay.start
        lasting = all(
            one.period.start <= max(begins, self._days[0])
            and (one.period.end is None or one.period.end > self._days[-1])
            for one in account.funding
        )
        if not lasting:
            return tuple(
                self._on(provision, entry.element, _split_on(account, max(day, begins)), day)
                for day in self._days
            )
        split = _split_on(account, max(begins, self._days[0]))
        key = (provision, entry.element, split)
        if key not in self._borne:
            self._borne[key] = tuple(
                self._on(provision, entry.element, split, day) for day in self._days
            )
        return self._borne[key]

    def _on(
        self, provision: str, element: str, split: Sequence[tuple[str, int]], day: date
    ) -> tuple[tuple[str, int], ...]:
        shares: dict[str, int] = {}
        for funder, part in split:
            centre = self._centre(provision, element, funder, day)
            shares[centre] = shares.get(centre, 0) + part
        return tuple(shares.items())

    def _centre(self, provision: str, element: str, funder: str, day: date) -> str:
        asked = (provision, element, funder, day)
        if asked not in self._known:
            code = cost_code_for(
                self._names.cost_codes,
                provision_type=provision,
                element=element,
                funder=funder,
                on=day,
            )
            self._known[asked] = code.cost_centre if code else NO_COST_CODE
        return self._known[asked]


def _split_on(account: Account, day: date) -> tuple[tuple[str, int], ...]:
    """The funders and their shares on a day; all of it nobody's in particular without a split."""
    split = tuple((one.funder, one.share) for one in account.funding if day in one.period)
    return split if sum(part for _, part in split) == WHOLE else (("", WHOLE),)
