"""Thousands of stays over months of days at once: the sums of charging.py, done as columns.

Each line's spans become whole numbers over one denominator; the nights of every span in every
period are counted by array, and each line is rounded once a period, half up, exactly as
`charging.charge` does it (tests hold the two together). No float is ever made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import lcm

import numpy as np
from numpy.typing import NDArray

from resources_app.agreements.charge_model import WHOLE, Account, ChargeLine
from resources_app.agreements.charge_spans import Span, spans
from resources_app.agreements.charging import line_charge
from resources_app.agreements.vat import vat_rates
from resources_app.foundations.collecting import without_collecting
from resources_app.foundations.dates import Period

Pence = NDArray[np.int64]
# Sums stay exact in 64 bits while a line's numerators, over its days, are below this.
_ROOM = 2**62
_MOST_AT_ONCE = 2_000_000  # cells of spans × periods in memory at a time


@dataclass(frozen=True, eq=False)
class BulkCharges:
    """Net pence and VAT pence, a row for each line and a column for each period.

    `accounts[i]` and `lines[i]` say whose line row i is. Lines charged for no day of any
    period have no row.
    """

    accounts: tuple[Account, ...]
    lines: tuple[ChargeLine, ...]
    periods: tuple[Period, ...]
    net: Pence
    vat: Pence

    @property
    def cost(self) -> Pence:
        """What the council bears: net, with the VAT that it does not get back."""
        lost = np.array([not line.vat_recoverable for line in self.lines], dtype=bool)
        return self.net + np.where(lost[:, None], self.vat, 0)


@dataclass(frozen=True)
class _Row:
    """A line and its spans, ready to be counted."""

    account: Account
    line: ChargeLine
    spans: list[Span]


def charges_by_period(accounts: Sequence[Account], edges: Sequence[date]) -> BulkCharges:
    """What every line of the accounts costs in each period between two edges.

    `edges` are days in order: each period runs from one up to, not including, the next.
    Raises ValueError for fewer than two edges or edges out of order.
    """
    if len(edges) < 2 or any(later <= earlier for earlier, later in pairwise(edges)):
        raise ValueError("periods need two or more edges, each later than the one before")
    periods = tuple(Period(start, end) for start, end in pairwise(edges))
    with without_collecting():
        rows = [
            _Row(account, line, found)
            for account in accounts
            for line in account.lines
            if (found := [one for one in spans(account, line, edges[-1]) if one.end > edges[0]])
        ]
    net = np.zeros((len(rows), len(periods)), dtype=np.int64)
    _fill(rows, np.array([day.toordinal() for day in edges], dtype=np.int64), periods, net)
    return BulkCharges(
        accounts=tuple(row.account for row in rows),
        lines=tuple(row.line for row in rows),
        periods=periods,
        net=net,
        vat=_vat(rows, periods, net),
    )


def _fill(rows: Sequence[_Row], edges: Pence, periods: Sequence[Period], net: Pence) -> None:
    """Count the rows in batches that fit in memory."""
    batch: list[tuple[int, _Row, int]] = []
    cells = 0
    for index, row in enumerate(rows):
        below = _denominator(row, int(edges[-1] - edges[0]))
        if not below:
            net[index] = _one_by_one(row, periods)
            continue
        batch.append((index, row, below))
        cells += len(row.spans) * len(periods)
        if cells > _MOST_AT_ONCE:
            _count(batch, edges, net)
            batch, cells = [], 0
    if batch:
        _count(batch, edges, net)


def _denominator(row: _Row, days: int) -> int:
    """One denominator for all of a line's spans; 0 where 64 bits would not hold the sums."""
    below = lcm(*{span.denominator for span in row.spans})
    largest = max(abs(span.numerator) * (below // span.denominator) for span in row.spans)
    return below if largest * days * WHOLE < _ROOM else 0


def _one_by_one(row: _Row, periods: Sequence[Period]) -> list[int]:
    charges = (line_charge(row.account, row.line, period) for period in periods)
    return [one.net_pence if one else 0 for one in charges]


def _count(batch: Sequence[tuple[int, _Row, int]], edges: Pence, net: Pence) -> None:
    starts, ends, amounts = (
        np.array(column, dtype=np.int64)
        for column in zip(
            *(
                (
                    span.start.toordinal(),
                    span.end.toordinal(),
                    span.numerator * (below // span.denominator),
                )
                for _, row, below in batch
                for span in row.spans
            ),
            strict=True,
        )
    )
    first = np.maximum(starts[:, None], edges[None, :-1])
    last = np.minimum(ends[:, None], edges[None, 1:])
    exact = np.maximum(last - first, 0) * amounts[:, None]
    heads = np.cumsum([0, *(len(row.spans) for _, row, _ in batch[:-1])])
    sums = np.add.reduceat(exact, heads, axis=0)
    below = np.array([one for _, _, one in batch], dtype=np.int64)[:, None]
    net[[index for index, _, _ in batch]] = _half_up(sums, below)


def _half_up(numerators: Pence, denominators: Pence) -> Pence:
    """`money.divide_half_up`, for arrays."""
    whole: Pence = (2 * np.abs(numerators) + denominators) // (2 * denominators)
    return np.sign(numerators) * whole


def _vat(rows: Sequence[_Row], periods: Sequence[Period], net: Pence) -> Pence:
    """VAT on the rounded net; a period in which the rate changed is worked out by days."""
    vat = np.zeros_like(net)
    for treatment in {row.line.vat_treatment for row in rows}:
        of_it = np.array([row.line.vat_treatment is treatment for row in rows], dtype=bool)
        for column, period in enumerate(periods):
            rates = vat_rates(treatment, period)
            if len(rates) == 1:
                whole = np.array(WHOLE, dtype=np.int64)
                vat[of_it, column] = _half_up(net[of_it, column] * rates[0][1], whole)
            elif rates:
                for index in map(int, np.flatnonzero(of_it)):
                    one = line_charge(rows[index].account, rows[index].line, period)
                    vat[index, column] = one.vat_pence if one else 0
    return vat
