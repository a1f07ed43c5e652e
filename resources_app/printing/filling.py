"""What a person completes by hand: boxes to tick, and tables with rows left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.printing.blocks import text_slabs
from resources_app.printing.flow import Draw, Setting, Slab, tie_ends
from resources_app.printing.pen import Pen
from resources_app.printing.rows import HAIRLINE, RULE, Cell, cell, row_slabs
from resources_app.printing.styles import Kind, Style
from resources_app.printing.tables import GUTTER, Column, cell_tag, repeated
from resources_app.printing.tagging import Tag

_TOGETHER = 4  # so many choices stand on one page
_PITCH = 1.9  # a row to write in, in leadings of its text


@dataclass(frozen=True)
class Ticks:
    """Choices, each behind a box to tick."""

    choices: Sequence[str]

    def lay(self, setting: Setting) -> None:
        style = setting.styles[Kind.BODY]
        first = len(setting.slabs)
        listing = setting.root.child("L", "/A << /O /List /ListNumbering /Disc >>")
        for choice in self.choices:
            body = listing.child("LI").child("LBody")
            slabs = text_slabs(setting, choice, Kind.BODY, body, indent=style.size * 1.9)
            slabs[0].draw = _boxed(slabs[0].draw, setting.left, style)
            setting.slabs.extend(slabs)
        if len(self.choices) <= _TOGETHER:
            for slab in setting.slabs[first:-1]:
                slab.keep = True


def _boxed(draw: Draw, left: float, style: Style) -> Draw:
    side = style.size * 1.05

    def both(pen: Pen, top: float) -> None:
        draw(pen, top)
        upper = top - style.leading * 0.75 + style.size * 0.86
        for edge in (upper, upper - side):
            pen.rule(left, left + side, edge, RULE)
        for edge in (left, left + side):
            pen.upright(edge, upper, upper - side, RULE)

    return both


@dataclass(frozen=True)
class Grid:
    """A table to write in: each row begins with what it is of, and is open for the rest."""

    columns: Sequence[Column]
    rows: Sequence[str]

    def lay(self, setting: Setting) -> None:
        table = setting.root.child("Table")
        heads = [column.heading for column in self.columns]
        head = self._row(setting, heads, Kind.COLUMN, table.child("TR"), "TH")
        head.before, head.keep = setting.styles.gap, True
        blank = [""] * (len(self.columns) - 1)
        rows = [
            [self._row(setting, [text, *blank], Kind.BODY, table.child("TR"), "TD")]
            for text in self.rows
        ]
        slabs = tie_ends(rows)
        again = repeated(head)
        for slab in slabs:
            slab.again = again
        slabs[-1].height += setting.styles[Kind.BODY].after
        setting.slabs.extend([head, *slabs])

    def _row(self, setting: Setting, texts: Sequence[str], kind: Kind, row: Tag, role: str) -> Slab:
        lefts = self._lefts(setting)
        cells: list[Cell] = []
        for text, left, right in zip(texts, lefts, lefts[1:], strict=False):
            width = right - left - GUTTER
            tag = cell_tag(row, role, first=not cells)
            cells.append(cell(setting, [text] if text else [], kind, left, width, tag))
        [slab] = row_slabs(setting, cells, rule=0, whole=True)
        style = setting.styles[kind]
        height = max(slab.height, style.leading * _PITCH if role == "TD" else 0)
        inner, edges = slab.draw, [setting.left + left - GUTTER / 2 for left in lefts[1:-1]]
        thickness = RULE if role == "TH" else HAIRLINE

        def draw(pen: Pen, top: float) -> None:
            inner(pen, top)
            pen.rule(setting.left, setting.left + setting.width, top - height, thickness)
            for edge in edges:
                pen.upright(edge, top, top - height, HAIRLINE)

        return Slab(height, draw)

    def _lefts(self, setting: Setting) -> list[float]:
        """Where each column begins, and where the last one ends."""
        unit = setting.width / sum(column.share for column in self.columns)
        lefts = [0.0]
        for column in self.columns:
            lefts.append(lefts[-1] + column.share * unit)
        lefts[-1] += GUTTER  # the last column needs none
        return lefts
