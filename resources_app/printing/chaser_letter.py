"""The letter that asks a provider for its due-diligence documents: run out, about to, or missing.

Its words are kept as data (assets/wording/chaser_letter.json).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from resources_app.printing.blocks import Bullets, Heading, Text
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.letter import Opening, closing, opening
from resources_app.printing.tables import Column, Table

# Raise it whenever the same letter would print differently.
TEMPLATE_VERSION = "chaser-letter 1"


@dataclass(frozen=True)
class Wanted:
    """A document that is asked for: what we hold, and how that stands, in words."""

    document: str
    held: str
    stands: str


@dataclass(frozen=True)
class ChaserLetter:
    """Everything the letter says, ready to print. `in_order` are documents that hold for now."""

    imprint: Imprint
    to: tuple[str, ...]
    wanted: tuple[Wanted, ...]
    in_order: tuple[str, ...]
    agreements: str  # which the provider is a member of, in words; empty for none
    by: str
    reply_to: str


def render(letter: ChaserLetter) -> Printed:
    """Print a letter. The same letter gives the same bytes."""
    return compose(list(_blocks(letter)), letter.imprint)


def _blocks(letter: ChaserLetter) -> Iterator[Block]:
    values = {
        "provider": letter.to[0],
        "agreements": letter.agreements,
        "by": letter.by,
        "reply_to": letter.reply_to,
        "council": letter.imprint.council,
        "signed_by": letter.imprint.printed_by,
    }
    words = letter.imprint.words("chaser_letter", values)
    start = Opening(letter.to, letter.imprint.reference, words["subject"], words["salutation"])
    yield from opening(letter.imprint, start)
    yield Text(words["member" if letter.agreements else "no_member"])
    columns = (
        Column(words["document"], 40),
        Column(words["held"], 34),
        Column(words["stands"], 26),
    )
    yield Table(columns, [(one.document, one.held, one.stands) for one in letter.wanted])
    yield Text(words["ask"])
    if letter.in_order:
        yield Heading(words["in_order"], 3)
        yield Bullets(letter.in_order)
    yield Text(words["consequence"])
    yield Text(words["closing"], keep=True)
    yield from closing(words["valediction"], words["signed"])
