"""Work off the window's thread: reading, writing, progress, cancelling, and what went wrong.

One thread with a queue owns the writing connection, since connections are bound to their
thread; another reads through a connection of its own. Results come back to the window's
thread by queued signal. What an action changed is announced once, through `changed`.
Inline work (tests) runs at once on the caller's thread and otherwise behaves alike.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from resources_app.foundations.errors import KnownError
from ui.worker import Worker

if TYPE_CHECKING:
    from resources_app.session import Session
    from resources_app.store.tables import Tables
    from ui.opening import Entered


class Cancelled(Exception):
    """The person stopped the work; nothing was changed."""


@dataclass
class Progress:
    """Handed to long work: `progress(done, total)` tells the window, and stops what is stopped."""

    tell: Callable[[int, int], None]
    stopped: threading.Event

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` steps. Raises Cancelled once the person stopped the work."""
        if self.stopped.is_set():
            raise Cancelled
        self.tell(done, total)


@dataclass
class Op:
    """One piece of work; its callbacks run on the window's thread while `owner` lives."""

    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[KnownError], None] | None = None
    progressed: Callable[[int, int], None] | None = None
    stopped: threading.Event = field(default_factory=threading.Event)
    #: A later op of the same owner and key replaces this one: its result is dropped.
    key: str = ""

    def stop(self) -> None:
        """Ask the work to stop; its callbacks are not called."""
        self.stopped.set()


@dataclass
class ReadOp(Op):
    """A query, given the reader's tables."""

    query: Callable[[Tables], Any] = field(kw_only=True)


@dataclass
class WriteOp(Op):
    """An action, given the session and a `Progress` to report to."""

    action: Callable[[Session, Progress], Any] = field(kw_only=True)
    #: Nothing that is on record is written, so the window need not say that it saves.
    quiet: bool = field(default=False, kw_only=True)


@dataclass
class AsideOp(Op):
    """Work that needs no store, such as printing on paper, given a `Progress` to report to."""

    job: Callable[[Progress], Any] = field(kw_only=True)


@dataclass(frozen=True)
class _Outcome:
    """What came of an op, on its way to the window's thread."""

    op: Op
    result: Any = None
    error: BaseException | None = None


class Work(QObject):
    """Runs ops against one open store, for one officer."""

    #: A `Changes`, once for every action that wrote.
    changed = Signal(object)
    #: Whether anything is being written.
    busy = Signal(bool)
    #: A KnownError that no callback took.
    refused = Signal(object)
    #: An exception that is our bug.
    broke = Signal(object)
    _arrived = Signal(object)
    _moved = Signal(object, int, int)

    def __init__(
        self, *, inline: bool = False, owns_store: bool = True, writing: Worker | None = None
    ) -> None:
        """`owns_store` is False where whoever opened the store closes it too (tests).

        `writing` is the thread on which a store is being opened already.
        """
        super().__init__()
        self._inline = inline
        self._owns_store = owns_store
        self._session: Session | None = None
        self._tables: Tables | None = None
        self._closed = False
        self._latest: dict[tuple[int, str], Op] = {}
        self._asides: list[AsideOp] = []  # under way, or waiting for their turn
        self._threads = [] if inline else [writing or Worker("writes"), Worker("reads")]
        how = Qt.ConnectionType.DirectConnection if inline else Qt.ConnectionType.QueuedConnection
        self._arrived.connect(self._deliver, how)
        self._moved.connect(self._report, how)

    def open(self, opener: Callable[[], Entered], op: Op) -> None:
        """Open the store on the writing thread and give `op.done` what came of it.

        Of its session only `officer`, `clock` and `store.path` may be read elsewhere.
        """

        def opened() -> Entered:
            entered = opener()
            self._session = entered.session
            return entered

        self._queue(0, op, opened)

    def start(self, op: ReadOp | WriteOp | AsideOp) -> Op:
        """Queue an op; give it back so that it can be stopped.

        Once closed, what would only be shown is not read any more: a page that was about to
        load the rest of itself may outlive the store by a moment.
        """
        if self._closed and isinstance(op, ReadOp):
            op.stop()
            return op
        if op.key:
            earlier = self._latest.get((id(op.owner), op.key))
            if earlier is not None:
                earlier.stop()
            self._latest[id(op.owner), op.key] = op
        if isinstance(op, WriteOp):
            if not op.quiet:
                self.busy.emit(True)
            self._queue(0, op, lambda: self._write(op))
        elif isinstance(op, AsideOp):
            self._start_aside(op)
        else:
            self._queue(1, op, lambda: op.query(self._reader()))
        return op

    def _start_aside(self, op: AsideOp) -> None:
        if len(self._threads) == 2:
            self._threads.append(Worker("aside"))  # for the first that asks: most never print
        self._asides.append(op)
        self._queue(2, op, lambda: op.job(self._progress(op)))

    def close(self) -> None:
        """Finish what is queued, close both connections and end the threads."""

        def close_store() -> None:
            if self._session is not None and self._owns_store:
                self._session.store.close()  # the reader's connection with it
            self._session = self._tables = None

        self._closed = True
        if self._inline:
            close_store()
        elif self._threads:
            writing, reading, *aside = self._threads
            for op in self._asides:
                op.stop()
            for one in aside:
                one.jobs.put(None)
                one.join()
            reading.jobs.put(None)
            reading.join()
            writing.jobs.put(close_store)
            writing.jobs.put(None)
            writing.join()
            self._threads = []

    def _reader(self) -> Tables:
        assert self._session is not None, "work was started before the store was open"
        if self._tables is None:
            store = self._session.store
            self._tables = store.tables if self._inline else store.reader()
        return self._tables

    def _write(self, op: WriteOp) -> Any:
        assert self._session is not None, "work was started before the store was open"
        return op.action(self._session, self._progress(op))

    def _progress(self, op: Op) -> Progress:
        return Progress(lambda done, total: self._moved.emit(op, done, total), op.stopped)

    def _queue(self, thread: int, op: Op, run: Callable[[], Any]) -> None:
        def job() -> None:
            try:
                outcome = _Outcome(op, result=None if op.stopped.is_set() else run())
            # Nothing may escape a thread: what is not known is shown as our bug.
            except BaseException as error:
                outcome = _Outcome(op, error=error)
            self._arrived.emit(outcome)

        if self._inline:
            job()
        else:
            self._threads[thread].jobs.put(job)

    def _report(self, op: Op, done: int, total: int) -> None:
        if op.progressed and not op.stopped.is_set() and shiboken6.isValid(op.owner):
            op.progressed(done, total)

    def _deliver(self, outcome: _Outcome) -> None:
        op = outcome.op
        if isinstance(op, WriteOp) and not op.quiet:
            self.busy.emit(False)
        self._latest = {key: one for key, one in self._latest.items() if one is not op}
        self._asides = [one for one in self._asides if one is not op]
        if outcome.error is not None:
            self._tell_of(op, outcome.error)
            return
        if not op.stopped.is_set() and shiboken6.isValid(op.owner):
            op.done(outcome.result)
        # After the page that asked has shown its result, so that it refreshes what it shows.
        changes = getattr(outcome.result, "changes", outcome.result)
        if isinstance(op, WriteOp) and hasattr(changes, "touched"):
            self.changed.emit(changes)

    def _tell_of(self, op: Op, error: BaseException) -> None:
        if isinstance(error, Cancelled) or (op.stopped.is_set() and isinstance(op, ReadOp)):
            return
        if not isinstance(error, KnownError):
            self.broke.emit(error)
        elif op.failed is not None and shiboken6.isValid(op.owner):
            op.failed(error)
        else:
            self.refused.emit(error)
