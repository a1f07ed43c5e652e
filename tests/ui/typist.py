"""Somebody who types until they are killed: a real window in a process of its own.

Run by test_killed_typing.py with the store, the request, what to do and after how many keys.
Types the numbers one after another, from where the form's text ends, and reports each key and
deed on standard output with the moment of it.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import count, islice
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from ui.pages.request import RequestPage
from ui.pages.request_answers import AnswersTab
from ui.preferences import Preferences
from ui.shell.desktop import Desktop
from ui.shell.places import Place
from ui.shell.window import MainWindow

_KEY = 12  # milliseconds between two keys: nobody types so fast
# Whoever is not killed by then is an orphan of a test that was, and would type for ever.
_LONGEST = 120_000


def numbers(length: int) -> str:
    """The first characters of `1,2,3,4,…`: a text whose every prefix tells its own length."""
    return "".join(islice((letter for one in count(1) for letter in f"{one},"), length))


class Typist:
    """Types into one draft's story, and does one thing in the midst of it."""

    def __init__(self, window: MainWindow, reference: str, deed: str, keys: int) -> None:
        self._window, self._deed, self._keys = window, deed, keys
        self._typed = 0
        window.go(Place("request", reference, "request"))
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._look)
        self._timer.start(_KEY)
        QTimer.singleShot(_LONGEST, window, lambda: os._exit(1))

    def _look(self) -> None:
        """Wait until the draft is there, with what was typed into it before."""
        page = self._window.page
        tab = page.tabs.built("request") if isinstance(page, RequestPage) else None
        if isinstance(tab, AnswersTab) and tab.typing is not None and tab.typing.ready:
            assert tab.form is not None
            area = tab.form.editor("about")
            assert isinstance(area, QPlainTextEdit)
            self._tab, self._area = tab, area
            area.moveCursor(QTextCursor.MoveOperation.End)
            self._timer.timeout.disconnect()
            self._timer.timeout.connect(self._type)

    def _type(self) -> None:
        length = len(self._area.toPlainText()) + 1
        QTest.keyClicks(self._area, numbers(length)[-1])
        report("typed", length)
        self._typed += 1
        if self._typed == self._keys:
            report("did", length)
            self._do()

    def _do(self) -> None:
        if self._deed == "save":
            self._tab.save_draft()
        elif self._deed == "leave":
            self._timer.stop()
            self._window.go(Place("today"))
        elif self._deed == "close":
            self._timer.stop()
            self._window.close()


def report(what: str, length: int) -> None:
    """Tell at once, past every buffer, how long the text is."""
    os.write(1, f"{what} {length} {time.monotonic()}\n".encode())


def main(store: str, passphrase: str, reference: str, deed: str, keys: str) -> None:
    """Open the desktop as anybody does, and type."""
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    desktop = Desktop(Preferences())
    typists: list[Typist] = []
    desktop.ready.connect(lambda window: typists.append(Typist(window, reference, deed, int(keys))))
    desktop.enter(Path(store), passphrase)
    desktop.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
