"""The long table that commitments are added up from: a row for each thing that is charged for, a
column for each period. What the rows cost is the charging engine's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from resources_app.agreements.bulk_charging import BulkCharges
from resources_app.agreements.charge_model import Account
from resources_app.finance.model import CostCode
from resources_app.foundations.dates import Period, add_months, financial_year_period

Pence = NDArray[np.int64]


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
