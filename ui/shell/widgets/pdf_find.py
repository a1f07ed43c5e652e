"""Searches in a PDF: every place is marked on the pages, and one after another is shown."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import tool
from ui.shell.widgets.layouts import NONE, row
from ui.shell.widgets.words import words


class PdfFind(QWidget):
    """A line to search with, how many places there are, and a step to the next."""

    def __init__(self, document: QPdfDocument, view: QPdfView) -> None:
        super().__init__()
        self._view = view
        self._at = -1
        self._found = QPdfSearchModel(self)
        self._found.setDocument(document)
        view.setSearchModel(self._found)
        self.line = QLineEdit()
        self.line.setAccessibleName("Search in it")
        self.line.setPlaceholderText("Search in it")
        self.line.textChanged.connect(self._search)
        self.told = words("", "meta")
        self.setLayout(
            row(
                self.line,
                self.told,
                tool("chevron-up", "The place before (Shift+F3)", lambda: self.step(-1)),
                tool("chevron-down", "The next place (F3)", lambda: self.step(1)),
                tool("close", "End the search (Esc)", self.end),
                1,
                spacing=SPACE_S,
                margins=NONE,
            )
        )
        self.line.setMinimumWidth(240)
        # Pages are searched one after another, between other things the window does.
        self._found.countChanged.connect(self._say)
        self.hide()

    def begin(self) -> None:
        """Show the line, ready to be typed over."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def end(self) -> None:
        """Put the line away, and the marks with it."""
        had = self.line.hasFocus()
        self.line.clear()
        self.hide()
        if had:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def count(self) -> int:
        """How many places were found so far."""
        return self._found.rowCount(QModelIndex())

    def step(self, by: int) -> None:
        """Show the place so many after this one; after the last comes the first."""
        if self.isHidden():
            self.begin()
        if not self.count:
            return
        self._at = (
            (self._at + by) % self.count if self._at >= 0 else 0 if by > 0 else self.count - 1
        )
        self._view.setCurrentSearchResultIndex(self._at)
        place = self._found.resultAtIndex(self._at)
        navigator = self._view.pageNavigator()
        navigator.jump(place.page(), place.location(), navigator.currentZoom())
        self._say()

    def _search(self, text: str) -> None:
        self._at = -1
        self._view.setCurrentSearchResultIndex(-1)
        self._found.setSearchString(text.strip())
        self._say()

    def _say(self) -> None:
        if not self.line.text().strip():
            self.told.setText("")
        elif not self.count:
            self.told.setText("Not found")
        elif self._at < 0:
            self.step(1)
        else:
            self.told.setText(f"{self._at + 1} of {self.count}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step(-1 if back else 1)
        else:
            super().keyPressEvent(event)
