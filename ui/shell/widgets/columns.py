"""What a table shows: one `Column` a column, and the model that reads rows through them.

To add a column to a page's table: add a `Column` to its list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# Roles that the delegate paints from.
TONE = Qt.ItemDataRole.UserRole + 1
BAR = Qt.ItemDataRole.UserRole + 2
SECOND = Qt.ItemDataRole.UserRole + 3
STRONG = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True)
class Column:
    """One column: what it is called, what it says of a row, and how it sorts.

    `width` is in pixels; `stretch` columns share what is left, one of 2 taking twice as much as
    one of 1 (or True). `sort` gives a key that compares (never None beside a value); without it
    the text sorts. `tone` makes the text a chip, `bar` (0 to 1) draws a bar beside it, `second`
    adds a muted line below, `strong` may set it bold.
    """

    label: str
    text: Callable[[Any], str]
    width: int = 120
    stretch: int = 0
    number: bool = False
    sort: Callable[[Any], Any] | None = None
    tone: Callable[[Any], str] | None = None
    bar: Callable[[Any], float] | None = None
    second: Callable[[Any], str] | None = None
    strong: Callable[[Any], bool] | None = None
    hint: Callable[[Any], str] | None = None


class RowsModel(QAbstractTableModel):
    """Rows of any kind through columns; only cells that are seen are ever worked out."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Any] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these in place of the ones before, in the order that was chosen."""
        self.beginResetModel()
        self.rows = list(rows)
        if self._sorted_by is not None:
            self._order(*self._sorted_by)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.number else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.number else LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.label}: {column.text(row)}"
        ask = {
            TONE: column.tone,
            BAR: column.bar,
            SECOND: column.second,
            STRONG: column.strong,
            Qt.ItemDataRole.ToolTipRole: column.hint,
        }.get(role)
        return None if ask is None else ask(row)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows that are equal in it keep their order. -1 leaves them alone."""
        self._sorted_by = None if column < 0 else (column, order)
        if column < 0:
            return
        self.layoutAboutToBeChanged.emit()
        self._order(column, order)
        self.layoutChanged.emit()

    def _order(self, column: int, order: Qt.SortOrder) -> None:
        wanted = self.columns[column]
        key = wanted.sort or (lambda row: wanted.text(row).casefold())
        self.rows.sort(key=key, reverse=order is Qt.SortOrder.DescendingOrder)
