"""The letter that tells somebody of a child's placement, of a move, or of its end.

Its words are kept as data (assets/wording/notification_letter.json).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

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


def subject(letter: NotificationLetter) -> str:
    """What the letter is about, in a line."""
    return str(_of_event(letter)["subject"])


def paragraphs(letter: NotificationLetter) -> list[str]:
    """What the letter says, between greeting and signature."""
    words = _words(letter)
    own = letter.told == "child"
    texts = [*_of_event(letter)["paragraphs"], words["for"].get(letter.told, "")]
    texts.append(words["child_closing" if own else "closing"])
    return [text for text in texts if text]


def greeting(letter: NotificationLetter) -> str:
    """`Dear Ann Moor`."""
    return str(_words(letter)["greeting"])


def signature(letter: NotificationLetter) -> str:
    """Who signs, for which council."""
    return str(_words(letter)["signed"])


def render(letter: NotificationLetter) -> Printed:
    """Print a letter. The same letter gives the same bytes."""
    return compose(list(_blocks(letter)), letter.imprint)


def _blocks(letter: NotificationLetter) -> Iterator[Block]:
    start = Opening(letter.addressed, letter.imprint.subject, subject(letter), greeting(letter))
    yield from opening(letter.imprint, start, letter.facts)
    for text in paragraphs(letter):
        yield Text(text)
    yield from closing(letter.imprint, _words(letter)["valediction"], signature(letter))


def _words(letter: NotificationLetter) -> Mapping[str, Any]:
    return letter.imprint.words("notification_letter", _values(letter))


def _of_event(letter: NotificationLetter) -> Mapping[str, Any]:
    words = _words(letter)
    events: Mapping[str, Any] = words["child" if letter.told == "child" else "events"]
    return cast("Mapping[str, Any]", events[letter.event])


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
