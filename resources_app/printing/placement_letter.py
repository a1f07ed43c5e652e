"""The letters to a provider about the end of a placement: notice given by either side, and its end.

Their words are kept as data (assets/wording/placement_letter.json).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from resources_app.printing.blocks import Bullets, Heading, Text
from resources_app.printing.facts import Fact
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.letter import Opening, closing, opening

# Raise it whenever the same letter would print differently.
TEMPLATE_VERSION = "placement-letter 1"


@dataclass(frozen=True)
class PlacementLetter:
    """Everything the letter says, ready to print. `about` is a key of the wording's 'letters'.

    `last_charged` and `leaves` are days in words: the last that is charged, and the one of leaving.
    """

    imprint: Imprint
    about: str
    to: tuple[str, ...]
    reference: str
    facts: tuple[Fact, ...]
    child: str
    home: str
    given_on: str
    notice: str  # “28 days’ notice”
    last_charged: str
    leaves: str
    return_by: str
    invoices_to: str
    reply_to: str


def render(letter: PlacementLetter) -> Printed:
    """Print a letter. The same letter gives the same bytes."""
    return compose(list(_blocks(letter)), letter.imprint)


def _blocks(letter: PlacementLetter) -> Iterator[Block]:
    values = {
        "child": letter.child,
        "home": letter.home,
        "reference": letter.reference,
        "given_on": letter.given_on,
        "notice": letter.notice,
        "last_charged": letter.last_charged,
        "leaves": letter.leaves,
        "return_by": letter.return_by,
        "invoices_to": letter.invoices_to,
        "reply_to": letter.reply_to,
        "council": letter.imprint.council,
        "signed_by": letter.imprint.printed_by,
    }
    words = letter.imprint.words("placement_letter", values)
    own = words["letters"][letter.about]
    start = Opening(letter.to, letter.reference, own["subject"], words["salutation"])
    yield from opening(letter.imprint, start, letter.facts)
    for paragraph in own["paragraphs"]:
        yield Text(paragraph)
    for one in own["lists"]:
        yield Heading(one["heading"], 3)
        yield Bullets(one["points"])
    yield Text(words["closing"], keep=True)
    yield from closing(words["valediction"], words["signed"])
