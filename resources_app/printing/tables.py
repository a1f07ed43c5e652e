"""Tables: horizontal rules only, headings repeated on every page, totals ruled above.

Amounts are right-aligned; they carry two decimals, so that the points stand below each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.printing.characters import paragraphs
from resources_app.printing.flow import Setting, Slab, tie_ends
from resources_app.printing.pen import Pen
from resources_app.printing.rows import HAIRLINE, RULE, Cell, cell, row_slabs
from resources_app.printing.styles import Kind
from resources_app.printing.tagging import Tag

_GUTTER = 8.0  # points between columns


@dataclass(frozen=True)
class Column:
    """A column: its heading, its share of the width (any unit), and whether it holds amounts."""

    heading: str
    share: float
    amounts: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under columns; each of `totals` is set bold, the first below a stronger rule."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    totals: Sequence[Sequence[str]] = ()

    def lay(self, setting: Setting) -> None:
        table = setting.root.child("Table")
        heading = self._heading(setting, table)
        heading.before = setting.styles.gap
        again = self._repeated(heading)
        rows = []
        for at, row in enumerate(self.rows):
            # The last row's rule is the one that totals stand under.
            rule = RULE if self.totals and at == len(self.rows) - 1 else HAIRLINE
            rows.append(self._row(setting, row, Kind.BODY, table, rule))
        slabs = tie_ends(rows)
        if self.totals and slabs:
            slabs[-1].keep = True  # a total is not parted from what it adds up
        for row in self.totals:
            slabs.extend(self._row(setting, row, Kind.TOTAL, table, HAIRLINE))
        for slab in slabs:
            slab.again = again
        if slabs:
            slabs[-1].height += setting.styles[Kind.BODY].after
        setting.slabs.extend([heading, *slabs])

    def _heading(self, setting: Setting, table: Tag) -> Slab:
        row = table.child("TR")
        texts = [column.heading for column in self.columns]
        cells = self._cells(setting, texts, Kind.COLUMN, row, "TH")
        [slab] = row_slabs(setting, cells, rule=RULE, whole=True)
        slab.keep = True
        return slab

    def _repeated(self, heading: Slab) -> Slab:
        """The heading as it is drawn on later pages: not read out again."""
        draw = heading.draw

        def again(pen: Pen, top: float) -> None:
            with pen.artefact():
                draw(pen, top)

        return Slab(heading.height, again)

    def _row(
        self, setting: Setting, texts: Sequence[str], kind: Kind, table: Tag, rule: float
    ) -> list[Slab]:
        row = table.child("TR")
        return row_slabs(setting, self._cells(setting, texts, kind, row, "TD"), rule=rule)

    def _cells(
        self, setting: Setting, texts: Sequence[str], kind: Kind, row: Tag, role: str
    ) -> list[Cell]:
        unit = setting.width / sum(column.share for column in self.columns)
        left, cells = 0.0, []
        scope = "/A << /O /Table /Scope /Column >>" if role == "TH" else ""
        for column, text in zip(self.columns, texts, strict=True):
            width = column.share * unit
            cells.append(
                cell(
                    setting,
                    paragraphs(text),
                    kind,
                    left,
                    width - (_GUTTER if column is not self.columns[-1] else 0),
                    row.child(role, scope),
                    right=column.amounts,
                )
            )
            left += width
        return cells
