"""The letter that tells a provider its new prices after an uplift, old beside new.

Its words are kept as data (assets/wording/uplift_letter.json).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.printing.blocks import Bullets, Heading, Text
from resources_app.printing.facts import Fact
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.letter import Opening, closing, opening
from resources_app.printing.styles import Kind
from resources_app.printing.tables import Column, Table

# Raise it whenever the same letter would print differently.
TEMPLATE_VERSION = "uplift-letter 2"

_COLUMNS = (
    Column("Service", 31),
    Column("For", 43),
    Column("Old price", 13, amounts=True),
    Column("New price", 13, amounts=True),
)


@dataclass(frozen=True)
class LetterPrice:
    """One price: pence net of VAT, before and from the day of the uplift."""

    lot: str
    service: str
    bought: str  # “Core weekly fee, ages 5 to 10, a week”
    old_pence: int
    new_pence: int


@dataclass(frozen=True)
class UpliftLetter:
    """Everything an uplift letter says, ready to print. `prices` stand in the order of lots."""

    imprint: Imprint
    provider: str
    address: tuple[str, ...]
    agreement: str  # “FW-26: Homes for children”
    reference: str
    how: str
    source: str  # where an index's figure was read, or the schedule's file; empty for neither
    day: str
    last_day: str
    prices: tuple[LetterPrice, ...]
    reply_to: str


def render(letter: UpliftLetter) -> Printed:
    """Print an uplift letter. The same letter gives the same bytes."""
    return compose(list(_blocks(letter)), letter.imprint)


def _blocks(letter: UpliftLetter) -> Iterator[Block]:
    values = {
        "council": letter.imprint.council,
        "agreement": letter.agreement,
        "how": letter.how,
        "day": letter.day,
        "last_day": letter.last_day,
        "reference": letter.reference,
        "reply_to": letter.reply_to or letter.imprint.council,
        "signed_by": letter.imprint.printed_by,
    }
    words = letter.imprint.words("uplift_letter", values)
    to = (letter.provider, *letter.address)
    start = Opening(to, letter.reference, words["subject"], words["greeting"])
    yield from opening(letter.imprint, start, tuple(_summary(letter)))
    for paragraph in words["opening"]:
        yield Text(paragraph)
    yield Heading(words["prices"])
    for lot, prices in groupby(letter.prices, key=lambda one: one.lot):
        yield Heading(lot, 3)
        yield Table(
            _COLUMNS,
            [
                (one.service, one.bought, pounds(one.old_pence), pounds(one.new_pence))
                for one in prices
            ],
        )
    yield Text(words["note"], Kind.NOTE)
    yield Heading(words["means_heading"])
    yield Bullets(words["means"])
    yield Text(words["closing"], keep=True)
    yield from closing(words["valediction"], words["signed"])


def _summary(letter: UpliftLetter) -> Iterator[Fact]:
    yield Fact("Agreement", letter.agreement)
    yield Fact("Change", capital(letter.how))
    if letter.source:
        yield Fact("Read in", letter.source)
    yield Fact("From", letter.day)
