"""What is our bug: a dialog with detail to copy, and a line in the log.

The detail names files, lines and kinds of error only. An error's own words and the values of
variables may hold a child's name, so they are never shown, copied or logged.
"""

from __future__ import annotations

import logging
import platform
import sys
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from resources_app.foundations.faults import fault_lines
from ui.shell.tokens import SPACE_L, SPACE_XL
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import column, row
from ui.shell.widgets.words import words

log = logging.getLogger("resources_app.ui")


def detail_of(error: BaseException) -> str:
    """Where an error came from, without anything that could be about a person."""
    running = f"Python {platform.python_version()}, Qt {qt_version}, {platform.system()}"
    return "\n".join([running, *fault_lines(error)])


class BugDialog(QDialog):
    """Says that it was our mistake, what is safe, and how to tell us."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong in the application")
        self.detail = detail_of(error)
        shown = QPlainTextEdit(self.detail)
        shown.setReadOnly(True)
        shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        shown.setAccessibleName("Technical detail")
        explanation = words(
            "This is a mistake in the application, not something you did. What you were doing was "
            "not saved; everything saved before it is safe. The detail below says where it "
            "happened and holds nothing about any child or provider.",
            wrap=True,
        )
        copy = button("Copy the detail", self._copy, icon="copy")
        close = button("Close", self.accept, "primary")
        self.setLayout(
            column(
                words("Something went wrong in the application", "section"),
                explanation,
                shown,
                row(1, copy, close),
                margins=(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL),
                spacing=SPACE_L,
            )
        )
        self.resize(640, 420)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.detail)


def show_bug(error: BaseException, parent: QWidget | None = None) -> BugDialog:
    """Log the bug and show the dialog without stopping the window."""
    log.error("%s", detail_of(error))
    dialog = BugDialog(error, parent)
    dialog.open()
    return dialog


def catch_everything(parent: QWidget) -> None:
    """Show what escapes in the window's own thread as our bug, too."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            show_bug(error, parent)

    sys.excepthook = hook
