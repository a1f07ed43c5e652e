"""A file or a folder to name: typed, dropped on, or looked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import NONE, row


class FileLine(QWidget):
    """A line with a file's path and a button to look for it."""

    changed = Signal()

    def __init__(
        self, name: str, pattern: str, *, save: bool = False, folder: bool = False
    ) -> None:
        """`pattern` is a file dialog's filter; `save` names a file that is to be made, `folder` a
        folder.
        """
        super().__init__()
        self._name, self._pattern, self._save, self._folder = name, pattern, save, folder
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(f"Type or drop a {'folder' if folder else 'file'} here")
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.look = button("Look for it…", self._look)
        self.setLayout(row(self.line, self.look, margins=NONE))
        self.setAcceptDrops(True)
        self.setFocusProxy(self.line)

    @property
    def path(self) -> Path | None:
        """The file named, or None."""
        text = self.line.text().strip().strip('"')
        return Path(text).expanduser() if text else None

    def show_path(self, path: Path | None) -> None:
        """Put a path in the line."""
        self.line.setText("" if path is None else str(path))

    def _look(self) -> None:
        here = str(self.path or Path.home())
        if self._folder:
            if chosen := QFileDialog.getExistingDirectory(self, self._name, here):
                self.line.setText(chosen)
            return
        ask = QFileDialog.getSaveFileName if self._save else QFileDialog.getOpenFileName
        chosen, _ = ask(self, self._name, here, self._pattern)
        if chosen:
            self.line.setText(chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.line.setText(files[0])
