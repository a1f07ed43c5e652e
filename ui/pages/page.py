"""What every page is: opened at a place, refreshed when what it shows changes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from ui.shell.desk import Desk, concerns
from ui.shell.places import Place
from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_XL
from ui.shell.widgets.layouts import column, holder, scrolled
from ui.shell.widgets.tab_stops import tab_stops

if TYPE_CHECKING:
    from resources_app.store.store import Changes
    from ui.shell.widgets.panel import Panel

Crumb = tuple[str, Place | None]


class _Body(QVBoxLayout):
    """A page's column. It fits the room there is, where Qt would take all that text could use."""

    def hasHeightForWidth(self) -> bool:
        return False


class Page(QWidget):
    """One screen. A page lays out its widgets with `lay_out`, reads in `load`."""

    #: Where we are, as crumbs: words and, for what can be gone back to, a place.
    located = Signal(object)
    #: Tables whose changes concern this page.
    WATCHES: ClassVar[frozenset[str]] = frozenset()
    #: Whether what is typed into its panels is kept and taken up again. A panel's title says which
    #: it is, so on such a page no two of a record's panels that ask different things share one.
    KEEPS_TYPING: ClassVar[bool] = False

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.place = Place("")
        self._stale = True
        self._to_begin = ""
        self._panel: Panel | None = None
        self._before: QWidget | None = None
        #: What has the keyboard when the page is opened.
        self.first: QWidget | None = None
        self._stack = QStackedLayout(self)

    def lay_out(self, *widgets: QWidget, fill: QWidget | None = None) -> None:
        """Put the page's widgets one below another; `fill` (or the last) takes the room.

        In a window too small for it the page scrolls as a whole, both ways.
        """
        body = _Body()
        body.setContentsMargins(SPACE_XL, SPACE_M, SPACE_XL, SPACE_M)
        body.setSpacing(SPACE_M)
        for one in widgets:
            body.addWidget(one)
        body.setStretchFactor(fill or widgets[-1], 1)
        area = scrolled(holder(body))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._stack.addWidget(area)

    def open(self, place: Place) -> None:
        """Show a place of this page, and begin its action once what it shows has been read."""
        self._to_begin, place = place.action, place.to_do("")
        other = place.on("") != self.place.on("")
        # Going where we are already means looking again.
        again = place == self.place
        self.place = place
        if other:
            self.close_panel()
        self.located.emit(self.crumbs())
        if other or again or self._stale or self._to_begin:
            self.refresh()
        self.show_tab(place.tab)
        if other and self._panel is None:
            # Qt would give the keyboard to the first button, which Enter then presses.
            (self.first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read again what the page shows."""
        self._stale = False
        self.load()

    def take_action(self) -> str:
        """The action that the place was opened with, once; "" for none.

        A page that begins actions asks when it has shown its record.
        """
        taken, self._to_begin = self._to_begin, ""
        return taken

    def hear(self, changes: Changes) -> None:
        """An action changed something: read again now if seen, or when next opened."""
        if not concerns(changes, self.WATCHES):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def show_panel(self, panel: Panel) -> None:
        """Put a panel in the page's place until it is closed."""
        self.close_panel()
        self._panel = panel
        self._before = QApplication.focusWidget()
        frame = holder(column(panel, margins=(SPACE_XL, SPACE_L, SPACE_XL, SPACE_L)))
        frame.setObjectName("panel")
        panel.closed.connect(self.close_panel)
        self._stack.addWidget(frame)
        self._stack.setCurrentWidget(frame)
        if not panel.isAncestorOf(QApplication.focusWidget() or self):
            # Its first field: Qt's own next could be anywhere in the window.
            next(iter(tab_stops(panel)), panel.leave).setFocus(Qt.FocusReason.TabFocusReason)
        if self.KEEPS_TYPING:
            # Once whoever opened it has put its first values in.
            QTimer.singleShot(0, panel, lambda: self._keep(panel))

    def _keep(self, panel: Panel) -> None:
        if panel is self._panel:
            import_module("ui.pages.kept_panels").keep_panel(self.desk, self.place, panel)

    def close_panel(self) -> None:
        """Put the panel away, if there is one."""
        if self._panel is None:
            return
        frame = self._panel.parentWidget()
        self._panel = None
        self._stack.setCurrentIndex(0)
        self._give_keyboard_back()
        if frame is not None:
            self._stack.removeWidget(frame)
            frame.deleteLater()

    def _give_keyboard_back(self) -> None:
        """The keyboard goes on where it was before the panel, not nowhere."""
        before, self._before = self._before, None
        if before is None or not shiboken6.isValid(before) or not before.isVisible():
            before = self.first or self
        if self.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def panel(self) -> Panel | None:
        """The panel that is open, if one is."""
        return self._panel

    def crumbs(self) -> list[Crumb]:
        """Where we are."""
        raise NotImplementedError

    def load(self) -> None:
        """Read what the page shows."""
        raise NotImplementedError

    def show_tab(self, tab: str) -> None:
        """Show one of the page's tabs; pages without tabs do nothing."""

    def primary(self) -> None:
        """Do the page's next action, as if its primary button were pressed."""
