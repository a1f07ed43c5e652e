"""What a person sees of the desktop: widgets by their names, the message, a picture.

Nothing here calls a page: a widget is found by the name that is read out or written on it, and
only while it can be seen.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QListWidget,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.shell.bug import BugDialog
from ui.shell.desktop import Desktop
from ui.shell.unlock import UnlockWindow
from ui.shell.window import MainWindow

W = TypeVar("W", bound=QWidget)
PICTURES = "RESOURCES_APP_PICTURES"
SIZE = (1280, 720)
PATIENCE = 20  # seconds
_WINDOWS = (MainWindow, UnlockWindow)


class Screen:
    """One person's screen. `pictures` are saved where the environment says, or nowhere."""

    def __init__(self, qtbot: QtBot, desktop: Desktop, story: str) -> None:
        self.qtbot = qtbot
        self.desktop = desktop
        self._story = story
        self._taken = 0

    @property
    def window(self) -> QWidget:
        """The window that is shown."""
        shown = self.desktop.window or self.desktop.unlock
        assert shown is not None, "no window is shown"
        return shown

    def begin(self) -> None:
        """Wait until the first window has the keyboard."""
        self.window.activateWindow()
        self.until(lambda: QApplication.activeWindow() is self.window)

    def enter(self) -> None:
        """Wait for the main window, and make it as large as a person would."""
        self.until(lambda: self.desktop.window is not None)
        # The offscreen platform's screen is smaller than any desk's.
        self.window.resize(*SIZE)
        self.until(lambda: QApplication.activeWindow() is self.window)

    def leave(self) -> None:
        """Close the window, which ends its work and closes the store."""
        window = self.window
        self.qtbot.addWidget(window)
        window.close()

    def named(self, name: str, kind: type[W], inside: QWidget | None = None) -> W:
        """The one widget of a kind that can be seen and is called so. Fails saying what can."""
        seen = self._seen(kind, inside)
        found = [one for one in seen if name in names_of(one)]
        assert found, f"nothing seen is called “{name}”; there are {sorted(map(title_of, seen))}"
        return found[0]

    def sees(self, name: str, kind: type[QWidget] = QWidget) -> bool:
        """Whether something called so can be seen."""
        return any(name in names_of(one) for one in self._seen(kind, None))

    def _seen(self, kind: type[W], inside: QWidget | None) -> list[W]:
        widgets = (inside or self.window).findChildren(kind)
        return [one for one in widgets if one.isVisible()]

    @property
    def words(self) -> str:
        """Everything written on labels that can be seen, a line each."""
        return "\n".join(one.text() for one in self._seen(QLabel, None) if one.text())

    def until(self, told: Callable[[], bool], what: str = "") -> None:
        """Wait until something is so."""
        patience = time.monotonic() + PATIENCE
        while not told():
            assert time.monotonic() < patience, (
                f"waited in vain{what and ': '}{what}; what is written is:\n{self.words}"
            )
            self.qtbot.wait(5)

    def reads(self, *sentences: str) -> None:
        """Wait until each of these stands somewhere in the words on the screen."""
        for sentence in sentences:
            self.until(lambda sentence=sentence: sentence in self.words, sentence)  # type: ignore[misc]

    def rest(self) -> None:
        """Let the window paint, and what was put off for a moment happen."""
        self.qtbot.wait(1)
        for one in QApplication.topLevelWidgets():
            if not one.isVisible():
                continue
            assert not isinstance(one, BugDialog), one.detail
            # What is shown before it has a place becomes a window, and takes the keyboard away.
            astray = one.windowType() == Qt.WindowType.Window and not isinstance(one, _WINDOWS)
            assert not astray, f"“{title_of(one)}” opened as a window of its own"

    def bring_into_view(self, widget: QWidget) -> QPoint:
        """Scroll as far as the widget, and say where in it a mouse can hit it."""
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget, 8, 8)
            parent = parent.parentWidget()
        self.rest()
        seen = widget.visibleRegion().boundingRect()
        assert not seen.isEmpty(), f"“{title_of(widget)}” cannot be brought into view"
        at = seen.center()
        there = QApplication.widgetAt(widget.mapToGlobal(at))
        assert there is None or there is widget or widget.isAncestorOf(there), (
            f"“{title_of(there)}” lies over “{title_of(widget)}”"
        )
        return at

    def picture(self, name: str) -> None:
        """Save what is seen, when pictures are wanted."""
        folder = os.environ.get(PICTURES)
        if not folder:
            return
        self._taken += 1
        target = Path(folder) / self._story / f"{self._taken:02} {name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        self.qtbot.wait(60)
        assert self.window.grab().save(str(target))


def names_of(widget: QWidget) -> set[str]:
    """What a widget is called: read out, written on it, and in the code."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return {widget.accessibleName(), text.strip(), widget.objectName()} - {""}


def title_of(widget: QWidget) -> str:
    """What a widget is called first."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return widget.accessibleName() or text.strip() or widget.objectName() or type(widget).__name__


def rows_of(table: QTableView | QListWidget) -> list[str]:
    """What stands in each row of a table or list."""
    if isinstance(table, QListWidget):
        return [table.item(at).text() for at in range(table.count())]
    model = table.model()
    columns = range(model.columnCount())
    return [
        " · ".join(str(model.index(at, column).data() or "") for column in columns)
        for at in range(model.rowCount())
    ]


def row_of(table: QTableView | QListWidget, text: str) -> int:
    """The first row in which a text stands. Fails saying what there is."""
    rows = rows_of(table)
    found = [at for at, one in enumerate(rows) if text in one]
    assert found, f"“{text}” stands in no row of “{title_of(table)}”: {rows[:20]}"
    return found[0]


def cell_in(table: QTableView | QListWidget, row: int) -> QRect:
    """Where the first cell of a row is in the table's viewport, scrolled to."""
    index = table.model().index(row, 0)
    table.scrollTo(index)
    return table.visualRect(index)
