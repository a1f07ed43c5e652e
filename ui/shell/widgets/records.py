"""An editor for a list of small records, such as places to avoid: a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resources_app.foundations.fields import Field, Kind
from ui.shell.tokens import SPACE_XS
from ui.shell.widgets.buttons import button, tool
from ui.shell.widgets.editors import EDITORS, Editor
from ui.shell.widgets.layouts import row

_WIDTHS = {Kind.WHOLE_NUMBER: 80, Kind.POSTCODE: 110}


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
        self._lines: list[tuple[QWidget, dict[str, QLineEdit]]] = []
        self.add_button = button(f"Add to {field.label.lower()}", self._add_by_hand, "link")
        outer.addLayout(row(self.add_button, 1))
        self.setFocusProxy(self.add_button)

    def _add_by_hand(self) -> None:
        cells = self.add({})
        next(iter(cells.values())).setFocus()
        self.edited.emit()

    def add(self, record: Mapping[str, Any]) -> dict[str, QLineEdit]:
        """Add a line; its cells by column name."""
        frame = QWidget()
        line = QHBoxLayout(frame)
        line.setContentsMargins(0, 0, 0, 0)
        cells: dict[str, QLineEdit] = {}
        for column in self.field.columns:
            cell = QLineEdit(str(record.get(column.name, "") or ""))
            cell.setPlaceholderText(column.label)
            cell.setAccessibleName(f"{column.label}, line {len(self._lines) + 1}")
            if column.kind in _WIDTHS:
                cell.setFixedWidth(_WIDTHS[column.kind])
            cell.textEdited.connect(lambda _: self.edited.emit())
            line.addWidget(cell)
            cells[column.name] = cell
        line.addWidget(tool("delete", "Remove this line", lambda: self._remove(frame)))
        self._lines.append((frame, cells))
        self._box.addWidget(frame)
        return cells

    def _remove(self, frame: QWidget) -> None:
        self._lines = [line for line in self._lines if line[0] is not frame]
        frame.hide()
        frame.deleteLater()
        self.edited.emit()

    def given(self) -> list[dict[str, str]]:
        lines = [{name: cell.text() for name, cell in cells.items()} for _, cells in self._lines]
        return [line for line in lines if any(text.strip() for text in line.values())]

    def set_value(self, value: Any) -> None:
        for frame, _ in self._lines:
            frame.hide()
            frame.deleteLater()
        self._lines = []
        for record in value or ():
            self.add(record if isinstance(record, Mapping) else vars(record))


EDITORS[Kind.RECORDS] = RecordsEditor
