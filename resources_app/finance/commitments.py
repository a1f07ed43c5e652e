"""Adds expected charges up by month, cost centre, authority, provider or element.

Everything comes from one long table: a row for each thing that is charged for, a column for each
period. Any grouping adds the same cells, so the groups' sums are always the whole. What the rows
cost is the charging engine's; what they are expected to cost to the end of the year ends with
the placements that are known to end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from resources_app.agreements.bulk_charging import BulkCharges
from resources_app.agreements.charge_model import WHOLE, Account
from resources_app.finance.commitment_model import (
    CommitmentGroup,
    CommitmentPart,
    EndingWhy,
    Grouping,
)
from resources_app.finance.cost_codes import cost_code_for
from resources_app.finance.model import CostCode
from resources_app.foundations.dates import Period, add_months, birthday, financial_year_period
from resources_app.foundations.money import share

Pence = NDArray[np.int64]
NO_COST_CODE = "no cost code"


@dataclass(frozen=True)
class Names:
    """What the parts of an account are called and booked to."""

    providers: Mapping[str, str] = field(default_factory=dict)
    authorities: Mapping[str, str] = field(default_factory=dict)
    provision_types: Mapping[str, str] = field(default_factory=dict)  # by service
    cost_codes: Sequence[CostCode] = ()


@dataclass(frozen=True)
class Entry:
    """A row of the long table: what is paid for, in which placement."""

    account: Account
    element: str


@dataclass(frozen=True, eq=False)
class ChargeTable:
    """The long table. Arrays have a row for each entry and a column for each period."""

    entries: tuple[Entry, ...]
    periods: tuple[Period, ...]
    net: Pence
    vat: Pence
    lost_vat: Pence

    @classmethod
    def of(cls, charges: BulkCharges) -> ChargeTable:
        """The table of what the engine charged."""
        entries = tuple(
            Entry(account, str(line.element))
            for account, line in zip(charges.accounts, charges.lines, strict=True)
        )
        lost = charges.cost - charges.net
        return cls(entries, charges.periods, charges.net, charges.vat, lost)


def month_edges(year: str) -> list[date]:
    """The first days of the twelve months of the year written `2026-27`, and of the next April."""
    start = financial_year_period(year).start
    return [add_months(start, months) for months in range(13)]


# ---- known endings


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


# ---- groups


def grouped(table: ChargeTable, by: Grouping, names: Names) -> list[CommitmentGroup]:
    """The table's groups, months in their order, everything else by name."""
    if by is Grouping.MONTH:
        return [_month(table, column) for column in range(len(table.periods))]
    if by is Grouping.COST_CENTRE:
        table, keys = _by_cost_centre(table, names)
        named = dict(zip(keys, keys, strict=True))
    else:
        keys, named = _keys(table.entries, _NAMED_BY[by], names)
    return _added_up(table, keys, named)


def parts(
    table: ChargeTable, by: Grouping, names: Names, key: str, month: int | None = None
) -> list[CommitmentPart]:
    """What a group is made of, the largest first; of one month, counted from 0, or of the year."""
    columns = list(range(len(table.periods))) if month is None else [month]
    if by is Grouping.MONTH:
        columns = [at for at, one in enumerate(table.periods) if f"{one.start:%Y-%m}" == key]
        keys = [key] * len(table.entries)
    elif by is Grouping.COST_CENTRE:
        table, keys = _by_cost_centre(table, names)
    else:
        keys, _ = _keys(table.entries, _NAMED_BY[by], names)
    sums: dict[tuple[str, str, str], int] = {}
    for row, (entry, one) in enumerate(zip(table.entries, keys, strict=True)):
        if one == key:
            account = entry.account
            provider = names.providers.get(account.provider_id, "")
            part = (account.placement_reference, provider, entry.element)
            sums[part] = sums.get(part, 0) + sum(int(table.net[row, at]) for at in columns)
    found = [CommitmentPart(*part, pence) for part, pence in sums.items() if pence]
    return sorted(found, key=lambda one: (-one.net_pence, one.placement_reference, one.element))


def _month(table: ChargeTable, column: int) -> CommitmentGroup:
    period = table.periods[column]
    charged = np.flatnonzero(table.net[:, column])
    net = int(table.net[:, column].sum())
    return CommitmentGroup(
        key=f"{period.start:%Y-%m}",
        name=f"{period.start:%b %Y}",
        placements=len({table.entries[row].account.placement_id for row in charged}),
        months=tuple(net if other == column else 0 for other in range(len(table.periods))),
        net_pence=net,
        vat_pence=int(table.vat[:, column].sum()),
        lost_vat_pence=int(table.lost_vat[:, column].sum()),
    )


