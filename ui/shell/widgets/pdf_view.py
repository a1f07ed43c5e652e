"""A printed page on screen. Loads QtPdf, so imported only when one is shown."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import tool
from ui.shell.widgets.layouts import row
from ui.shell.widgets.words import words

_STEP = 1.2


class PdfView(QWidget):
    """Pages one below another, as wide as there is room, with buttons to look closer."""

    def __init__(self) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._view = QPdfView(self)
        self._view.setDocument(self.document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName("The printed pages")
        self._pages = words("", "meta")
        bar = row(
            self._pages,
            1,
            tool("zoom-out", "Smaller", lambda: self._zoom(1 / _STEP)),
            tool("zoom-in", "Larger", lambda: self._zoom(_STEP)),
            tool("expand", "As wide as there is room", self._fit),
            spacing=SPACE_S,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(bar)
        box.addWidget(self._view, 1)

    def show_pdf(self, content: bytes) -> None:
        """Show these bytes."""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        count = self.document.pageCount()
        self._pages.setText("1 page" if count == 1 else f"{count} pages")

    def _zoom(self, factor: float) -> None:
        now = self._view.zoomFactor()
        if self._view.zoomMode() is QPdfView.ZoomMode.FitToWidth and self.document.pageCount():
            width = self.document.pagePointSize(0).width() * self._view.logicalDpiX() / 72
            now = self._view.viewport().width() / max(width, 1)
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(now * factor)

    def _fit(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
