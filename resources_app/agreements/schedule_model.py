"""A tender's price schedule once it has been read: lots, members, prices, and what was not read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from resources_app.agreements.model import Element, Unit


@dataclass(frozen=True)
class UnreadCell:
    """A cell that was not taken, and why: nothing in it was guessed."""

    sheet: str
    cell: str
    value: str
    why: str

    def as_dict(self) -> dict[str, str]:
        """Plain JSON values."""
        return asdict(self)


class PriceKind(StrEnum):
    """What a price cell says."""

    PRICED = "priced"
    ON_APPLICATION = "price on application"
    NOT_OFFERED = "not offered"


@dataclass(frozen=True)
class PriceColumn:
    """A column of prices. Ages are inclusive years; `unit` is never in doubt."""

    column: int  # from 0
    heading: str
    element: Element
    unit: Unit
    age_from: int
    age_to: int


@dataclass(frozen=True)
class ScheduledPrice:
    """One price cell: pence without VAT, None unless PRICED."""

    kind: PriceKind
    element: Element
    unit: Unit
    age_from: int
    age_to: int
    amount_pence: int | None
    cell: str


@dataclass(frozen=True)
class ScheduledMember:
    """A row: a service in the lot. `row` counts from 1; the discount is in hundredths of 1 %."""

    row: int
    urn: str
    urn_cell: str
    provider: str
    tier: int
    rank: int | None
    sibling_discount: int
    note: str
    prices: tuple[ScheduledPrice, ...]


@dataclass(frozen=True)
class ScheduledLot:
    """A sheet that holds a lot's prices."""

    sheet: str
    code: str
    title: str
    stated_from: date | None  # "effective 01/04/2026" in the sheet's own words
    members: tuple[ScheduledMember, ...]


@dataclass(frozen=True)
class SkippedSheet:
    """A sheet that was left out as a whole."""

    sheet: str
    why: str


@dataclass(frozen=True)
class PriceSchedule:
    """A whole workbook. `title` is the agreement's, from the sheets' title rows."""

    file_name: str
    sha256: str
    title: str
    lots: tuple[ScheduledLot, ...]
    unread: tuple[UnreadCell, ...]
    skipped: tuple[SkippedSheet, ...]
    warnings: tuple[str, ...]
