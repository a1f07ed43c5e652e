"""An editor for a list of small records, such as places to avoid: a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources_app.foundations.fields import Field, Kind
from ui.shell.tokens import SPACE_XS
from ui.shell.widgets.buttons import button, tool
from ui.shell.widgets.editors import EDITORS, ChoiceEditor, Editor, LineEditor
from ui.shell.widgets.layouts import row

# Room for each kind in a line, in pixels; kinds that are not named share what is left.
_WIDTHS = {
    Kind.WHOLE_NUMBER: 96,
    Kind.POSTCODE: 110,
    Kind.DATE: 136,
    Kind.YES_NO: 100,
    Kind.POUNDS: 120,
    Kind.PERCENT: 100,
}


class RecordsEditor(Editor):
    """Records of a field's `columns`, one line each."""

    def __init__(self, field: Field) -> None:
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE_XS)
        self._box = QVBoxLayout()
        self._box.setSpacing(SPACE_XS)
        outer.addLayout(self._box)
        super().__init__(field, inside)
        self.lines: list[tuple[QWidget, dict[str, Editor]]] = []
        self.add_button = button(f"Add to {field.label.lower()}", self._add_by_hand, "link")
        outer.addLayout(row(self.add_button, 1))
        self.setFocusProxy(self.add_button)

    def _add_by_hand(self) -> None:
        cells = self.add({})
        next(iter(cells.values())).setFocus()
        self.edited.emit()

    def add(self, record: Mapping[str, Any]) -> dict[str, Editor]:
        """Add a line; its cells by column name."""
        cells: dict[str, Editor] = {}
        for column in self.field.columns:
            cell = EDITORS[column.kind](column)
            _make_small(cell, column, len(self.lines) + 1)
            cell.set_value(record.get(column.name))
            cell.edited.connect(self.edited)
            cells[column.name] = cell
        frame = QWidget()
        remove = tool("delete", "Remove this line", lambda: self._remove(frame))
        line = row(*cells.values(), remove)
        for at, column in enumerate(self.field.columns):
            line.setStretch(at, 0 if column.kind in _WIDTHS else 1)
        frame.setLayout(line)
        self.lines.append((frame, cells))
        self._box.addWidget(frame)
        return cells

    def _remove(self, frame: QWidget) -> None:
        self.lines = [line for line in self.lines if line[0] is not frame]
        frame.hide()
        frame.deleteLater()
        self.edited.emit()

    def given(self) -> list[dict[str, Any]]:
        lines = [{name: cell.given() for name, cell in cells.items()} for _, cells in self.lines]
        return [line for line in lines if any(line.values())]

    def set_given(self, given: Any) -> None:
        self._clear()
        for record in given:
            for name, cell in self.add({}).items():
                cell.set_given(record.get(name, ""))

    def _clear(self) -> None:
        for frame, _ in self.lines:
            frame.hide()
            frame.deleteLater()
        self.lines = []

    def set_value(self, value: Any) -> None:
        self._clear()
        for record in value or ():
            self.add(record if isinstance(record, Mapping) else vars(record))


def _make_small(cell: Editor, column: Field, number: int) -> None:
    """Let an editor stand in a line: its name as a hint inside it, its width kept small."""
    cell.inner.setAccessibleName(f"{column.label}, line {number}")
    if column.kind in _WIDTHS:
        cell.setFixedWidth(_WIDTHS[column.kind])
    if isinstance(cell, LineEditor):
        cell.line.setPlaceholderText(column.label)
    if isinstance(cell, ChoiceEditor):
        cell.combo.setItemText(0, column.label)
        cell.combo.setMinimumContentsLength(8)


EDITORS[Kind.RECORDS] = RecordsEditor
