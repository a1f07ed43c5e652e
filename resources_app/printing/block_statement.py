"""The quarterly statement of a block contract: money, bed-nights, homes, outcomes and saving.

Amounts come in as pence and nights as numbers; totals are added up here from the rows above
them, so that the paper cannot disagree with itself. No child is named on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resources_app.foundations.money import divide_half_up, pounds
from resources_app.printing.blocks import Bullets, Heading, Text
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.styles import Kind
from resources_app.printing.tables import Column, Table

# Raise it whenever the same statement would print differently.
TEMPLATE_VERSION = "block-statement 2"


@dataclass(frozen=True)
class Charge:
    """An authority's line: pence. `total` = share − deduction + bought − sold."""

    authority: str
    share: int
    deduction: int
    bought: int
    sold: int
    total: int


@dataclass(frozen=True)
class Nights:
    """An authority's bed-nights."""

    authority: str
    allocated: int
    sold: int
    bought: int
    used: int
    unused: int
    over: int


@dataclass(frozen=True)
class Home:
    """A home's bed-nights; `beds` = `used` + `void` + `out`."""

    name: str
    beds: int
    used: int
    void: int
    out: int


@dataclass(frozen=True)
class Sold:
    """Nights that were sold; `nightly` None is without a price."""

    reference: str
    seller: str
    buyer: str
    dates: str
    nights: int
    nightly: int | None
    pence: int


@dataclass(frozen=True)
class Measure:
    """Of those placed: with a history of something, for whom it lessened, not counted again."""

    words: str
    history: int
    lessened: int
    open: int
    per_cent: int | None


@dataclass(frozen=True)
class Saved:
    """An authority's nights used, and pence: what they would have cost, and what was paid."""

    authority: str
    nights: int
    elsewhere: int
    paid: int


@dataclass(frozen=True)
class BlockStatement:
    """Everything a statement says. `words` fill the braces of its wording."""

    imprint: Imprint
    headline: str
    summary: tuple[Fact, ...]
    provisional: bool
    charges: tuple[Charge, ...]
    nights: tuple[Nights, ...]
    breaches: tuple[str, ...]
    homes: tuple[Home, ...]
    sales: tuple[Sold, ...]
    outcomes: tuple[Measure, ...]
    saving: tuple[Saved, ...]
    words: tuple[tuple[str, str], ...]


def render(statement: BlockStatement) -> Printed:
    """Print a statement. The same statement gives the same bytes."""
    return compose(_blocks(statement), statement.imprint)


def _blocks(statement: BlockStatement) -> list[Block]:
    words = statement.imprint.words("block_statement", dict(statement.words))
    blocks: list[Block] = [
        Heading(statement.imprint.document_name, 1),
        Text(statement.headline, Kind.STRAP, keep=True),
        Facts(statement.summary, boxed=True),
    ]
    if statement.provisional:
        blocks.append(Text(words["provisional"]))
    for number, section in enumerate(words["sections"], start=1):
        blocks.append(Heading(f"{number}. {section['heading']}"))
        for part in section["parts"]:
            blocks.extend(_part(statement, part))
    return blocks


def _part(statement: BlockStatement, part: Mapping[str, Any]) -> list[Block]:
    [(kind, said)] = part.items()
    match kind:
        case "text":
            text = said.strip()
            return [Text(text, keep=True)] if text else []
        case "clauses":
            return [Bullets([one for one in said if one])]
        case "table":
            return TABLES[said](statement)
        case other:
            raise ValueError(f"the wording names a part that does not exist: {other}")


def _number(value: int) -> str:
    return f"{value:,}"


def _charges(statement: BlockStatement) -> list[Block]:
    """The deduction has a column only where there is one."""
    rows = statement.charges
    deducted = any(one.deduction for one in rows)
    columns = [Column("Authority", 26), Column("Its share", 19, amounts=True)]
    columns += [Column("Out of service", 17, amounts=True)] if deducted else []
    columns += [Column(one, 17, amounts=True) for one in ("Bought", "Sold")]
    columns.append(Column("To pay", 19, amounts=True))

    def row(name: str, share: int, deduction: int, bought: int, sold: int, total: int) -> list[str]:
        less = [pounds(-deduction)] if deducted else []
        return [name, pounds(share), *less, pounds(bought), pounds(-sold), pounds(total)]

    totals = row(
        "All",
        sum(one.share for one in rows),
        sum(one.deduction for one in rows),
        sum(one.bought for one in rows),
        sum(one.sold for one in rows),
        sum(one.total for one in rows),
    )
    lines = [
        row(one.authority, one.share, one.deduction, one.bought, one.sold, one.total)
        for one in rows
    ]
    return [Table(columns, lines, [totals])]


