"""Expected charges by month and group, and what is owed but not yet invoiced. All pence, net."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Grouping(StrEnum):
    """What commitments are added up by.

    To add one: a member here, and how a charge is named by it in commitments.py.
    """

    MONTH = "month"
    COST_CENTRE = "cost centre"
    AUTHORITY = "authority"
    PROVIDER = "provider"
    ELEMENT = "element"
    PLACEMENT = "placement"


class EndingWhy(StrEnum):
    """Why a placement is expected to end when nobody has ended it yet."""

    EXPECTED_END = "expected end of the agreement"
    EIGHTEEN = "18th birthday"


@dataclass(frozen=True)
class CommitmentGroup:
    """What one group is expected to cost: by month of the year, and in all. Net pence.

    `lost_vat_pence` is VAT that the council does not get back; it comes on top.
    """

    key: str
    name: str
    placements: int
    months: tuple[int, ...]
    net_pence: int
    vat_pence: int
    lost_vat_pence: int


@dataclass(frozen=True)
class ExpectedEndings:
    """Placements that are forecast to end within the year, and what that takes off the year."""

    why: EndingWhy
    placements: int
    net_pence: int


@dataclass(frozen=True)
class CommitmentPart:
    """What one placement adds to a group, for one element. Net pence of the year or a month."""

    placement_reference: str
    provider: str
    element: str
    net_pence: int


@dataclass(frozen=True)
class AccrualGroup:
    """Charged, approved of it, and what is left to be invoiced; negative: paid in advance."""

    key: str
    name: str
    charged_pence: int
    invoiced_pence: int
    accrued_pence: int


@dataclass(frozen=True)
class Accruals:
    """What is owed at the end of a day for nights since `since` and not yet approved. Net pence.

    `at` is inclusive. `accrued_pence` = `charged_pence` - `invoiced_pence`, group by group.
    """

    since: date
    at: date
    by: Grouping
    groups: tuple[AccrualGroup, ...]
    charged_pence: int
    invoiced_pence: int
    accrued_pence: int


@dataclass(frozen=True)
class Commitments:
    """A financial year's expected charges. The groups' sums are the whole, month by month.

    `months` are the first days. `to_date_pence` is charged up to and including `as_at`,
    `to_come_pence` the forecast of the rest; together they are `net_pence`. `endings` are those
    already counted in it; `accruals` what is owed at a date, where that was asked too.
    `block_contracts` are the references of those in force in the year: their beds are paid as a
    whole, placement or none, and none of that is in these sums.
    """

    year: str
    by: Grouping
    as_at: date
    months: tuple[date, ...]
    groups: tuple[CommitmentGroup, ...]
    month_pence: tuple[int, ...]
    placements: int
    net_pence: int
    vat_pence: int
    lost_vat_pence: int
    to_date_pence: int
    to_come_pence: int
    endings: tuple[ExpectedEndings, ...]
    block_contracts: tuple[str, ...] = ()
    accruals: Accruals | None = None
