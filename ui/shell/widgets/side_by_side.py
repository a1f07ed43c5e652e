"""Things side by side: a column each, rows in groups; what differs is bold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_XS
from ui.shell.widgets.layouts import clear, column, scrolled, surface
from ui.shell.widgets.words import rule, words

_NAME, _CELL = 170, 200


@dataclass(frozen=True)
class Line:
    """A row: its group, its name, a cell for each column, and whether they differ."""

    group: str
    label: str
    cells: tuple[str, ...]
    differs: bool


class SideBySide(QWidget):
    """A table to read across; its cells wrap, and nothing in it is cut off."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_L)
        self._grid.setVerticalSpacing(SPACE_XS + 2)
        self._grid.setColumnMinimumWidth(0, _NAME)
        inside = QWidget()
        inside.setLayout(column(self._grid, 1))
        area = scrolled(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLayout(column(surface(column(area), margin=SPACE_L)))

    def show_lines(
        self, headings: Sequence[str], notes: Sequence[str], lines: Sequence[Line]
    ) -> None:
        """Show a column for each heading, its note below it."""
        clear(self._grid)
        for at, (heading, note) in enumerate(zip(headings, notes, strict=True), start=1):
            head = column(words(heading, "strong", wrap=True), words(note, "meta"), spacing=0)
            box = QWidget()
            box.setLayout(head)
            box.setMinimumWidth(_CELL)
            self._put(box, 0, at)
        row, group = 1, ""
        for line in lines:
            if line.group != group:
                group = line.group
                row = self._begin_group(group, row, len(headings))
            self._put(words(line.label, "muted", wrap=True), row, 0)
            for at, cell in enumerate(line.cells, start=1):
                shown = words(cell or "–", "strong" if line.differs and cell else "", wrap=True)
                shown.setAccessibleName(f"{headings[at - 1]}, {line.label}: {cell or 'nothing'}")
                self._put(shown, row, at)
            row += 1
        for at in range(1, len(headings) + 1):
            self._grid.setColumnStretch(at, 1)

    def _begin_group(self, group: str, row: int, columns: int) -> int:
        self._grid.addWidget(rule(), row, 0, 1, columns + 1)
        title = words(group, "section")
        title.setContentsMargins(0, SPACE_M, 0, 0)
        self._grid.addWidget(title, row + 1, 0, 1, columns + 1)
        return row + 2

    def _put(self, widget: QWidget, row: int, at: int) -> None:
        self._grid.addWidget(widget, row, at, Qt.AlignmentFlag.AlignTop)
