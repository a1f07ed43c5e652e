"""What a page is handed: the officer, the way around, background work and a voice.

Pages know the desk and nothing else of the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from resources_app.foundations.clock import Clock
from resources_app.foundations.errors import KnownError
from ui.preferences import Preferences
from ui.shell.places import Place
from ui.shell.work import AsideOp, Progress, ReadOp, Work, WriteOp

if TYPE_CHECKING:
    from resources_app.session import Actor, Session
    from resources_app.store.store import Changes
    from resources_app.store.tables import Tables


@dataclass(frozen=True)
class Said:
    """A message for the bar: a tone (good, information, warning, bad) and a whole sentence.

    `button` and `go` offer one thing to do about it.
    """

    text: str
    tone: str = "good"
    button: str = ""
    go: Place | None = None


class Desk(QObject):
    """One officer at work in one window."""

    wants_to_go = Signal(object)
    said = Signal(object)
    wants_lock = Signal()
    signed_in = Signal()
    #: The window closes: what is being typed is kept now.
    leaving = Signal()
    #: What is being typed was kept.
    typing_kept = Signal()

    def __init__(self, work: Work, session: Session | None, preferences: Preferences) -> None:
        """`session` is None while the store is being opened; `sign_in` brings it then."""
        super().__init__()
        self.work = work
        self._session = session
        self.preferences = preferences

    def sign_in(self, session: Session) -> None:
        """Take the session of the officer who opened the store."""
        self._session = session
        self.signed_in.emit()

    @property
    def has_officer(self) -> bool:
        """Whether the store is open and somebody at work."""
        return self._session is not None

    @property
    def session(self) -> Session:
        """For who, when and which store only: its tables belong to the writing thread.

        A query that needs a session is given it together with the reader's tables.
        """
        assert self._session is not None, "nobody has signed in yet"
        return self._session

    @property
    def officer(self) -> Actor:
        """Who is at work."""
        return self.session.officer

    @property
    def clock(self) -> Clock:
        """What time it is."""
        return self.session.clock

    @property
    def store(self) -> Path:
        """The file that is open."""
        return self.session.store.path

    def today(self) -> date:
        """The local calendar day."""
        return self.clock.today()

    def go(self, page: str, key: str = "", tab: str = "") -> None:
        """Show a page."""
        self.wants_to_go.emit(Place(page, key, tab))

    def say(self, text: str, tone: str = "good", button: str = "", go: Place | None = None) -> None:
        """Tell the person something in the message bar."""
        self.said.emit(Said(text, tone, button, go))

    def complain(self, error: KnownError) -> None:
        """Show what cannot be done, and what would be right."""
        self.said.emit(Said(str(error), "bad"))

    def read(
        self,
        owner: QObject,
        query: Callable[[Tables], Any],
        done: Callable[[Any], None],
        *,
        failed: Callable[[KnownError], None] | None = None,
        key: str = "",
    ) -> ReadOp:
        """Run a query and hand its result to `done`; a later read with the same key wins."""
        op = ReadOp(owner, done, failed or self.complain, key=key, query=query)
        self.work.start(op)
        return op

    def write(
        self,
        owner: QObject,
        action: Callable[[Session], Any],
        done: Callable[[Any], None],
        *,
        failed: Callable[[KnownError], None] | None = None,
    ) -> WriteOp:
        """Run an action and hand what it made to `done`.

        An owner with `typing`, such as a panel, saves what was typed into it.
        """
        typing = getattr(owner, "typing", None)
        if typing is None:
            return self.write_long(owner, lambda session, _: action(session), done, failed=failed)
        save, complain = typing.saving(action), failed or self.complain

        def saved(result: Any) -> None:
            typing.end()
            done(result)

        def refused(error: KnownError) -> None:
            typing.refused()
            complain(error)

        return self.write_long(owner, lambda session, _: save(session), saved, failed=refused)

    def keep(
        self,
        owner: QObject,
        action: Callable[[Session], None],
        failed: Callable[[KnownError], None],
    ) -> WriteOp:
        """Keep what is being typed, in the background and without a word of saving."""

        def kept(_: object) -> None:
            if shiboken6.isValid(self):
                self.typing_kept.emit()

        op = WriteOp(
            owner,
            kept,
            failed,
            action=lambda session, _: action(session),
            quiet=True,
        )
        self.work.start(op)
        return op

    def write_long(
        self,
        owner: QObject,
        action: Callable[[Session, Progress], Any],
        done: Callable[[Any], None],
        *,
        failed: Callable[[KnownError], None] | None = None,
        progressed: Callable[[int, int], None] | None = None,
    ) -> WriteOp:
        """Run an action that reports how far it is and can be stopped."""
        op = WriteOp(owner, done, failed or self.complain, progressed, action=action)
        self.work.start(op)
        return op

    def aside(
        self,
        owner: QObject,
        job: Callable[[Progress], Any],
        done: Callable[[Any], None],
        *,
        failed: Callable[[KnownError], None] | None = None,
        progressed: Callable[[int, int], None] | None = None,
    ) -> AsideOp:
        """Run what needs no store, beside what is read and written: printing on paper."""
        op = AsideOp(owner, done, failed or self.complain, progressed, job=job)
        self.work.start(op)
        return op


def concerns(changes: Changes, tables: frozenset[str]) -> bool:
    """Whether an action touched any of the tables that a page shows."""
    return any(table in tables for table, _ in changes.touched)
