"""Opening a store for an officer, and founding a new one: what the desktop does with the
store's libraries before its window stands. Without Qt, so that it can begin before Qt is loaded.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from resources_app.foundations.clock import Clock, SystemClock
from resources_app.foundations.errors import NotFound, StoreProblem
from resources_app.session import Session
from resources_app.store.store import Store
from resources_app.team.signing_in import sign_in
from ui.worker import Worker


@dataclass(frozen=True)
class Wanted:
    """Which store to open, whose passphrase, and, for a new store, who founds it."""

    path: Path
    passphrase: str
    founder: str = ""
    officer_id: str = ""  # who opened this store here last, and is tried first


@dataclass(frozen=True)
class Entered:
    """A session, and the recovery key of a store that was just founded."""

    session: Session
    recovery_key: str = ""


class Begun:
    """The opening of a store that began before there was a window.

    It runs on the thread that is going to write in the store; `Work` takes that thread over.
    """

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.thread = Worker("writes")
        self._entered: Entered | None = None
        self._error: BaseException | None = None
        self.thread.jobs.put(self._run)

    def _run(self) -> None:
        try:
            self._entered = enter(self.wanted)
        # Nothing may escape the thread: whoever asks for the result is told.
        except BaseException as error:
            self._error = error

    def result(self) -> Entered:
        """What came of it, asked by a later job of the same thread. Raises what `enter` raised."""
        if self._error is not None:
            raise self._error
        assert self._entered is not None, "asked before the thread had come to it"
        return self._entered


def enter(wanted: Wanted, clock: Clock | None = None) -> Entered:
    """Open the store, or found it when a founder is named. Raises KnownError."""
    clock = clock or SystemClock()
    if wanted.founder:
        # What a new store is filled with, which opening one does not wait for.
        from resources_app.team.actions import NewOfficer, found_store
        from resources_app.team.model import Role

        founder = NewOfficer(wanted.founder, Role.TEAM_MANAGER)
        founded = found_store(wanted.path, founder, wanted.passphrase, clock=clock)
        return Entered(founded.session, founded.recovery_key)
    store = _open(wanted, clock)
    try:
        return Entered(sign_in(store, clock=clock))
    except BaseException:
        store.close()
        raise


def _open(wanted: Wanted, clock: Clock) -> Store:
    """Open as the officer of last time; failing that, as whoever the passphrase belongs to.

    Every slot that is tried costs a tenth of a second, by design.
    """
    if wanted.officer_id:
        with suppress(StoreProblem, NotFound):
            return Store.open(
                wanted.path,
                passphrase=wanted.passphrase,
                officer_id=wanted.officer_id,
                clock=clock,
            )
    return Store.open(wanted.path, passphrase=wanted.passphrase, clock=clock)
