"""A cover that lies over a widget while files are held over it, and takes what is let go.

Mail programs hand over a promise of a file, not a file; what can be done about that is said
instead: saved first, it can be dropped like any other.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.shell.tokens import SPACE_XL
from ui.shell.widgets.layouts import column
from ui.shell.widgets.words import words

SAVE_FIRST = (
    "The mail program let go of a message that is not a file yet. Save it first (in Outlook: File, "
    "Save as), then drop the saved file here."
)
# What Outlook and Thunderbird offer in place of a file, as part of the format's name.
_PROMISES = ("FileGroupDescriptor", "x-moz-file-promise", "x-moz-message")


def files_in(data: QMimeData) -> list[Path]:
    """The files on this machine that are held."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def is_promise(data: QMimeData) -> bool:
    """Whether a file is promised that is not there yet."""
    remote = any(not url.isLocalFile() for url in data.urls())
    return remote or any(sign in one for one in data.formats() for sign in _PROMISES)


class DropCover(QFrame):
    """Seen only while something is held over its widget that can be kept."""

    #: The files that were let go.
    dropped = Signal(object)
    #: What was let go cannot be taken as it is: why, and what to do.
    refused = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._words = words("", "section", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        margins = (SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        self.setLayout(column(1, self._words, 1, margins=margins))
        self.setProperty("surface", "drop")
        self.setAcceptDrops(True)
        self.hide()
        over.setAcceptDrops(True)
        over.installEventFilter(self)

    def say(self, text: str) -> None:
        """What happens to what is let go here, in a sentence."""
        self._words.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DragEnter and watched is self._over:
            self.dragEnterEvent(cast(QDragEnterEvent, event))
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()) or is_promise(event.mimeData()):
            event.acceptProposedAction()
            self.setGeometry(self._over.rect())
            self.raise_()
            self.show()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.hide()
        event.acceptProposedAction()
        if files := files_in(event.mimeData()):
            self.dropped.emit(files)
        else:
            self.refused.emit(SAVE_FIRST)
