"""The contract schedule's prices: the weekly lines, what is paid once, and who pays which part.

Amounts come in as pence; only totals are added up here, so that the paper cannot disagree with
itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.foundations.money import pounds
from resources_app.printing.blocks import Heading
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block
from resources_app.printing.tables import Column, Table


@dataclass(frozen=True)
class Fee:
    """A price line. `amount_pence` is for one unit; a one-off has no `weekly_pence`.

    `annual_pence` is what the line comes to in the twelve months from the schedule's start.
    """

    description: str
    unit: str
    quantity: int
    amount_pence: int
    weekly_pence: int | None
    annual_pence: int | None
    dates: str
    vat: str
    note: str = ""


@dataclass(frozen=True)
class Share:
    """A funder's part: `share` in hundredths of a per cent, the parts in pence."""

    funder: str
    share: int
    weekly_pence: int
    annual_pence: int


def weekly_total(fees: Sequence[Fee]) -> int:
    """Pence a week: every weekly line. What is paid once is apart (it is not a weekly cost)."""
    return sum(fee.weekly_pence or 0 for fee in fees)


def annual_total(fees: Sequence[Fee]) -> int:
    """Pence for the first twelve months, without what is paid once."""
    return sum(fee.annual_pence or 0 for fee in fees if fee.weekly_pence is not None)


_PRICE_COLUMNS = (
    Column("What is paid for", 44),
    Column("Price for", 18),
    Column("Price", 19, amounts=True),
    Column("A week", 19, amounts=True),
)


def price_tables(fees: Sequence[Fee]) -> list[Block]:
    """The weekly prices with their totals, and apart from them what is paid once or as used."""
    weekly = [fee for fee in fees if fee.weekly_pence is not None]
    once = [fee for fee in fees if fee.weekly_pence is None]
    if not fees:
        return [Facts((Fact("Price lines", "", needed=True),))]
    blocks: list[Block] = []
    if weekly:
        totals = [
            ("Total a week", "", "", pounds(weekly_total(fees))),
            ("Total for the first twelve months", "", "", pounds(annual_total(fees))),
        ]
        rows = [
            (_described(fee), _unit(fee), pounds(fee.amount_pence), pounds(fee.weekly_pence or 0))
            for fee in weekly
        ]
        blocks.append(Table(_PRICE_COLUMNS, rows, totals))
    if once:
        blocks.extend(_once(once))
    return blocks


def _once(fees: list[Fee]) -> list[Block]:
    columns = (*_PRICE_COLUMNS[:3], Column("In all", 19, amounts=True))
    rows = [
        (_described(fee), _unit(fee), pounds(fee.amount_pence), pounds(_in_all(fee)))
        for fee in fees
    ]
    total = ("Total paid once", "", "", pounds(sum(_in_all(fee) for fee in fees)))
    return [
        Heading("Paid once or as used, not part of the weekly price", 3),
        Table(columns, rows, [total]),
    ]


def _in_all(fee: Fee) -> int:
    return fee.amount_pence * fee.quantity


def _unit(fee: Fee) -> str:
    return fee.unit if fee.quantity == 1 else f"{fee.unit} × {fee.quantity}"


def _described(fee: Fee) -> str:
    lines = [fee.description, ", ".join(part for part in (fee.dates, fee.vat) if part), fee.note]
    return "\n".join(line for line in lines if line)


_FUNDERS = ("Social care", "Education", "Health")


def funding_table(funding: Sequence[Share]) -> list[Block]:
    """Each funder's part of the weekly and the annual price."""
    heading = Heading("Who pays", 3)
    if not funding:
        return [heading, Facts([Fact(f"{one}, share", "", needed=True) for one in _FUNDERS])]
    columns = (
        Column("Funder", 44),
        Column("Share", 18, amounts=True),
        Column("A week", 19, amounts=True),
        Column("First 12 months", 19, amounts=True),
    )
    rows = [
        (one.funder, _per_cent(one.share), pounds(one.weekly_pence), pounds(one.annual_pence))
        for one in funding
    ]
    total = (
        "Total",
        _per_cent(sum(one.share for one in funding)),
        pounds(sum(one.weekly_pence for one in funding)),
        pounds(sum(one.annual_pence for one in funding)),
    )
    return [heading, Table(columns, rows, [total])]


def _per_cent(share: int) -> str:
    return f"{share // 100}.{share % 100:02d} %"
