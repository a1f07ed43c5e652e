"""Rows of cells, which tables and facts are made of, and the box round a summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.printing.flow import Draw, Setting, Slab
from resources_app.printing.pen import Pen
from resources_app.printing.styles import Kind, Style
from resources_app.printing.tagging import Tag
from resources_app.printing.text import Line

HAIRLINE, RULE = 0.4, 0.8
# Rows of no more lines than this are not cut at the foot of a page.
_WHOLE_ROW = 14


@dataclass(eq=False, slots=True)
class Cell:
    """Lines of a table's cell: each with its left end, and one leading apart."""

    lines: list[tuple[float, Line]]
    style: Style
    tag: Tag


def cell(
    setting: Setting,
    texts: Sequence[str],
    kind: Kind,
    left: float,
    width: float,
    tag: Tag,
    *,
    right: bool = False,
) -> Cell:
    """Set a cell's paragraphs, `left` points into the text's width and `width` wide.

    A name in a right-to-left script begins where every other name does; only text of several
    lines is set against the right.
    """
    style = setting.styles[kind]
    x = setting.left + left
    placed = []
    for text in texts:
        lines = setting.typesetter.lines(text, style, width)
        for line in lines:
            to_right = right or (line.rtl and len(lines) > 1)
            placed.append((x + width - line.width if to_right else x, line))
    return Cell(placed, style, tag)


def row_header(row: Tag) -> Tag:
    """The cell that names a row."""
    return row.child("TH", "/A << /O /Table /Scope /Row >>")


def row_slabs(
    setting: Setting,
    cells: Sequence[Cell],
    *,
    inset: float = 0,
    rule: float = HAIRLINE,
    whole: bool = False,
) -> list[Slab]:
    """A row of cells as one slab, or as a slab for each line when it is too tall to keep whole.

    `rule` is the thickness of the line below the row; 0 draws none.
    """
    gap = setting.styles.gap
    leading = max(one.style.leading for one in cells)
    depth = max([len(one.lines) for one in cells] + [1])
    left, right = setting.left + inset, setting.left + setting.width - inset

    def strip(first: int, last: int) -> Slab:
        above, below = gap if first == 0 else 0, gap if last == depth else 0
        height = above + leading * (last - first) + below

        def draw(pen: Pen, top: float) -> None:
            for one in cells:
                baseline = top - above - leading * 0.75
                for x, line in one.lines[first:last]:
                    pen.text(x, baseline, line, one.style.size, one.tag)
                    baseline -= leading
            if last == depth and rule:
                pen.rule(left, right, top - height, rule)

        return Slab(height, draw)

    if whole or depth <= _WHOLE_ROW:
        return [strip(0, depth)]
    slabs = [strip(at, at + 1) for at in range(depth)]
    slabs[0].keep = slabs[-2].keep = True
    return slabs


def box(slabs: list[Slab], left: float, width: float) -> None:
    """Draw a box round slabs; where a page's end cuts it, its sides go on."""
    for at, slab in enumerate(slabs):
        slab.draw = _boxed(slab, left, left + width, first=at == 0, last=at == len(slabs) - 1)


def _boxed(slab: Slab, left: float, right: float, *, first: bool, last: bool) -> Draw:
    inner, height = slab.draw, slab.height

    def draw(pen: Pen, top: float) -> None:
        inner(pen, top)
        foot = top - height
        pen.upright(left, top, foot, RULE)
        pen.upright(right, top, foot, RULE)
        for edge, wanted in ((top, first), (foot, last)):
            if wanted:
                pen.rule(left - RULE / 2, right + RULE / 2, edge, RULE)

    return draw