def _summed(
    columns: Sequence[Column], rows: Sequence[tuple[str, Sequence[int]]], shown: Any = _number
) -> Table:
    """A table whose last line adds up the columns above it."""
    totals = [sum(numbers[at] for _, numbers in rows) for at in range(len(columns) - 1)]
    lines = [[name, *map(shown, numbers)] for name, numbers in rows]
    return Table(columns, lines, [["All", *map(shown, totals)]])


def _nights(statement: BlockStatement) -> list[Block]:
    names = ("Allocated", "Sold", "Bought", "Used", "Unused", "Over")
    columns = [Column("Authority", 28), *(Column(one, 12, amounts=True) for one in names)]
    rows = [
        (one.authority, (one.allocated, one.sold, one.bought, one.used, one.unused, one.over))
        for one in statement.nights
    ]
    return [_summed(columns, rows)]


def _breaches(statement: BlockStatement) -> list[Block]:
    return [Bullets(statement.breaches)] if statement.breaches else []


def _homes(statement: BlockStatement) -> list[Block]:
    names = ("Bed-nights", "Used", "Void", "Out of service")
    columns = [Column("Home", 30), *(Column(one, 14, amounts=True) for one in names)]
    columns.append(Column("Used", 10, amounts=True))
    rows = [
        [one.name, *map(_number, (one.beds, one.used, one.void, one.out)), _share(one)]
        for one in statement.homes
    ]
    whole = Home(
        "All homes",
        sum(one.beds for one in statement.homes),
        sum(one.used for one in statement.homes),
        sum(one.void for one in statement.homes),
        sum(one.out for one in statement.homes),
    )
    total = [
        whole.name,
        *map(_number, (whole.beds, whole.used, whole.void, whole.out)),
        _share(whole),
    ]
    return [Table(columns, rows, [total])]


def _share(home: Home) -> str:
    return f"{divide_half_up(100 * home.used, home.beds)} %" if home.beds else ""


def _sales(statement: BlockStatement) -> list[Block]:
    if not statement.sales:
        return [Text("No nights were sold.")]
    columns = (
        Column("Sale", 32),
        Column("Nights", 28),
        Column("Number", 12, amounts=True),
        Column("A night", 14, amounts=True),
        Column("In all", 16, amounts=True),
    )
    rows = [
        [
            f"{one.seller} to {one.buyer}\n{one.reference}",
            one.dates,
            _number(one.nights),
            "no price" if one.nightly is None else pounds(one.nightly),
            pounds(one.pence),
        ]
        for one in statement.sales
    ]
    nights = sum(one.nights for one in statement.sales)
    total = ["All", "", _number(nights), "", pounds(sum(one.pence for one in statement.sales))]
    return [Table(columns, rows, [total])]


def _outcomes(statement: BlockStatement) -> list[Block]:
    columns = (
        Column("Measure", 36),
        Column("Had a history", 18, amounts=True),
        Column("Of all", 10, amounts=True),
        Column("Reduced or stopped", 22, amounts=True),
        Column("Not counted again", 20, amounts=True),
    )
    rows = [
        [
            one.words,
            _number(one.history),
            "" if one.per_cent is None else f"{one.per_cent} %",
            _number(one.lessened),
            _number(one.open),
        ]
        for one in statement.outcomes
    ]
    return [Table(columns, rows)]


def _saving(statement: BlockStatement) -> list[Block]:
    if not statement.saving:
        return []
    columns = (
        Column("Authority", 26),
        Column("Nights used", 16, amounts=True),
        Column("Elsewhere", 20, amounts=True),
        Column("Paid", 20, amounts=True),
        Column("Saving", 20, amounts=True),
    )

    def row(name: str, nights: int, elsewhere: int, paid: int) -> list[str]:
        return [name, _number(nights), pounds(elsewhere), pounds(paid), pounds(elsewhere - paid)]

    lines = [row(one.authority, one.nights, one.elsewhere, one.paid) for one in statement.saving]
    total = row(
        "All",
        sum(one.nights for one in statement.saving),
        sum(one.elsewhere for one in statement.saving),
        sum(one.paid for one in statement.saving),
    )
    return [Table(columns, lines, [total])]


# The tables that the wording may name. To add one: a function here, and its name there.
TABLES: dict[str, Callable[[BlockStatement], list[Block]]] = {
    "charges": _charges,
    "nights": _nights,
    "breaches": _breaches,
    "homes": _homes,
    "sales": _sales,
    "outcomes": _outcomes,
    "saving": _saving,
}
