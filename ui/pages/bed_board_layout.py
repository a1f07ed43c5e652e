"""Where everything on the bed board is: lines down, nights across, frozen headings around.

Pixels only; what is drawn there is bed_board_paint.py's.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtCore import QRect

from resources_app.beds.model import BedRow, BlockHome, Board, NightState, SoldSpan, Span

_FREE = NightState.FREE

LEFT, TOP = 176, 46  # the frozen names at the left, the frozen days above
ROW, HOME, TOTAL = 30, 22, 17  # a bed, a home's heading, an authority's total
STRIP = 9  # of a bed's line, for its sales

# How wide a night is: what the person calls it, pixels.
ZOOMS: tuple[tuple[str, int], ...] = (("Weeks", 30), ("Months", 14), ("Year", 5))


Night = TypeVar("Night", Span, SoldSpan)
# Something that is drawn, with its first night's number and the one after its last.
Piece = tuple[int, int, Night]


@dataclass(frozen=True)
class Line:
    """A line of the board: a home's heading, or a bed when `row` is there.

    `spans` are the bed's nights that are not free.
    """

    top: int
    height: int
    home: BlockHome
    row: BedRow | None = None
    spans: tuple[Piece[Span], ...] = ()
    sold: tuple[Piece[SoldSpan], ...] = ()


@dataclass(frozen=True)
class Cell:
    """A night of a bed: the bed's number on the board, the night's in the period."""

    bed: int
    night: int


class Layout:
    """The geometry of one board at one zoom."""

    def __init__(self, board: Board, night_width: int) -> None:
        self.board = board
        self.night_width = night_width
        self.lines: list[Line] = []
        self.bed_lines: list[Line] = []
        top = 0
        last = ""
        for row in board.rows:
            if row.home.id != last:
                last = row.home.id
                self.lines.append(Line(top, HOME, row.home))
                top += HOME
            spans = tuple(self._piece(one) for one in row.spans if one.state is not _FREE)
            line = Line(top, ROW, row.home, row, spans, tuple(map(self._piece, row.sold)))
            self.lines.append(line)
            self.bed_lines.append(line)
            top += ROW
        self.height = top
        self._tops = [one.top for one in self.lines]
        self._beds = {id(line): at for at, line in enumerate(self.bed_lines)}

    @property
    def width(self) -> int:
        """All nights, in pixels."""
        return self.board.nights * self.night_width

    @property
    def bottom(self) -> int:
        """The height of the frozen totals: a line an authority, and one for all."""
        return (len(self.board.contract.partners) + 1) * TOTAL + 6

    def grid(self, viewport: QRect) -> QRect:
        """What of the viewport shows nights of beds."""
        return viewport.adjusted(LEFT, TOP, 0, -self.bottom)

    def lines_between(self, top: int, bottom: int) -> list[Line]:
        """The lines that can be seen between two heights of the board."""
        first = max(0, bisect_right(self._tops, top) - 1)
        return [one for one in self.lines[first:] if one.top < bottom]

    def nights_between(self, left: int, right: int) -> range:
        """The nights that can be seen between two places across the board."""
        first = max(0, left // self.night_width)
        return range(first, min(self.board.nights, -(-right // self.night_width)))

    def day(self, night: int) -> date:
        """The day of a night's number."""
        return self.board.period.start + timedelta(days=night)

    def night_of(self, day: date) -> int:
        """A day's number; it may lie outside the board."""
        return (day - self.board.period.start).days

    def _piece(self, one: Night) -> Piece[Night]:
        first = self.night_of(one.period.start)
        return first, first + one.period.nights(), one

    def cell_at(self, x: int, y: int) -> Cell | None:
        """The bed and night at a place of the board; None on a heading or beyond."""
        night = x // self.night_width
        at = bisect_right(self._tops, y) - 1
        if not 0 <= night < self.board.nights or not 0 <= at < len(self.lines) or y >= self.height:
            return None
        bed = self._beds.get(id(self.lines[at]))
        return None if bed is None else Cell(bed, night)
