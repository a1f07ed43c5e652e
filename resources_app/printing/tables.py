"""Tables: horizontal rules only, headings repeated on every page, totals ruled above.

Amounts are right-aligned; they carry two decimals, so that the points stand below each other.
Where amounts leave the words beside them no room, in large print mostly, a table is set row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.printing.characters import paragraphs
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Setting, Slab, tie_ends
from resources_app.printing.pen import Pen
from resources_app.printing.rows import HAIRLINE, RULE, Cell, cell, row_header, row_slabs
from resources_app.printing.styles import Kind
from resources_app.printing.tagging import Tag

GUTTER = 8.0  # points between columns
_ROUNDING = 0.01  # points, so that adding and taking off the gutter breaks no amount
_LEAST = 30.0  # points, below which no column can be read
# A word that takes more of the width than this is broken wherever it stands.
_LONG_WORD = 0.4
_BY_COLUMN = "/A << /O /Table /Scope /Column >>"


@dataclass(frozen=True)
class Column:
    """A column: its heading, its share of the width (any unit), and whether it holds amounts."""

    heading: str
    share: float
    amounts: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under columns; each of `totals` is set bold, the first below a stronger rule.

    The first column names the row, for a screen reader to say before each of its cells.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    totals: Sequence[Sequence[str]] = ()

    def lay(self, setting: Setting) -> None:
        widths = _fitted(self, setting)
        if _readable(self, setting, widths):
            _Laying(self, setting, widths).lay()
            return
        for row in (*self.rows, *self.totals):
            named = zip(self.columns, row, strict=True)
            first = len(setting.slabs)
            setting.lay([Facts([Fact(column.heading, text) for column, text in named if text])])
            for slab in setting.slabs[first:-1]:
                slab.keep = True


class _Laying:
    """One table on one setting."""

    def __init__(self, table: Table, setting: Setting, widths: Sequence[float]) -> None:
        self._table = table
        self._setting = setting
        self._tag = setting.root.child("Table")
        self._headings = [column.heading for column in table.columns]
        self._widths = widths

    def lay(self) -> None:
        table, setting = self._table, self._setting
        heading = self._heading()
        rows = []
        for at, row in enumerate(table.rows):
            # The last row's rule is the one that totals stand under.
            last = bool(table.totals) and at == len(table.rows) - 1
            rows.append(self._row(row, Kind.BODY, RULE if last else HAIRLINE))
        slabs = tie_ends(rows)
        if table.totals and slabs:
            slabs[-1].keep = True  # a total is not parted from what it adds up
        for row in table.totals:
            slabs.extend(self._row(row, Kind.TOTAL, HAIRLINE))
        again = repeated(heading)
        for slab in slabs:
            slab.again = again
        (slabs or [heading])[-1].height += setting.styles[Kind.BODY].after
        setting.slabs.extend([heading, *slabs])

    def _heading(self) -> Slab:
        [slab] = self._row(self._headings, Kind.COLUMN, RULE, role="TH", whole=True)
        slab.before = self._setting.styles.gap
        slab.keep = True
        return slab

    def _row(
        self, texts: Sequence[str], kind: Kind, rule: float, role: str = "TD", whole: bool = False
    ) -> list[Slab]:
        row = self._tag.child("TR")
        left = 0.0
        cells: list[Cell] = []
        for column, text, width in zip(self._table.columns, texts, self._widths, strict=True):
            gutter = GUTTER if column is not self._table.columns[-1] else 0
            tag = cell_tag(row, role, first=not cells)
            cells.append(
                cell(
                    self._setting,
                    paragraphs(text),
                    kind,
                    left,
                    width - gutter,
                    tag,
                    right=column.amounts,
                )
            )
            left += width
        return row_slabs(self._setting, cells, rule=rule, whole=whole)


def _fitted(table: Table, setting: Setting) -> list[float]:
    """Widths of the columns in points, gutters included.

    An amount is never broken, in large print either: its column is as wide as it needs, and the
    others share what is left.
    """
    columns = table.columns
    needed = {at: _needed(table, setting, at) for at, one in enumerate(columns) if one.amounts}
    wide: dict[int, float] = {}
    while True:
        shares = sum(column.share for at, column in enumerate(columns) if at not in wide)
        unit = (setting.width - sum(wide.values())) / (shares or 1)
        widths = [wide.get(at, column.share * unit) for at, column in enumerate(columns)]
        short = {at: width for at, width in needed.items() if width > widths[at]}
        if not short:
            return widths
        wide |= short


def _needed(table: Table, setting: Setting, at: int) -> float:
    """What a column's widest text needs in points."""
    measure, styles = setting.typesetter.width, setting.styles
    widths = [measure(table.columns[at].heading, styles[Kind.COLUMN])]
    widths += [measure(row[at], styles[Kind.BODY]) for row in table.rows]
    widths += [measure(row[at], styles[Kind.TOTAL]) for row in table.totals]
    return max(widths) + GUTTER + _ROUNDING


def _readable(table: Table, setting: Setting, widths: Sequence[float]) -> bool:
    """Whether there is room for every column of words; in large print, for each word unbroken."""
    if min(widths) < _LEAST:
        return False
    if not setting.styles.large:
        return True
    measure, longest = setting.typesetter.width, _LONG_WORD * setting.width
    body, heading = (setting.styles[kind] for kind in (Kind.BODY, Kind.COLUMN))
    for at, column in enumerate(table.columns):
        if not column.amounts:
            words = {word for row in table.rows for word in row[at].split()}
            wide = [measure(word, heading) for word in column.heading.split()]
            wide += [measure(word, body) for word in words]
            if any(widths[at] - GUTTER < width <= longest for width in wide):
                return False
    return True


def cell_tag(row: Tag, role: str, *, first: bool) -> Tag:
    """The element of a cell; the first of a row says what the row is of."""
    if role == "TH":
        return row.child("TH", _BY_COLUMN)
    return row_header(row) if first else row.child("TD")


def repeated(heading: Slab) -> Slab:
    """A heading as it is drawn on later pages: not read out again."""
    draw = heading.draw

    def again(pen: Pen, top: float) -> None:
        with pen.artefact():
            draw(pen, top)

    return Slab(heading.height, again)
