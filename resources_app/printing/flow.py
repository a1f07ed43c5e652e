"""Slabs of a page, and how they are shared out over pages.

A block (a paragraph, a table) is turned into slabs: level strips that are never cut. A slab may
hold on to the next, so that a heading stays with its text, a paragraph leaves no single line
behind, and a signature stays with what is signed. All slabs are placed before any is drawn, so
that the first page can say how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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

    `before` is left out at the top of a page. `keep` ties a slab to the next; a `loose` tie is
    the first to go where what is tied together is taller than a page. `again` is drawn above the
    slab when it begins a page: a table's headings. One that `starts` begins a page of its own.
    """

    height: float
    draw: Draw
    before: float = 0
    keep: bool = False
    loose: bool = False
    again: Slab | None = None
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document that its contents name: its heading, and where that is set.

    `at` and `tag_at` are its places among the slabs, and among the root's elements.
    """

    title: str
    slab: Slab
    at: int
    tag_at: int


class Block(Protocol):
    """A piece of a document."""

    def lay(self, setting: Setting) -> None: ...


@dataclass
class Setting:
    """What blocks need to turn themselves into slabs; `height` is what a page has room for."""

    typesetter: Typesetter
    styles: StyleSheet
    left: float
    width: float
    height: float
    root: Tag
    slabs: list[Slab] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    above: int = 0  # where the slabs of the block above begin
    level: int = 0  # of the last heading, as it is tagged

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


def paginate(slabs: Sequence[Slab], top: float, bottom: float) -> list[list[Placed]]:
    """Share slabs out over pages that reach from `top` down to `bottom`."""
    pages: list[list[Placed]] = [[]]
    y = top
    for group in _groups(slabs, top - bottom):
        needed = sum(slab.height + slab.before for slab in group)
        for slab in group:
            if pages[-1] and (slab.starts or y - needed < bottom):
                pages.append([])
                y = top
            if not pages[-1]:
                y = _repeat(slab, pages[-1], y)
            else:
                y -= slab.before
            pages[-1].append(Placed(slab, y))
            y -= slab.height
            needed = 0  # the group has its room
    return pages


def _repeat(slab: Slab, page: list[Placed], y: float) -> float:
    if slab.again is None:
        return y
    page.append(Placed(slab.again, y))
    return y - slab.again.height


def tie_ends(rows: list[list[Slab]]) -> list[Slab]:
    """The slabs of a table's rows; its first and its last two rows are not parted."""
    for row in (*rows[:1], *rows[-2:-1]):
        row[-1].keep = row[-1].loose = len(rows) > 1
    return [slab for row in rows for slab in row]


def _groups(slabs: Sequence[Slab], page: float) -> Iterator[list[Slab]]:
    """Slabs that stay together, none taller than a `page` unless one slab alone is."""
    group: list[Slab] = []
    for slab in slabs:
        group.append(slab)
        if not slab.keep:
            yield from _cut(group, page)
            group = []
    if group:
        yield from _cut(group, page)


def _cut(group: list[Slab], page: float) -> Iterator[list[Slab]]:
    """Cut what is taller than a page: at its last loose tie on the page, or where it is full.

    So a heading stays with the first row below it, though the second has no room.
    """
    while _height(group) > page and len(group) > 1:
        fit = next(at for at in range(len(group), 0, -1) if at == 1 or _height(group[:at]) <= page)
        at = next((at for at in range(fit, 0, -1) if group[at - 1].loose), fit)
        yield group[:at]
        group = group[at:]
    yield group


def _height(group: Sequence[Slab]) -> float:
    """What slabs take at the top of a page, from the heading repeated there."""
    again = group[0].again
    inside = sum(slab.height + slab.before for slab in group) - group[0].before
    return inside + (again.height if again else 0)
