"""The funding approval record: a decision, what it rests on, and each step of its approval.

It is read at an audit years later, by somebody who knows nothing of the child: so it says who
knew what, when, and within which limit they said yes. Its words are kept as data
(assets/wording/funding_record.json).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resources_app.foundations.money import pounds
from resources_app.printing.blocks import Bullets, Heading, Text
from resources_app.printing.contract_prices import Share, funding_table
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.styles import Kind
from resources_app.printing.tables import Column, Table

# Raise it whenever the same record would print differently.
TEMPLATE_VERSION = "funding-record 1"


@dataclass(frozen=True)
class OfferMade:
    """An offer, and how it stands now; pence a week and in twelve months."""

    home: str
    standing: str  # “Chosen”, “Not chosen”, or that it was withdrawn
    weekly_pence: int
    annual_pence: int


@dataclass(frozen=True)
class PricedLine:
    """A line of the chosen offer beside the contract's price for one unit, in words."""

    description: str
    offered: str
    contract: str  # empty where the contract has no price for it


@dataclass(frozen=True)
class Step:
    """A step of the approval: what was said (“Funding: approved”), by whom, when, on what."""

    heading: str
    facts: tuple[Fact, ...]
    checks: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class FundingRecord:
    """Everything the record says. Texts are as they were typed; `steps` stand in their order."""

    imprint: Imprint
    headline: str
    summary: tuple[Fact, ...]
    asked: tuple[Fact, ...]
    considered: tuple[str, ...]
    searched: tuple[str, ...]
    offers: tuple[OfferMade, ...]
    reasons: str
    prices: tuple[PricedLine, ...]
    above_contract: str
    funding: tuple[Share, ...]
    alternatives: str
    child_views: str
    family_views: str
    value_for_money: str
    steps: tuple[Step, ...]
    earlier: tuple[str, ...]
    bound: str


def render(record: FundingRecord) -> Printed:
    """Print a record. The same record gives the same bytes."""
    return compose(list(_blocks(record)), record.imprint)


def _blocks(record: FundingRecord) -> Iterator[Block]:
    values = {"subject": record.imprint.subject, "bound": record.bound}
    words = record.imprint.words("funding_record", values)
    yield Heading(words["title"], 1)
    yield Text(record.headline, Kind.STRAP, keep=True)
    yield Facts(record.summary, boxed=True)
    for section in words["sections"]:
        blocks = list(_section(record, section["part"], words))
        if blocks or "empty" in section:
            yield Heading(section["heading"])
            yield from blocks or [Text(section["empty"])]
    for note in words["notes"]:
        yield Text(note, Kind.NOTE)


def _section(record: FundingRecord, part: str, words: Mapping[str, Any]) -> Iterator[Block]:
    if part in _TABLES:
        yield from _TABLES[part](record, words)
        return
    match getattr(record, part):
        case str() as text if text.strip():
            yield Text(text)
        case tuple() as every if every and isinstance(every[0], Fact):
            yield Facts(every)
        case tuple() as every if every:
            yield Bullets(every)


def _offers(record: FundingRecord, words: Mapping[str, Any]) -> Iterator[Block]:
    columns = (
        Column(words["offer"], 40),
        Column(words["standing"], 22),
        Column(words["a_week"], 19, amounts=True),
        Column(words["a_year"], 19, amounts=True),
    )
    if record.offers:
        yield Table(
            columns,
            [
                (one.home, one.standing, pounds(one.weekly_pence), pounds(one.annual_pence))
                for one in record.offers
            ],
        )


def _prices(record: FundingRecord, words: Mapping[str, Any]) -> Iterator[Block]:
    columns = (
        Column(words["line"], 34),
        Column(words["offered"], 33),
        Column(words["contract"], 33),
    )
    if record.prices:
        rows = [
            (one.description, one.offered, one.contract or words["no_contract"])
            for one in record.prices
        ]
        yield Table(columns, rows)
    if record.above_contract:
        yield Facts((Fact(words["above"], record.above_contract),))
    yield from funding_table(record.funding)


def _steps(record: FundingRecord, _words: Mapping[str, Any]) -> Iterator[Block]:
    for step in record.steps:
        yield Heading(step.heading, 3)
        yield Facts((*step.facts, *step.checks))


_TABLES: Mapping[str, Callable[[FundingRecord, Mapping[str, Any]], Iterator[Block]]] = {
    "offers": _offers,
    "prices": _prices,
    "steps": _steps,
}
