"""A table of records: sorts, is worked by keys, copies, and says so when it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QWidget,
)

from ui.shell.tokens import SPACE_S, SPACE_XL
from ui.shell.widgets.buttons import button
from ui.shell.widgets.cells import CellPainter
from ui.shell.widgets.columns import Column, RowsModel
from ui.shell.widgets.layouts import column, surface
from ui.shell.widgets.words import words

ONE_LINE, TWO_LINES = 32, 46
_LEAST = 110  # pixels to which a stretching column may shrink


class _View(QTableView):
    """The table itself; Enter opens, Ctrl+C copies the selected rows with their headings."""

    opened = Signal(object)

    def __init__(self, columns: Sequence[Column], height: int) -> None:
        super().__init__()
        self.rows_model = RowsModel(columns)
        self.setModel(self.rows_model)
        self.setItemDelegate(CellPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(height)
        self._set_widths()
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        for at, one in enumerate(self.rows_model.columns):
            self.setColumnWidth(at, one.width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()

    def share_room(self) -> None:
        """Stretching columns take what room is left, and shrink no further than their width."""
        columns = self.rows_model.columns
        stretching = [at for at, one in enumerate(columns) if one.stretch]
        if not stretching:
            return
        fixed = sum(self.columnWidth(at) for at in range(len(columns)) if at not in stretching)
        left = self.viewport().width() - fixed
        shares = sum(columns[at].stretch for at in stretching)
        for at in stretching:
            share = left * columns[at].stretch // shares
            self.setColumnWidth(at, max(min(columns[at].width, _LEAST), share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        # Qt's own signal is lost when rows are read anew between the two clicks.
        under = self.indexAt(event.position().toPoint())
        if under.isValid() and under.row() == self.currentIndex().row():
            self._open(under)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Select the row the keyboard is on. Qt only marks it, and its keys would do nothing."""
        if self.hasFocus() and self.rows_model.rowCount() and not self.selectedIndexes():
            self.selectRow(max(self.currentIndex().row(), 0))

    def as_text(self) -> str:
        """The selected rows under their headings, with tabs between, as a spreadsheet pastes."""
        columns = self.rows_model.columns
        chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        lines = [[one.label for one in columns]]
        lines += [[one.text(self.rows_model.rows[at]) for one in columns] for at in chosen]
        return "\n".join("\t".join(line) for line in lines)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows_model.rows[index.row()])


class Table(QWidget):
    """Rows under headings, or what belongs here and the first step while there are none."""

    #: Enter or a double click on a row.
    opened = Signal(object)
    #: Another row is selected, or None.
    selected = Signal(object)
    #: (row, column number), where single cells are chosen.
    cell_chosen = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        *,
        height: int = ONE_LINE,
        cells: bool = False,
        many: bool = False,
    ) -> None:
        """`cells` lets single cells be chosen, `many` several rows at once."""
        super().__init__()
        self.view = _View(columns, height)
        if cells:
            self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
            self.view.selectionModel().currentChanged.connect(self._cell)
        if many:
            self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setAccessibleName(name)
        self.view.opened.connect(self.opened)
        self.view.selectionModel().selectionChanged.connect(
            lambda *_: self.selected.emit(self.current())
        )
        self._empty_title = words("", "section")
        self._empty_text = words("", "muted", wrap=True)
        self._empty_button = button("", self._first_step)
        self._empty_step: Any = None
        self._empty_button.hide()
        empty = surface(
            column(
                1,
                self._empty_title,
                self._empty_text,
                self._empty_button,
                2,
                spacing=SPACE_S,
            ),
            margin=SPACE_XL,
        )
        for widget in (self._empty_title, self._empty_text):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        centre = empty.layout()
        assert centre is not None
        centre.setAlignment(self._empty_button, Qt.AlignmentFlag.AlignHCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)
        self.setFocusProxy(self.view)
        # What Qt asks for at the least leaves a page no room in a small window.
        self.view.setMinimumHeight(2 * height + 40)

    def when_empty(self, title: str, text: str = "", step: str = "", do: Any = None) -> None:
        """What to say, and the first step to offer, while there are no rows."""
        self._empty_title.setText(title)
        self._empty_text.setText(text)
        self._empty_button.setText(step)
        self._empty_button.setVisible(bool(step))
        self._empty_step = do

    def _first_step(self) -> None:
        if self._empty_step is not None:
            self._empty_step()

    @property
    def rows(self) -> list[Any]:
        """The rows as they stand, in the order shown."""
        return self.view.rows_model.rows

    def show_rows(self, rows: Sequence[Any], *, keep: Any = None) -> None:
        """Show rows; the one for which `keep(row)` is true stays selected."""
        self.view.rows_model.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        # A proxy that is not seen would hold Tab where it is for ever. (Qt takes none, too.)
        self.setFocusProxy(self.view if rows else None)  # type: ignore[arg-type]
        if rows and keep is not None:
            self.select(keep)
        self.view.take_keyboard()
        QTimer.singleShot(0, self.view, self.view.share_room)

    def _cell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.cell_chosen.emit((self.rows[index.row()], index.column()))

    def current(self) -> Any:
        """The selected row, or None."""
        chosen = self.view.selectionModel().selectedIndexes()
        return self.rows[chosen[0].row()] if chosen else None

    def chosen(self) -> list[Any]:
        """Every selected row, in the order shown."""
        rows = self.view.selectionModel().selectedRows()
        return [self.rows[at] for at in sorted(one.row() for one in rows)]

    def select(self, wanted: Any) -> bool:
        """Select the first row for which `wanted(row)` is true; whether there is one."""
        for at, one in enumerate(self.rows):
            if wanted(one):
                index = self.view.rows_model.index(at, 0)
                flags = QItemSelectionModel.SelectionFlag
                self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                self.view.scrollTo(index)
                return True
        return False
