"""The main window: only wires the rail, the bars, the pages and the commands together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ui.pages.page import Page
from ui.pages.table import PAGES
from ui.shell.commands import COMMANDS, Command
from ui.shell.desk import Desk
from ui.shell.finder import Found
from ui.shell.places import History, Place
from ui.shell.rail import Rail
from ui.shell.status_line import StatusLine
from ui.shell.theme import ThemeChoice, theme
from ui.shell.top_bar import TopBar
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.message_bar import MessageBar
from ui.shell.widgets.words import words

MARKING = "OFFICIAL-SENSITIVE"


class MainWindow(QMainWindow):
    """One officer at work. `locked` asks for another officer's passphrase."""

    locked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setWindowTitle("Access to Resources")
        self.desk = desk
        self.history = History()
        self._pages: dict[str, Page] = {}
        self._rail = Rail(
            [(row.key, row.label, row.icon) for row in PAGES.values() if row.rail],
            narrow=desk.preferences.rail_narrow,
        )
        self.top = TopBar(self._search)
        self.messages = MessageBar()
        self.status = StatusLine()
        self._host = QStackedWidget()
        self._host.setObjectName("host")
        self._lay_out()
        self._wire()
        self.resize(1280, 720)
        self.restoreGeometry(desk.preferences.geometry)

    def _lay_out(self) -> None:
        marking = words(MARKING)
        marking.setObjectName("marking")
        marking.setAlignment(marking.alignment().AlignCenter)
        right = column(self.top, self.messages, self._host, self.status, spacing=0)
        right.setStretchFactor(self._host, 1)
        body = row(self._rail, right, spacing=0)
        self.setCentralWidget(holder(column(marking, body, spacing=0)))

    def _wire(self) -> None:
        desk = self.desk
        desk.signed_in.connect(self._say_who)
        if desk.has_officer:
            self._say_who()
        desk.wants_to_go.connect(self.go)
        desk.said.connect(self.messages.say)
        desk.work.changed.connect(self._hear)
        desk.work.busy.connect(self.status.saving)
        desk.work.refused.connect(desk.complain)
        desk.wants_lock.connect(self.locked)
        desk.typing_kept.connect(lambda: self.status.kept(desk.clock.now()))
        self._rail.chosen.connect(lambda key: self.go(Place(key)))
        self._rail.narrowed.connect(lambda yes: setattr(desk.preferences, "rail_narrow", yes))
        self.top.ordered.connect(self.do)
        self.top.went.connect(self.go)
        self.messages.went.connect(self.go)
        for command in COMMANDS:
            if command.shortcut:
                shortcut = QShortcut(QKeySequence(command.shortcut), self)
                shortcut.activated.connect(lambda command=command: self.do(command))

    def _say_who(self) -> None:
        officer = self.desk.officer
        self.status.say_who(officer.name, officer.role, self.desk.store.name)

    def lay_out(self, place: Place) -> None:
        """Make a page, unseen and empty; needs no officer and reads nothing."""
        self._host.setCurrentWidget(self._made(place.page))

    @property
    def page(self) -> Page | None:
        """The page shown, or None before any was."""
        shown = self._host.currentWidget()
        return shown if isinstance(shown, Page) else None

    def go(self, place: Place) -> None:
        """Show a place, and remember it."""
        self.history.visit(place)
        self._show(place)

    def do(self, command: Command) -> None:
        """Carry out a command."""
        if command.place is not None:
            self.go(command.place)
        else:
            self._deeds()[command.id]()

    def _deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "find": self.top.finder.begin,
            "primary": self._primary,
            "back": self._back,
            "forward": self._forward,
            "refresh": self._refresh,
            "rail": self._rail.toggle,
            "theme": self._other_theme,
            "shortcuts": lambda: self.go(Place("settings", tab="shortcuts")),
            "lock": self.locked.emit,
            "quit": self.close,
        }

    def _primary(self) -> None:
        if self.page is None:
            return
        if self.page.panel is not None:
            # What is being typed comes first: the page's own action would take its place.
            self.page.panel.do.click()
        else:
            self.page.primary()

    def _refresh(self) -> None:
        if self.page is not None:
            self.page.refresh()

    def _back(self) -> None:
        if self.history.can_go_back:
            self._show(self.history.back())

    def _forward(self) -> None:
        if self.history.can_go_forward:
            self._show(self.history.forward())

    def _show(self, place: Place) -> None:
        row = PAGES[place.page]
        page = self._made(place.page)
        if (page, place.key) != (self.page, page.place.key):
            self.messages.move_on()
        self._host.setCurrentWidget(page)
        self._rail.light(row.under or row.key)
        page.open(place)
        self.top.show_way(self.history)

    def _made(self, key: str) -> Page:
        if key not in self._pages:
            page = PAGES[key].build(self.desk)
            page.located.connect(self.top.show_crumbs)
            self._pages[key] = page
            self._host.addWidget(page)
        return self._pages[key]

    def _hear(self, changes: object) -> None:
        self.status.saved(self.desk.clock.now())
        for page in self._pages.values():
            page.hear(changes)  # type: ignore[arg-type]
        self.count()

    def count(self) -> None:
        """Read again how much waits in each page."""
        officer, today = self.desk.officer, self.desk.today()
        self.desk.read(
            self,
            # Loaded on the reading thread, so that the window is not kept waiting for it.
            lambda tables: import_module("ui.pages.counting").waiting(tables, officer, today),
            self._rail.show_counts,
            key="counts",
        )

    def _search(self, text: str, deliver: Callable[[Sequence[Found]], None]) -> None:
        officer = self.desk.officer
        self.desk.read(
            self,
            lambda tables: import_module("ui.pages.finding").find(tables, text, officer),
            deliver,
            key="find",
        )

    def _other_theme(self) -> None:
        dark = theme.tokens.name == "dark"
        choice = ThemeChoice.LIGHT if dark else ThemeChoice.DARK
        theme.apply(choice)
        self.desk.preferences.theme = choice

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rail.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.desk.preferences.geometry = bytes(self.saveGeometry().data())
        self.desk.leaving.emit()
        self.desk.work.close()
        super().closeEvent(event)
