"""Pages of a PDF on screen: gone through, searched, looked at closely, its headings beside it.

Loads QtPdf, so imported only when one is shown.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QModelIndex,
    QObject,
    QPointF,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QIntValidator,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTreeView, QVBoxLayout, QWidget

from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import tool
from ui.shell.widgets.layouts import row
from ui.shell.widgets.pdf_find import PdfFind
from ui.shell.widgets.words import words

_STEP = 1.2
_CLOSEST, _FARTHEST = 5.0, 0.1
_HEADINGS_WIDTH, _NUMBER_WIDTH = 190, 52
_ROOM_FOR_HEADINGS = 820  # narrower than that the pages need all of it
_FIT_WIDTH, _FIT_PAGE = QPdfView.ZoomMode.FitToWidth, QPdfView.ZoomMode.FitInView


class PdfView(QWidget):
    """Pages one below another, as wide as there is room.

    Page Up and Down, Home and End go through them, Ctrl+F searches, F3 goes on; Ctrl with plus,
    minus or the wheel looks closer, Ctrl+0 fits the width again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(_FIT_WIDTH)
        self.view.setAccessibleName("The printed pages")
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self.search = PdfFind(self.document, self.view)
        self.headings = self._tree()
        self.page = QLineEdit()
        self.page.setAccessibleName("Page")
        self.page.setValidator(QIntValidator(1, 9999, self.page))
        self.page.setFixedWidth(_NUMBER_WIDTH)
        self.page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page.returnPressed.connect(lambda: self.go_to(int(self.page.text()) - 1))
        self.pages = words("", "meta")
        self.zoom = words("", "meta")
        self.setFocusProxy(self.view)
        self._lay_out()
        self._listen()

    def _tree(self) -> QTreeView:
        model = QPdfBookmarkModel(self)
        model.setDocument(self.document)
        tree = QTreeView()
        tree.setModel(model)
        tree.setHeaderHidden(True)
        tree.setFixedWidth(_HEADINGS_WIDTH)
        tree.setAccessibleName("Headings")
        tree.clicked.connect(self._go_to_heading)
        tree.activated.connect(self._go_to_heading)
        tree.hide()
        return tree

    def _lay_out(self) -> None:
        self.outline = tool("menu", "Headings", self._turn_headings)
        bar = row(
            self.outline,
            tool("chevron-up", "Previous page", lambda: self.go_to(self.at - 1)),
            self.page,
            self.pages,
            tool("chevron-down", "Next page", lambda: self.go_to(self.at + 1)),
            1,
            tool("search", "Search in it (Ctrl+F)", self.search.begin),
            tool("zoom-out", "Smaller (Ctrl+−)", lambda: self.look(1 / _STEP)),
            self.zoom,
            tool("zoom-in", "Larger (Ctrl++)", lambda: self.look(_STEP)),
            tool("expand", "As wide as there is room (Ctrl+0)", lambda: self._fit(_FIT_WIDTH)),
            tool("file", "A whole page", lambda: self._fit(_FIT_PAGE)),
            spacing=SPACE_S,
        )
        beside = QHBoxLayout()
        beside.setSpacing(SPACE_M)
        beside.addWidget(self.headings)
        beside.addWidget(self.view, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(bar)
        box.addWidget(self.search)
        box.addLayout(beside, 1)

    def _listen(self) -> None:
        self.view.pageNavigator().currentPageChanged.connect(self._say_page)
        self.view.zoomFactorChanged.connect(lambda _: self._say_zoom())
        self.view.zoomModeChanged.connect(lambda _: self._say_zoom())
        keys: tuple[
            tuple[QKeySequence | QKeySequence.StandardKey | str, Callable[[], None]], ...
        ] = (
            (QKeySequence.StandardKey.Find, self.search.begin),
            ("F3", lambda: self.search.step(1)),
            ("Shift+F3", lambda: self.search.step(-1)),
            (QKeySequence.StandardKey.ZoomIn, lambda: self.look(_STEP)),
            ("Ctrl+=", lambda: self.look(_STEP)),
            (QKeySequence.StandardKey.ZoomOut, lambda: self.look(1 / _STEP)),
            ("Ctrl+0", lambda: self._fit(_FIT_WIDTH)),
        )
        for key, do in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            # Wherever the keyboard is on a page that shows one: there is never more than one.
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(do)

    # ---- what is shown --------------------------------------------------------------------

    def show_pdf(self, content: bytes) -> None:
        """Show these bytes, from their first page."""
        self.search.end()
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        count = self.document.pageCount()
        self.pages.setText("of 1 page" if count == 1 else f"of {count} pages")
        self._say_page(0)
        self._show_headings()
        self.headings.expandAll()
        self._say_zoom()

    @property
    def at(self) -> int:
        """The page that is looked at, from 0."""
        return self.view.pageNavigator().currentPage()

    def go_to(self, page: int, place: QPointF | None = None) -> None:
        """Show a page from its head, or from a place on it; pages count from 0."""
        page = max(0, min(page, self.document.pageCount() - 1))
        navigator = self.view.pageNavigator()
        navigator.jump(page, place or QPointF(), navigator.currentZoom())
        self._say_page(page)  # also where it was looked at already, and another was typed

    def _say_page(self, page: int) -> None:
        self.page.setText(str(page + 1))

    # ---- headings -------------------------------------------------------------------------

    @property
    def _has_headings(self) -> bool:
        return self.headings.model().rowCount(QModelIndex()) > 0

    def _show_headings(self) -> None:
        there = self._has_headings
        self.outline.setEnabled(there)
        self.outline.setToolTip("Headings" if there else "It has no headings")
        self.headings.setVisible(there and self.width() >= _ROOM_FOR_HEADINGS)

    def _turn_headings(self) -> None:
        self.headings.setVisible(self.headings.isHidden() and self._has_headings)

    def _go_to_heading(self, index: QModelIndex) -> None:
        role = QPdfBookmarkModel.Role
        model = self.headings.model()
        self.go_to(model.data(index, role.Page), model.data(index, role.Location))

    # ---- looking closer -------------------------------------------------------------------

    def look(self, factor: float) -> None:
        """Show the pages so many times as large as they are now."""
        now = self.scale
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(max(_FARTHEST, min(now * factor, _CLOSEST)))

    @property
    def scale(self) -> float:
        """How large pages are shown; 1 is as large as on paper."""
        mode = self.view.zoomMode()
        if mode is QPdfView.ZoomMode.Custom or not self.document.pageCount():
            return self.view.zoomFactor()
        page, room = self.document.pagePointSize(self.at), self.view.viewport().size()
        margins = self.view.documentMargins()
        wide = (room.width() - margins.left() - margins.right()) / max(page.width(), 1)
        high = (room.height() - self.view.pageSpacing()) / max(page.height(), 1)
        fits = wide if mode is _FIT_WIDTH else min(wide, high)
        return fits * 72 / self.view.logicalDpiX()

    def _fit(self, mode: QPdfView.ZoomMode) -> None:
        self.view.setZoomMode(mode)

    def _say_zoom(self) -> None:
        self.zoom.setText(f"{self.scale:.0%}")

    # ---- events ---------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() < _ROOM_FOR_HEADINGS <= event.size().width():
            self._show_headings()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl with the wheel looks closer; Home and End are the first page and the last."""
        if (
            isinstance(event, QWheelEvent)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.look(_STEP ** (event.angleDelta().y() / 120))
            return True
        if event.type() is QEvent.Type.Resize:
            QTimer.singleShot(0, self.view, self._say_zoom)  # once the pages have their new room
        if watched is self.view and event.type() is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.document.pageCount() - 1}
            page = ends.get(Qt.Key(event.key()))
            if page is not None:
                self.go_to(page)
                return True
        return super().eventFilter(watched, event)
