"""Adds expected charges up by month, cost centre, authority, provider or element.

Everything comes from one long table (charge_table.py). Any grouping adds the same cells, so the
groups' sums are always the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from resources_app.finance.charge_table import ChargeTable, Entry, Names
from resources_app.finance.commitment_model import CommitmentGroup, CommitmentPart, Grouping
from resources_app.finance.cost_centres import by_cost_centre


def grouped(table: ChargeTable, by: Grouping, names: Names) -> list[CommitmentGroup]:
    """The table's groups, months in their order, everything else by name."""
    if by is Grouping.MONTH:
        return [_month(table, column) for column in range(len(table.periods))]
    if by is Grouping.COST_CENTRE:
        table, keys = by_cost_centre(table, names)
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
        table, keys = by_cost_centre(table, names)
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
