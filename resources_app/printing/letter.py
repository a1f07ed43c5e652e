"""What every letter of ours has: to whom, when, our reference, what about, and how it closes.

A kind of letter says the rest between `opening` and `closing`. The words are kept as data
(assets/wording/letter.json).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resources_app.foundations.clock import local_day
from resources_app.foundations.dates import day_text
from resources_app.printing.blocks import Heading, text_slabs
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block, Setting
from resources_app.printing.frame import Imprint
from resources_app.printing.styles import Kind

# Space in leadings: above the salutation, and to sign in above the name.
_APART, _TO_SIGN = 0.9, 2.4


@dataclass(frozen=True)
class Lines:
    """Lines close below one another, such as an address; they are not parted from what follows.

    `above` is the space before them, in leadings.
    """

    lines: Sequence[str]
    above: float = 0

    def lay(self, setting: Setting) -> None:
        style = setting.styles[Kind.BODY]
        said = [line for line in self.lines if line.strip()]
        for at, line in enumerate(said):
            slabs = text_slabs(setting, line, Kind.BODY, setting.root.child("P"))
            if at == 0:
                slabs[0].before = style.leading * self.above
            if at < len(said) - 1:
                slabs[-1].height -= style.after
            for slab in slabs:
                slab.keep = True
            setting.slabs.extend(slabs)


@dataclass(frozen=True)
class Opening:
    """How a letter begins: the lines of whom it is to, our reference, subject and salutation."""

    to: Sequence[str]
    our_reference: str
    subject: str
    salutation: str


def opening(imprint: Imprint, one: Opening, box: Sequence[Fact] = ()) -> Iterator[Block]:
    """The address block, date and reference, the subject with its box, and the salutation."""
    yield Lines(one.to)
    told = f"{imprint.words('letter')['ours']}: {one.our_reference}" if one.our_reference else ""
    yield Lines((day_text(local_day(imprint.printed_at)), told), above=_APART)
    yield Heading(one.subject, 1)
    yield Facts(box, boxed=True)
    yield Lines((one.salutation,), above=_APART if box else 0)


def closing(valediction: str, signed_by: str) -> Iterator[Block]:
    """The valediction, room to sign, and who signs for whom."""
    yield Lines((valediction,), above=_APART)
    yield Lines((signed_by,), above=_TO_SIGN)