# How a charge is named by each grouping: a key and a name.
_NAMED_BY: dict[Grouping, Callable[[Entry, Names], tuple[str, str]]] = {
    Grouping.AUTHORITY: lambda entry, names: (
        entry.account.authority_code,
        names.authorities.get(entry.account.authority_code, entry.account.authority_code),
    ),
    Grouping.PROVIDER: lambda entry, names: (
        entry.account.provider_id,
        names.providers.get(entry.account.provider_id, ""),
    ),
    Grouping.ELEMENT: lambda entry, _: (entry.element, entry.element),
    Grouping.PLACEMENT: lambda entry, _: (
        entry.account.placement_id,
        entry.account.placement_reference,
    ),
}


def _keys(
    entries: Sequence[Entry], named: Callable[[Entry, Names], tuple[str, str]], names: Names
) -> tuple[list[str], dict[str, str]]:
    pairs = [named(entry, names) for entry in entries]
    return [key for key, _ in pairs], dict(pairs)


def _added_up(
    table: ChargeTable, keys: Sequence[str], named: Mapping[str, str]
) -> list[CommitmentGroup]:
    order = {key: index for index, key in enumerate(dict.fromkeys(keys))}
    index = np.array([order[key] for key in keys], dtype=np.intp)
    sums = []
    for cells in (table.net, table.vat, table.lost_vat):
        added = np.zeros((len(order), len(table.periods)), dtype=np.int64)
        np.add.at(added, index, cells)
        sums.append(added)
    placements: list[set[str]] = [set() for _ in order]
    for row, entry in zip(index, table.entries, strict=True):
        placements[row].add(entry.account.placement_id)
    net, vat, lost = sums
    found = [
        CommitmentGroup(
            key=key,
            name=named[key],
            placements=len(placements[row]),
            months=tuple(map(int, net[row])),
            net_pence=int(net[row].sum()),
            vat_pence=int(vat[row].sum()),
            lost_vat_pence=int(lost[row].sum()),
        )
        for key, row in order.items()
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.key))


# ---- cost centres: the parts of a charge that different funders bear may go to different ones


def _by_cost_centre(table: ChargeTable, names: Names) -> tuple[ChargeTable, list[str]]:
    """The table with a row for each cost centre that bears a part of an entry."""
    centres = _Centres(names, [period.start for period in table.periods])
    entries: list[Entry] = []
    keys: list[str] = []
    cells: tuple[list[Pence], list[Pence], list[Pence]] = ([], [], [])
    for row, entry in enumerate(table.entries):
        borne = centres.borne(entry)
        parts = [_parted(amounts[row], borne) for amounts in (table.net, table.vat, table.lost_vat)]
        for centre in parts[0]:
            entries.append(entry)
            keys.append(centre)
            for into, part in zip(cells, parts, strict=True):
                into.append(part[centre])
    arrays = [_stacked(rows, len(table.periods)) for rows in cells]
    return ChargeTable(tuple(entries), table.periods, *arrays), keys


def _stacked(rows: Sequence[Pence], columns: int) -> Pence:
    return np.array(rows, dtype=np.int64) if rows else np.zeros((0, columns), dtype=np.int64)


Borne = tuple[tuple[tuple[str, int], ...], ...]  # for each period: cost centres with their shares


def _parted(amounts: Pence, borne: Borne) -> dict[str, Pence]:
    """Amounts by cost centre; the parts of each period add up to it."""
    parts: dict[str, Pence] = {}
    for column, shares in enumerate(borne):
        pence = int(amounts[column])
        split = [pence] if len(shares) == 1 else share(pence, [part for _, part in shares])
        for (centre, _), amount in zip(shares, split, strict=True):
            if centre not in parts:
                parts[centre] = np.zeros(len(borne), dtype=np.int64)
            parts[centre][column] += amount
    return parts


class _Centres:
    """Looks cost centres up, each question once."""

    def __init__(self, names: Names, days: Sequence[date]) -> None:
        self._names = names
        self._days = days
        self._known: dict[tuple[str, str, str, date], str] = {}

    def borne(self, entry: Entry) -> Borne:
        """Which cost centres bear an entry in each period, by the split on its first day."""
        account = entry.account
        provision = self._names.provision_types.get(account.service_id, "")
        return tuple(self._on(provision, entry.element, account, day) for day in self._days)

    def _on(
        self, provision: str, element: str, account: Account, day: date
    ) -> tuple[tuple[str, int], ...]:
        spans = [(one.funder, one.share) for one in account.funding if day in one.period]
        if sum(part for _, part in spans) != WHOLE:
            spans = [("", WHOLE)]
        shares: dict[str, int] = {}
        for funder, part in spans:
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
