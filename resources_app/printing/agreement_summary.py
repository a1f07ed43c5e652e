"""What an agreement says to one provider: its terms in short, and its prices on a day.

Its words are kept as data (assets/wording/agreement_summary.json).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from resources_app.printing.blocks import Bullets, Heading, Text
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.styles import Kind
from resources_app.printing.tables import Column, Table

# Raise it whenever the same summary would print differently.
TEMPLATE_VERSION = "agreement-summary 2"

_COLUMNS = (
    Column("Service", 31),
    Column("For", 41),
    Column("Since", 14),
    Column("Price", 14, amounts=True),
)


@dataclass(frozen=True)
class PriceLine:
    """One price as it stands on the day; `price` is pounds, or that it is on application."""

    lot: str
    service: str
    bought: str  # “Core weekly fee, ages 5 to 10, a week”
    since: str
    price: str


@dataclass(frozen=True)
class AgreementSummary:
    """Everything a summary says, ready to print. `prices` stand in the order of lots."""

    imprint: Imprint
    agreement: str  # “FW-26: Homes for children”
    provider: str
    summary: tuple[Fact, ...]
    terms: tuple[str, ...]
    day: str
    prices: tuple[PriceLine, ...]


def render(summary: AgreementSummary) -> Printed:
    """Print a summary. The same summary gives the same bytes."""
    return compose(list(_blocks(summary)), summary.imprint)


def _blocks(summary: AgreementSummary) -> Iterator[Block]:
    values = {
        "agreement": summary.agreement,
        "day": summary.day,
        "council": summary.imprint.council,
    }
    words = summary.imprint.words("agreement_summary", values)
    yield Heading(words["title"], 1)
    yield Text(summary.provider, Kind.STRAP, keep=True)
    yield Facts(summary.summary, boxed=True)
    yield Heading(words["terms"])
    yield Bullets(summary.terms) if summary.terms else Text(words["no_terms"])
    yield Heading(words["prices"])
    if not summary.prices:
        yield Text(words["no_prices"])
    for lot, lines in groupby(summary.prices, key=lambda one: one.lot):
        yield Heading(lot, 3)
        yield Table(_COLUMNS, [(one.service, one.bought, one.since, one.price) for one in lines])
    for note in words["notes"]:
        yield Text(note, Kind.NOTE)
