"""Slabs of a page, and how they are shared out over pages.

A block (a paragraph, a table) is turned into slabs: level strips that are never cut. A slab may
hold on to the next, so that a heading stays with its text, a paragraph leaves no single line
behind, and a signature stays with what is signed. All slabs are placed before any is drawn, so
that the first page can say how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from resources_app.printing.pen import Pen
from resources_app.printing.styles import StyleSheet
from resources_app.printing.tagging import Tag
from resources_app.printing.text import Typesetter

Draw = Callable[[Pen, float], None]  # given the y of the slab's top edge


@dataclass(eq=False, slots=True)
class Slab:
    """A strip of a page: heights in points.

    `before` is left out at the top of a page. `again` is drawn above the slab when it begins a
    page: a table's headings.
    """

    height: float
    draw: Draw
    before: float = 0
    keep: bool = False
    again: Slab | None = None


class Block(Protocol):
    """A piece of a document."""

    def lay(self, setting: Setting) -> None: ...


@dataclass
class Setting:
    """What blocks need to turn themselves into slabs."""

    typesetter: Typesetter
    styles: StyleSheet
    left: float
    width: float
    root: Tag
    slabs: list[Slab] = field(default_factory=list)
    above: int = 0  # where the slabs of the block above begin

    def lay(self, blocks: Sequence[Block]) -> None:
        """Lay blocks one below the other."""
        for block in blocks:
            here = len(self.slabs)
            block.lay(self)
            if len(self.slabs) > here:
                self.above = here


@dataclass(frozen=True, slots=True)
class Placed:
    """A slab on its page, by the y of its top edge."""

    slab: Slab
    top: float


def paginate(slabs: list[Slab], top: float, bottom: float) -> list[list[Placed]]:
    """Share slabs out over pages that reach from `top` down to `bottom`."""
    pages: list[list[Placed]] = [[]]
    y = top
    for group in _groups(slabs):
        whole = sum(slab.height + slab.before for slab in group)
        for at, slab in enumerate(group):
            # A group moves to the next page whole, unless it is too tall for any page.
            needed = whole if at == 0 and whole <= top - bottom else slab.height + slab.before
            if pages[-1] and y - needed < bottom:
                pages.append([])
                y = top
            if not pages[-1]:
                y = _repeat(slab, pages[-1], y)
            else:
                y -= slab.before
            pages[-1].append(Placed(slab, y))
            y -= slab.height
    return pages


def _repeat(slab: Slab, page: list[Placed], y: float) -> float:
    if slab.again is None:
        return y
    page.append(Placed(slab.again, y))
    return y - slab.again.height


def tie_ends(rows: list[list[Slab]]) -> list[Slab]:
    """The slabs of a table's rows; its first and its last two rows are not parted."""
    for row in (*rows[:1], *rows[-2:-1]):
        row[-1].keep = len(rows) > 1
    return [slab for row in rows for slab in row]


def _groups(slabs: list[Slab]) -> list[list[Slab]]:
    groups: list[list[Slab]] = []
    holding = False
    for slab in slabs:
        if holding:
            groups[-1].append(slab)
        else:
            groups.append([slab])
        holding = slab.keep
    return groups
