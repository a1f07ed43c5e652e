"""The bar over the page: back and forward, where we are, the search-or-do box, the menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ui.shell.commands import COMMANDS, Command
from ui.shell.finder import Finder, Found
from ui.shell.places import History, Place
from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button, tool
from ui.shell.widgets.layouts import clear, row
from ui.shell.widgets.words import words

# Pixels to which a crumb between the first and the last may shrink in a narrow window.
_SHORTEST_CRUMB = 60
Search = Callable[[str, Callable[[Sequence[Found]], None]], None]


class TopBar(QWidget):
    """Sends commands and places; knows no page."""

    ordered = Signal(object)
    went = Signal(object)

    def __init__(self, search: Search) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        order = {command.id: command for command in COMMANDS}
        self._back = tool("back", "Back (Alt+Left)", lambda: self.ordered.emit(order["back"]))
        self._forward = tool(
            "forward", "Forward (Alt+Right)", lambda: self.ordered.emit(order["forward"])
        )
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(SPACE_S)
        self.finder = Finder(search)
        self.finder.ordered.connect(self.ordered)
        self.finder.went.connect(self.went)
        self.menu = tool("menu", "Everything you can do", lambda: None)
        self.menu.setMenu(self._menu())
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        bar = row(
            self._back,
            self._forward,
            self._crumbs,
            1,
            self.finder,
            self.menu,
            margins=(SPACE_M, SPACE_S, SPACE_M, SPACE_S),
        )
        bar.setStretchFactor(self.finder, 2)
        bar.setSpacing(SPACE_S)
        self.setLayout(bar)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for _, commands in groupby(COMMANDS, key=lambda one: one.group):
            if not menu.isEmpty():
                menu.addSeparator()
            for command in commands:
                menu.addAction(self._action(command, menu))
        return menu

    def _action(self, command: Command, menu: QMenu) -> QAction:
        # The shortcut is shown, not bound: the window binds each once.
        action = QAction(f"{command.label}\t{command.shortcut}", menu)
        action.triggered.connect(lambda _checked=False: self.ordered.emit(command))
        return action

    def show_way(self, history: History) -> None:
        """Let back and forward be pressed where there is somewhere to go."""
        self._back.setEnabled(history.can_go_back)
        self._forward.setEnabled(history.can_go_forward)

    def show_crumbs(self, crumbs: Sequence[tuple[str, Place | None]]) -> None:
        """Show where we are; all but the last can be gone to."""
        clear(self._crumbs)
        for at, (text, place) in enumerate(crumbs):
            if at:
                self._crumbs.addWidget(words("/", "muted"))
            if place is None:
                here = words(text, "strong")
                here.setMinimumWidth(1)  # cut short rather than keep the window wide
                self._crumbs.addWidget(here)
            else:
                back = button(text, partial(self.went.emit, place), "link")
                if at:
                    back.setMinimumWidth(_SHORTEST_CRUMB)
                self._crumbs.addWidget(back)
        self._crumbs.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
