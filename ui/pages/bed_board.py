"""The bed board: nights across, beds down by home, worked by mouse and by keys.

One widget that is painted by hand, so that a year of sixty beds scrolls as lightly as a week
of six. What it shows is a `Board`; what is chosen it tells, and what is to be done it asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QToolTip

from resources_app.beds.board import nights_text, span_sentence
from resources_app.beds.model import BedRow, Board
from resources_app.beds.occupancy import Occupancy
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period
from ui.pages.bed_board_layout import HOME, LEFT, ROW, TOP, TOTAL, ZOOMS, Cell, Layout
from ui.pages.bed_board_paint import paint
from ui.pages.bed_board_scene import Look, Scene
from ui.shell.theme import theme

# What a key asks to be done with the chosen nights. To add a deed: its key here, its panel in
# bed_deeds.py.
KEYS: dict[int, str] = {
    Qt.Key.Key_H: "hold",
    Qt.Key.Key_S: "sell",
    Qt.Key.Key_P: "place",
    Qt.Key.Key_O: "out",
    Qt.Key.Key_Delete: "undo",
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
}
_MONTH = 28  # nights that Page Up and Page Down go
_LEAST_BEDS = 4  # seen at once in the smallest window; then the page scrolls


@dataclass(frozen=True)
class Chosen:
    """Nights of one bed."""

    row: BedRow
    period: Period


class BoardView(QAbstractScrollArea):
    """Shows a board. Arrow keys move, Shift with them or dragging chooses several nights."""

    #: Other nights are chosen.
    chose = Signal()
    #: Something is to be done with them: a name of `KEYS`.
    asked = Signal(str)
    #: The chosen nights were dragged onto an authority's total: its code.
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Bed board")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(LEFT + 200, TOP + 160)
        self.viewport().setMouseTracking(True)
        self._night_width = ZOOMS[0][1]
        self._scene: Scene | None = None
        self._cursor: Cell | None = None
        self._anchor = 0
        self._dragging = False
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self._dress)

    # ---- what is shown ---------------------------------------------------------------

    def show_board(self, board: Board, counts: Occupancy) -> None:
        """Show a board; what was chosen stays chosen where it still is."""
        before = self.chosen
        day = self.first_day
        layout = Layout(board, self._night_width)
        holds = {one.id: one for one in board.contract.holds}
        today = layout.night_of(board.as_at)
        self._scene = Scene(layout, counts, self._look(board), holds, today)
        self._cursor = None
        self.setMinimumHeight(TOP + layout.bottom + _LEAST_BEDS * ROW + HOME + 20)
        self._fit()
        if day is not None:
            self.go_to(day)
        if before is not None:
            self.choose(before.row.bed.id, before.period)
        self._tell()

    @property
    def board(self) -> Board | None:
        """The board that is shown."""
        return self._scene.layout.board if self._scene else None

    def zoom(self, night_width: int) -> None:
        """Show nights so many pixels wide; the first one seen stays where it is."""
        self._night_width = night_width
        if self._scene is not None:
            self.show_board(self._scene.layout.board, self._scene.counts)

    @property
    def first_day(self) -> date | None:
        """The first day that can be seen."""
        if self._scene is None:
            return None
        layout = self._scene.layout
        return layout.day(self.horizontalScrollBar().value() // layout.night_width)

    @property
    def nights_seen(self) -> int:
        """How many whole nights can be seen at once."""
        return max(1, (self.viewport().width() - LEFT) // self._night_width)

    def go_to(self, day: date) -> None:
        """Scroll so that a day is the first one seen."""
        if self._scene is not None:
            night = self._scene.layout.night_of(day)
            self.horizontalScrollBar().setValue(night * self._night_width)

    # ---- what is chosen --------------------------------------------------------------

    @property
    def chosen(self) -> Chosen | None:
        """The nights that are chosen, or None."""
        if self._scene is None or self._cursor is None:
            return None
        layout = self._scene.layout
        first, last = sorted((self._anchor, self._cursor.night))
        row = layout.bed_lines[self._cursor.bed].row
        assert row is not None
        return Chosen(row, Period(layout.day(first), layout.day(last + 1)))

    def choose(self, bed_id: str, period: Period) -> None:
        """Choose nights of a bed, as far as they are on the board."""
        if self._scene is None:
            return
        layout = self._scene.layout
        for at, line in enumerate(layout.bed_lines):
            if line.row is not None and line.row.bed.id == bed_id:
                first = max(0, layout.night_of(period.start))
                last = min(layout.board.nights, first + period.nights()) - 1
                if last >= first:
                    self._anchor, self._cursor = first, None
                    self._move_to(Cell(at, last), extend=True)

    def _move_to(self, cell: Cell, *, extend: bool = False) -> None:
        assert self._scene is not None
        if not extend or self._cursor is None or cell.bed != self._cursor.bed:
            self._anchor = self._anchor if extend and self._cursor is None else cell.night
        self._cursor = cell
        self._reveal(cell)
        self._tell()

    def _reveal(self, cell: Cell) -> None:
        """Scroll as little as shows a cell."""
        assert self._scene is not None
        layout = self._scene.layout
        grid = layout.grid(self.viewport().rect())
        line, wide = layout.bed_lines[cell.bed], layout.night_width
        _into_view(self.horizontalScrollBar(), cell.night * wide, wide, grid.width())
        _into_view(self.verticalScrollBar(), line.top, line.height, grid.height())

    def _tell(self) -> None:
        """Repaint, and say in words what is chosen, for whoever cannot see it."""
        if self._scene is not None:
            chosen = self.chosen
            cursor = self._cursor
            self._scene.cursor = (cursor.bed, cursor.night) if cursor else None
            first, last = sorted((self._anchor, cursor.night)) if cursor else (0, 0)
            self._scene.chosen = (cursor.bed, first, last + 1) if cursor else None
            self.setAccessibleDescription(self.summary() if chosen is None else self.sentence())
            event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)
        self.viewport().update()
        self.chose.emit()

    def summary(self) -> str:
        """The board in words."""
        if self._scene is None:
            return ""
        board, total = self._scene.layout.board, self._scene.counts.total
        return (
            f"{counted(len(board.rows), 'bed')} in {counted(len(board.contract.homes), 'home')}, "
            f"{nights_text(board.period)}. {total.placed:,} bed-nights used, {total.held:,} held, "
            f"{total.free:,} free, {total.out_of_service:,} out of service."
        )

    def sentence(self) -> str:
        """What is chosen, in a sentence for each state."""
        chosen = self.chosen
        if chosen is None or self._scene is None:
            return ""
        contract = self._scene.layout.board.contract
        return " ".join(
            span_sentence(contract, chosen.row, span)
            for span in chosen.row.spans
            if span.period.overlaps(chosen.period)
        )

    # ---- painting and size -----------------------------------------------------------

    def _look(self, board: Board) -> Look:
        return Look(theme.tokens, [one.code for one in board.contract.partners])

    def _dress(self) -> None:
        if self._scene is not None:
            self._scene.look = self._look(self._scene.layout.board)
            self.viewport().update()

    def _fit(self) -> None:
        assert self._scene is not None
        layout = self._scene.layout
        grid = layout.grid(self.viewport().rect())
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, layout.width - grid.width()))
        across.setPageStep(max(1, grid.width()))
        across.setSingleStep(layout.night_width)
        down.setRange(0, max(0, layout.height - grid.height()))
        down.setPageStep(max(1, grid.height()))
        down.setSingleStep(layout.night_width)

    def _scrolled(self) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._scene is not None:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  (Qt's own form)
        if self._scene is None:
            return
        self._scene.x = self.horizontalScrollBar().value()
        self._scene.y = self.verticalScrollBar().value()
        self._scene.has_keyboard = self.hasFocus()
        painter = QPainter(self.viewport())
        paint(painter, self._scene, self.viewport().rect())
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._scene is not None and self._cursor is None and self._scene.layout.bed_lines:
            wanted = self._scene.today if 0 <= self._scene.today < self._nights else 0
            self._move_to(Cell(0, wanted))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @property
    def _nights(self) -> int:
        return self._scene.layout.board.nights if self._scene else 0

    # ---- keys ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        extend = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        plain = not modifiers & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        moved = self._moved(key) if self._scene is not None and plain else None
        if moved is not None:
            self._move_to(moved, extend=extend)
        elif plain and key in KEYS and self.chosen is not None:
            self.asked.emit(KEYS[key])
        else:
            super().keyPressEvent(event)

    def _moved(self, key: int) -> Cell | None:
        """Where a key goes from the cursor; None for a key that goes nowhere."""
        cell = self._cursor or Cell(0, 0)
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_PageUp: (0, -_MONTH),
            Qt.Key.Key_PageDown: (0, _MONTH),
            Qt.Key.Key_Home: (0, -self._nights),
            Qt.Key.Key_End: (0, self._nights),
        }
        if key not in steps or self._scene is None or not self._scene.layout.bed_lines:
            return None
        down, across = steps[Qt.Key(key)]
        beds = len(self._scene.layout.bed_lines)
        return Cell(
            min(max(cell.bed + down, 0), beds - 1),
            min(max(cell.night + across, 0), self._nights - 1),
        )

    # ---- mouse -----------------------------------------------------------------------

    def _cell_at(self, at: QPoint) -> Cell | None:
        if self._scene is None:
            return None
        if not self._scene.layout.grid(self.viewport().rect()).contains(at):
            return None
        return self._scene.layout.cell_at(at.x() - LEFT + self._x, at.y() - TOP + self._y)

    @property
    def _x(self) -> int:
        return self.horizontalScrollBar().value()

    @property
    def _y(self) -> int:
        return self.verticalScrollBar().value()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position().toPoint())
        if cell is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._dragging = True
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._move_to(cell, extend=shift)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._dragging or self._scene is None or self._cursor is None:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        self._scene.drop_on = self._total_at(at)
        if self._scene.drop_on is None and self._below_grid(at) is False:
            night = (at.x() - LEFT + self._x) // self._night_width
            self._move_to(Cell(self._cursor.bed, min(max(night, 0), self._nights - 1)), extend=True)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False
        if self._scene is not None and self._scene.drop_on is not None:
            partner = self._scene.layout.board.contract.partners[self._scene.drop_on]
            self._scene.drop_on = None
            self.viewport().update()
            self.dropped.emit(partner.code)
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._cell_at(event.position().toPoint()) is not None:
            self.asked.emit("open")

    def _below_grid(self, at: QPoint) -> bool:
        assert self._scene is not None
        return at.y() > self._scene.layout.grid(self.viewport().rect()).bottom()

    def _total_at(self, at: QPoint) -> int | None:
        """The number of the authority whose total is at a place."""
        if self._scene is None or not self._below_grid(at):
            return None
        grid = self._scene.layout.grid(self.viewport().rect())
        number = (at.y() - grid.bottom() - 4) // TOTAL
        there = 0 <= number < len(self._scene.layout.board.contract.partners)
        return number if there else None

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._explain(event)
            return True
        return super().viewportEvent(event)

    def _explain(self, event: QHelpEvent) -> None:
        cell = self._cell_at(event.pos())
        if cell is None or self._scene is None:
            QToolTip.hideText()
            return
        layout = self._scene.layout
        row = layout.bed_lines[cell.bed].row
        assert row is not None
        span = row.span_on(layout.day(cell.night))
        text = span_sentence(layout.board.contract, row, span) if span else ""
        QToolTip.showText(event.globalPos(), text, self.viewport(), QRect())


def _into_view(bar: QScrollBar, first: int, length: int, seen: int) -> None:
    """Scroll a bar so that a stretch can be seen."""
    if first < bar.value():
        bar.setValue(first)
    elif first + length > bar.value() + seen:
        bar.setValue(first + length - seen)
