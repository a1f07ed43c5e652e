"""A variation of an individual placement agreement: what changes, from when, ready to sign.

Only what changes is said twice, before and after; all else stays as in the contract schedule.
Its words are kept as data (assets/wording/variation.json).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resources_app.foundations.money import pounds
from resources_app.printing.blocks import Bullets, Heading, Text
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.signature import Signatory, Signatures
from resources_app.printing.styles import Kind
from resources_app.printing.tables import Column, Table

# Raise it whenever the same variation would print differently.
TEMPLATE_VERSION = "variation 1"


@dataclass(frozen=True)
class VariedLine:
    """A price line before and after; pence a week, None where nothing is paid by the week.

    `before` and `after` are its price for one unit in words (“£131.25 for each session × 2”).
    """

    description: str
    before: str
    after: str
    before_pence: int | None
    after_pence: int | None


@dataclass(frozen=True)
class PaidOnce:
    """What the variation pays, or takes back, once; pence in all."""

    description: str
    pence: int


@dataclass(frozen=True)
class VariationPaper:
    """Everything a variation says. Money is net of VAT; `new_end` is empty unless that changes."""

    imprint: Imprint
    number: int
    agreement: str  # the reference of the agreement that is varied
    day: str  # on which it takes effect
    summary: tuple[Fact, ...]
    parties: tuple[Fact, ...]
    changed: tuple[VariedLine, ...]
    unchanged: tuple[VariedLine, ...]
    once: tuple[PaidOnce, ...]
    weekly_before_pence: int
    weekly_pence: int
    annual_pence: int
    new_end: str
    reason: str
    approval: tuple[Fact, ...]
    signatories: tuple[Signatory, ...]


def render(paper: VariationPaper) -> Printed:
    """Print a variation. The same variation gives the same bytes."""
    return compose(list(_blocks(paper)), paper.imprint)


def _blocks(paper: VariationPaper) -> Iterator[Block]:
    values = {
        "number": str(paper.number),
        "agreement": paper.agreement,
        "day": paper.day,
        "new_end": paper.new_end,
        "year": pounds(paper.annual_pence),
    }
    words = paper.imprint.words("variation", values)
    yield Heading(words["title"], 1)
    yield Text(words["strap"], Kind.STRAP, keep=True)
    yield Facts(paper.summary, boxed=True)
    yield Heading(words["parties"])
    yield Facts(paper.parties)
    yield Heading(words["changes"])
    if paper.new_end:
        yield Text(words["ending"])
    else:
        yield from _prices(paper, words)
    yield Heading(words["reason"])
    yield Text(paper.reason)
    yield Heading(words["approval"])
    yield Facts(paper.approval or (Fact(words["approved_by"], "", needed=True),))
    clauses = words["ending_clauses" if paper.new_end else "clauses"]
    yield Heading(words["terms"])
    yield Bullets(clauses)
    yield Heading(words["signatures"])
    yield Text(words["signing"], keep=True)
    yield Signatures(paper.signatories)


def _prices(paper: VariationPaper, words: Mapping[str, Any]) -> Iterator[Block]:
    columns = (
        Column(words["what"], 56),
        Column(words["before"], 22, amounts=True),
        Column(words["after"], 22, amounts=True),
    )
    if paper.changed:
        total = (words["total"], pounds(paper.weekly_before_pence), pounds(paper.weekly_pence))
        rows = [_row(one, words) for one in (*paper.changed, *paper.unchanged)]
        yield Table(columns, rows, [total])
        yield Text(words["year"], Kind.NOTE)
    if paper.once:
        yield Heading(words["once"], 3)
        yield Table(
            (Column(words["what"], 78), Column(words["in_all"], 22, amounts=True)),
            [(one.description, pounds(one.pence)) for one in paper.once],
        )


def _row(line: VariedLine, words: Mapping[str, Any]) -> tuple[str, str, str]:
    return (_described(line, words), _amount(line.before_pence), _amount(line.after_pence))


def _described(line: VariedLine, words: Mapping[str, Any]) -> str:
    """The line with its price for one unit, before and after where they differ."""
    if line.before == line.after:
        return f"{line.description}\n{line.before}, {words['as_before']}"
    if not line.before:
        return f"{line.description}\n{words['new']}: {line.after}"
    if not line.after:
        return f"{line.description}\n{words['ends']}: {line.before}"
    return f"{line.description}\n{line.before}, {words['now']} {line.after}"


def _amount(pence: int | None) -> str:
    return "–" if pence is None else pounds(pence)
