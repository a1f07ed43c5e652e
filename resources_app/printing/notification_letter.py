"""The letter that tells somebody of a child's placement, of a move, or of its end.

Its words are kept as data (assets/wording/notification_letter.json).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from resources_app.printing.blocks import Text
from resources_app.printing.facts import Fact
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.letter import Opening, closing, opening

# Raise it whenever the same letter would print differently.
TEMPLATE_VERSION = "notification-letter 2"


@dataclass(frozen=True)
class NotificationLetter:
    """Everything the letter says, ready to print. `event` is start, move or ending.

    `told` is the code of who is told ('parents', 'school'); `facts` stand in the box, without
    the address where it is not theirs to have.
    """

    imprint: Imprint
    event: str
    told: str
    to: str  # the name in the greeting
    addressed: tuple[str, ...]  # the lines above it
    child: str
    day: str
    home: str
    facts: tuple[Fact, ...]
    social_worker: str
    telephone: str


def render(letter: NotificationLetter) -> Printed:
    """Print a letter. The same letter gives the same bytes."""
    return compose(list(_blocks(letter)), letter.imprint)


def _blocks(letter: NotificationLetter) -> Iterator[Block]:
    words = letter.imprint.words("notification_letter", _values(letter))
    own = letter.told == "child"
    event = words["child" if own else "events"][letter.event]
    start = Opening(letter.addressed, letter.imprint.subject, event["subject"], words["greeting"])
    yield from opening(letter.imprint, start, letter.facts)
    for paragraph in event["paragraphs"]:
        yield Text(paragraph)
    yield Text(words["for"].get(letter.told, ""))
    yield Text(words["child_closing" if own else "closing"])
    yield from closing(words["valediction"], words["signed"])


def _values(letter: NotificationLetter) -> dict[str, str]:
    return {
        "to": letter.to,
        "child": letter.child,
        "day": letter.day,
        "home": letter.home,
        "council": letter.imprint.council,
        "social_worker": letter.social_worker or "the team",
        "telephone": f", {letter.telephone}" if letter.telephone else "",
        "signed_by": letter.imprint.printed_by,
    }
