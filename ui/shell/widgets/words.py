"""Text on a page: titles, sections, small print, chips, and rows of facts."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from ui.shell.tokens import SPACE_L, SPACE_S


def words(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label; `role` is one of the style sheet's: title, section, strong, meta, muted, error."""
    label = QLabel(text)
    # Names typed by people must never be read as mark-up.
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    if wrap:
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def chip(text: str, tone: str = "plain") -> QLabel:
    """A status: the word first, the colour second."""
    label = words(text)
    label.setProperty("chip", tone)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return label


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def rule() -> QFrame:
    """A one-pixel line across."""
    line = QFrame()
    line.setProperty("rule", "true")
    return line


class Facts(QWidget):
    """What is known, in pairs: the name of a thing at the left, the thing beside it.

    Facts without a value say so, since an empty space reads as a mistake.
    """

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_L)
        self._grid.setVerticalSpacing(SPACE_S)
        for column in range(columns):
            self._grid.setColumnStretch(2 * column, 35)
            self._grid.setColumnStretch(2 * column + 1, 65)

    def show_facts(
        self, facts: Iterable[tuple[str, str]], *, missing: str = "not recorded"
    ) -> None:
        """Show these pairs in place of the ones before."""
        while item := self._grid.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        pairs = list(facts)
        per_column = -(-len(pairs) // self._columns)
        for at, (name, value) in enumerate(pairs):
            column, row = divmod(at, per_column)
            left = words(name, "muted", wrap=True)
            right = words(value or missing, "" if value else "muted", wrap=True)
            right.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            right.setAccessibleName(f"{name}: {value or missing}")
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(left, row, 2 * column, top)
            self._grid.addWidget(right, row, 2 * column + 1, top)
