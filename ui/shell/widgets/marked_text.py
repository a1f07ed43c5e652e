"""A text to read, with one stretch of it marked and in sight."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from ui.shell.theme import theme


class MarkedText(QPlainTextEdit):
    """Plain words only: nothing in them is read as mark-up."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)

    def show_text(self, text: str, span: tuple[int, int]) -> None:
        """Show a text with the stretch `span` marked, its end excluded."""
        self.setPlainText(text)
        # Qt counts in UTF-16, where a sign beyond the first plane is two.
        start, end = (_units(text[:at]) for at in span)
        marked = QTextEdit.ExtraSelection()
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(QColor(theme.tokens.warning_ground))
        look.setForeground(QColor(theme.tokens.warning))
        look.setFontUnderline(True)
        marked.cursor, marked.format = cursor, look
        self.setExtraSelections([marked])
        here = QTextCursor(cursor)
        here.clearSelection()
        self.setTextCursor(here)
        self.centerCursor()

    @property
    def marked(self) -> str:
        """The words that are marked."""
        found = self.extraSelections()
        return found[0].cursor.selectedText() if found else ""


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
