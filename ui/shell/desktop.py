"""From start to finish: unlock a store, show the window, change officer, close."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from resources_app.foundations.clock import Clock
from resources_app.foundations.errors import KnownError
from ui.preferences import Preferences
from ui.shell.places import Place
from ui.shell.tidying import Tidying
from ui.shell.work import Op, Work

if TYPE_CHECKING:
    from resources_app.session import Session
    from ui.opening import Begun, Entered
    from ui.shell.unlock import UnlockWindow
    from ui.shell.window import MainWindow
    from ui.worker import Worker


# Loaded in the background once the window stands, so that the first visit does not wait for it.
_WARM = (
    "ui.pages.request",
    "ui.pages.requests",
    "ui.pages.new_request",
    "ui.pages.providers",
    "resources_app.casework.running_out",
    "ui.pages.placements",
    "ui.pages.placement",
    "ui.pages.child",
    "ui.pages.service",
    "ui.pages.agreement",
    "holidays.countries",  # all of them, when the first working day is counted
)
# What talks to Qt while it is loaded is loaded on the window's thread, when that has little to do:
# pyqtgraph makes objects of Qt's and listens to the application.
_WARM_HERE = "ui.shell.widgets.map"
FIRST = Place("today")
_QUIET = 600  # milliseconds after the window stands
_LATER = 2_500


def _drop_old_drafts() -> None:
    """Documents lie in plain beside the store no longer than they must."""
    drafts = import_module("resources_app.documents.drafts")
    drafts.remove_drafts(days_old=drafts.DAYS_KEPT)


def _warm() -> None:
    for module in _WARM:
        import_module(module)


class Desktop(QObject):
    """One person at one screen. `ready` is sent when a window can be used."""

    ready = Signal(object)
    #: The store's libraries are loaded; a passphrase may be being stretched.
    _loaded = Signal()

    def __init__(
        self, preferences: Preferences, *, clock: Clock | None = None, inline: bool = False
    ) -> None:
        super().__init__()
        self.preferences = preferences
        self._clock = clock
        self._inline = inline
        self._work: Work | None = None
        self._entered: Entered | None = None
        self._warmed = False
        self.drafted: MainWindow | None = None
        self.tidying = None if inline else Tidying(self)
        if not inline:
            self._loaded.connect(self._draft, Qt.ConnectionType.QueuedConnection)
        self.unlock: UnlockWindow | None = None
        self.window: MainWindow | None = None
        self._dressed = False

    def run(self) -> int:
        """Answer the person until the last window is closed; the exit status."""
        from PySide6.QtWidgets import QApplication

        return QApplication.exec()

    def _dress(self) -> None:
        """Put the theme on, once. Like the windows, it is loaded when the first is made.

        By then the store is being opened in the background, if it was named.
        """
        if not self._dressed:
            self._dressed = True
            from ui.shell.theme import ThemeChoice, theme

            chosen = self.preferences.theme
            theme.apply(ThemeChoice(chosen) if chosen in set(ThemeChoice) else ThemeChoice.SYSTEM)

    def _made(self, session: Session | None) -> MainWindow:
        from ui.shell.desk import Desk
        from ui.shell.window import MainWindow

        return MainWindow(Desk(self._at_work(), session, self.preferences))

    def ask(self, store: Path | None = None, problem: str = "") -> None:
        """Ask for a store and a passphrase; `problem` says why they are asked for again."""
        self._dress()
        recent = self.preferences.recent_stores
        self.unlock = import_module("ui.shell.unlock").UnlockWindow(
            store or (recent[0] if recent else None)
        )
        self.unlock.wants_to_open.connect(lambda path, secret: self.enter(path, secret))
        self.unlock.wants_to_found.connect(self.enter)
        self.unlock.recovered.connect(self._show_window)
        if problem:
            self.unlock.complain(problem)
        self.unlock.show()
        if self.tidying is not None:
            self.tidying.begin()
            QTimer.singleShot(_QUIET, self.unlock, self._prepare)

    def _prepare(self) -> None:
        """While a passphrase is being typed: load what opening takes, and draft the window."""

        def load() -> None:
            import_module("ui.opening")
            self._loaded.emit()

        Thread(target=load, name="loads", daemon=True).start()

    def enter(self, path: Path, passphrase: str, founder: str = "") -> None:
        """Open a store, or found it when a founder is named, and show the window."""
        officer = self.preferences.officer_of(path)

        def opener() -> Any:
            opening = import_module("ui.opening")
            self._loaded.emit()
            wanted = opening.Wanted(path, passphrase, founder, officer)
            return opening.enter(wanted, self._clock)

        self._open(path, opener)

    def join(self, begun: Begun) -> None:
        """Show the window of a store whose opening began before this desktop was there."""
        self._open(begun.wanted.path, begun.result, begun.thread)
        self._loaded.emit()

    def _open(self, path: Path, opener: Callable[[], Any], thread: Worker | None = None) -> None:

        def failed(error: KnownError) -> None:
            if self.unlock is None:
                self.ask(path)
            assert self.unlock is not None
            self.unlock.complain(error)

        self._at_work(thread).open(opener, Op(self, self._opened, failed))

    def _at_work(self, thread: Worker | None = None) -> Work:
        """Whoever will do the window's work; the same until that window is closed."""
        if self._work is None:
            self._work = Work(inline=self._inline, writing=thread)
            self._work.broke.connect(self._broke)
        return self._work

    def _draft(self) -> None:
        """Make the window and its first page before the store is open.

        Stretching the passphrase keeps a core busy but not the interpreter.
        """
        if self.drafted is None and self.window is None:
            import_module("ui.shell.theme").theme.prepare()
            self.drafted = self._made(None)
            self.drafted.lay_out(FIRST)
            # After laying out: what is moved about under a style sheet is styled again each time.
            self._dress()
            self.drafted.grab()
            import_module("ui.pages.counting")

    def _opened(self, entered: Entered) -> None:
        self._entered = entered
        if entered.recovery_key and self.unlock is not None:
            self.unlock.show_key(entered.recovery_key)
        else:
            self._show_window()

    def _show_window(self) -> None:
        assert self._entered is not None
        session = self._entered.session
        self.preferences.opened(session.store.path, session.officer.id)
        if self.drafted is None:
            self._dress()
            self.window = self._made(session)
        else:
            self.window, self.drafted = self.drafted, None
            self.window.desk.sign_in(session)
        self.window.locked.connect(self.lock)
        self.window.show()
        self.window.go(FIRST)
        self.window.count()
        if self.unlock is not None:
            self.unlock.close()
            self.unlock = None
        self.ready.emit(self.window)
        QTimer.singleShot(0, self.window, self._settle_in)

    def _settle_in(self) -> None:
        """What can wait until the window can be used, if it was not locked at once."""
        if self.window is None:
            return
        import_module("ui.shell.bug").catch_everything(self.window)
        if self.tidying is not None:
            self.tidying.begin()
        QTimer.singleShot(0 if self._inline else _QUIET, self, _drop_old_drafts)
        if not self._inline and not self._warmed:
            self._warmed = True
            QTimer.singleShot(_QUIET, self, lambda: Thread(target=_warm, name="warms").start())
            QTimer.singleShot(_LATER, self, lambda: import_module(_WARM_HERE))

    def lock(self) -> None:
        """Put the window away and ask for another officer's passphrase."""
        if self.window is None:
            return
        store = self.window.desk.store
        self.window.close()
        self.window.deleteLater()
        self.window = self._work = None
        self.ask(store)

    def _broke(self, error: BaseException) -> None:
        if self.unlock is not None:
            self.unlock.working(False)
        self.bug = import_module("ui.shell.bug").show_bug(error, self.window or self.unlock)
