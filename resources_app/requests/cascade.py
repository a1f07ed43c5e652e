"""What ending a request takes with it, and what stands in its way.

Pure: facts come in, sentences go out. They are shown before the reason is asked for, and the
action that ends the request does what they say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from resources_app.foundations.counting import counted
from resources_app.foundations.phrases import joined

_NAMED = 4  # services named before the rest are counted


@dataclass(frozen=True)
class EndingFacts:
    """What hangs on a request. Services are names; a hold reads `bed 2 at Cedar Rise`.

    `offers` are those that are open or chosen, `decided_for` whose offer was chosen, `asked` who
    was sent the request and has not declined, `awaited` who asked for an answer and has none.
    `word_of` gave an approval by word that is neither confirmed nor denied.
    """

    offers: tuple[str, ...] = ()
    decided_for: str = ""
    approved: bool = False
    asked: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    word_of: str = ""
    placements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cascade:
    """What follows from ending a request, whom to tell, and what has to be done first."""

    follows: tuple[str, ...]
    to_tell: tuple[str, ...]
    blocks: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, a sentence a line; empty where nothing hangs on the request."""
        told = (f"To be told that it is over: {_several(self.to_tell)}.",) if self.to_tell else ()
        return "\n".join((*self.blocks, *self.follows, *told))


def what_follows(facts: EndingFacts) -> Cascade:
    """What ending a request with these facts takes with it."""
    return Cascade(tuple(_follows(facts)), facts.asked, tuple(_blocks(facts)))


def _follows(facts: EndingFacts) -> Iterator[str]:
    if facts.decided_for:
        lapses = ", and the approval of its funding lapses" if facts.approved else ""
        yield f"The decision for {facts.decided_for} is set aside{lapses}."
    if facts.offers:
        number = counted(len(facts.offers), "offer is", "offers are")
        yield f"{number} taken back: {_several(facts.offers)}."
    if facts.holds:
        number = counted(len(facts.holds), "held bed is", "held beds are")
        yield f"{number} let go: {_several(facts.holds)}."


def _blocks(facts: EndingFacts) -> Iterator[str]:
    if facts.placements:
        yield f"A child was placed on it: {joined(facts.placements, 'and')}. End that first."
    if facts.word_of:
        yield (
            f"{facts.word_of} approved it by word, and confirms or denies that first, so that it "
            "is never left open what was said."
        )


def _several(names: tuple[str, ...]) -> str:
    if len(names) <= _NAMED + 1:
        return joined(list(names), "and")
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
