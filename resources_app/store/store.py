"""The store: one encrypted file, opened by a person, written in named actions.

    store, recovery_key = Store.create(path, officer_id=…, passphrase=…)
    store = Store.open(path, passphrase=…)
    with store.transaction("authorise_request", reason="…") as tx:
        tx.tables.update("placement_request", key, {…})
    tx.changes

A `Store` belongs to the thread that opened it; `reader()` gives any thread its own
connection. Keys and slots are in slots.py, making and opening in creating.py and opening.py.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from resources_app.foundations.clock import Clock, SystemClock
from resources_app.foundations.errors import StoreProblem
from resources_app.store.connection import connect, roll_back
from resources_app.store.creating import create_files
from resources_app.store.keeping import copy_store
from resources_app.store.keys import DEFAULT_COST, Identity, KeyCost
from resources_app.store.opening import Opened, open_files
from resources_app.store.origins import keep_mark
from resources_app.store.problems import TransactionOpen, translated
from resources_app.store.sealing import current_origin, open_action, seal_action
from resources_app.store.slot_file import read_slots, slots_path, write_slots
from resources_app.store.slots import SlotFile, SlotSet, officer_slot, officers_of
from resources_app.store.tables import ReaderTables, Schema, Tables


@dataclass(frozen=True)
class Changes:
    """What one action changed, told to whoever may need to refresh."""

    action: str
    touched: frozenset[tuple[str, str]] = frozenset()

    @property
    def tables(self) -> frozenset[str]:
        """The tables in which a row changed."""
        return frozenset(table for table, _ in self.touched)


@dataclass
class Transaction:
    """One open action: write through `tables`; `changes` is there once it is committed."""

    tables: Tables
    changes: Changes = field(default_factory=lambda: Changes(""))


class Store:
    """An open store. Use it as a context manager, or `close()` it."""

    def __init__(self, path: Path, opened: Opened, key_cost: KeyCost, *, read_only: bool) -> None:
        self.path = path
        self.officer_id = opened.signer.officer_id
        self.public_key = opened.signer.identity.public_key
        self.read_only = read_only
        self._opened = opened
        self._key_cost = key_cost
        self._thread = threading.get_ident()
        self._readers: dict[int, ReaderTables] = {}
        self._readers_lock = threading.Lock()
        self._file = _file_identity(path)
        with translated():
            self._schema = Schema(opened.database)
            self.origin = current_origin(opened.database)[1].code
            if not read_only:
                # Between transactions this connection cannot write at all.
                opened.database.conn.execute("PRAGMA query_only = ON")
        self.tables = Tables(opened.database, self._schema)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        officer_id: str,
        passphrase: str,
        clock: Clock | None = None,
        key_cost: KeyCost = DEFAULT_COST,
    ) -> tuple[Store, str]:
        """Make a store whose first officer has this passphrase; returns it and its recovery key.

        The recovery key opens the store when nobody's passphrase does: print it, lock it
        away. Raises `StoreProblem`, leaving nothing behind.
        """
        clock = clock or SystemClock()
        recovery = create_files(
            path, officer_id=officer_id, passphrase=passphrase, clock=clock, key_cost=key_cost
        )
        return cls.open(path, passphrase=passphrase, officer_id=officer_id, clock=clock), recovery

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        passphrase: str,
        officer_id: str | None = None,
        clock: Clock | None = None,
        read_only: bool = False,
    ) -> Store:
        """Open a store with an officer's passphrase, or with the recovery key.

        With no officer named the passphrase is tried on everyone's slot. An older store is
        brought up to date, after a copy of it was kept. Raises `StoreProblem`.
        """
        opened = open_files(
            path,
            passphrase=passphrase,
            officer_id=officer_id,
            clock=clock or SystemClock(),
            read_only=read_only,
        )
        try:
            return cls(path, opened, _cost_in(read_slots(path)), read_only=read_only)
        except BaseException:
            opened.database.close()
            raise

    def close(self) -> None:
        """Close every connection, readers' included. Closing twice does no harm."""
        with self._readers_lock:
            for reader in self._readers.values():
                reader.close()
            self._readers.clear()
        self._opened.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ---- reading and writing ----------------------------------------------------------

    def reader(self) -> Tables:
        """The calling thread's own read-only connection; the same one each time it asks."""
        with self._readers_lock:
            here = threading.get_ident()
            if here not in self._readers:
                with translated():
                    database = connect(
                        self.path,
                        self._opened.data_key,
                        read_only=True,
                        immutable=self._opened.immutable,
                        any_thread=True,  # only so that close() may close it
                    )
                self._readers[here] = ReaderTables(database, self._schema)
            return self._readers[here]

    def marker(self) -> int:
        """A number that grows with every journalled change, from any thread: caches key on it."""
        tables = self.tables if threading.get_ident() == self._thread else self.reader()
        return int(tables.value("SELECT coalesce(max(arrival), 0) FROM journal_entry"))

    @contextmanager
    def transaction(self, action: str, *, reason: str = "") -> Iterator[Transaction]:
        """Write as one action: all of it is stored and journalled, or none of it.

        Raises `TransactionOpen` inside another one; `StoreProblem` if the store cannot be
        written.
        """
        database = self._opened.database
        if database.conn.in_transaction:
            raise TransactionOpen(f"“{action}” was begun while another action was open.")
        self._begin()
        tables = Tables(database, self._schema, writable=True)
        try:
            with translated():
                opened = open_action(database, self._opened.signer, action, reason)
            transaction = Transaction(tables)
            yield transaction
            with translated():
                sealed = seal_action(database, self._opened.signer, opened)
                database.conn.execute("COMMIT")
        except BaseException:
            roll_back(database)
            raise
        finally:
            tables.expire()
            database.conn.execute("PRAGMA query_only = ON")
        transaction.changes = Changes(action, sealed.touched)
        keep_mark(self.path, opened.origin.id, sealed.head)

    def _begin(self) -> None:
        if self.read_only:
            raise StoreProblem("The store was opened for reading only.")
        database = self._opened.database
        conn = database.conn
        with translated():
            conn.execute("PRAGMA query_only = OFF")
            try:
                conn.execute("BEGIN IMMEDIATE")
                self._check_still_there()
            except BaseException:
                roll_back(database)
                conn.execute("PRAGMA query_only = ON")
                raise

    def _check_still_there(self) -> None:
        """What is written to a file that was replaced meanwhile would be lost."""
        if _file_identity(self.path) != self._file:
            raise StoreProblem(
                "The store's file was replaced while it was open, by a change of keys or a "
                "restored copy.",
                remedy="Nothing was saved; close it and open it again.",
            )

    # ---- keys -------------------------------------------------------------------------

    @property
    def officers(self) -> list[str]:
        """The identifiers of the officers who can open this store."""
        return officers_of(read_slots(self.path).sets)

    def add_slot(self, officer_id: str, passphrase: str) -> str:
        """Let an officer open this store; returns their public key, for the officer's record.

        For an officer who has a slot it gives a new passphrase *and a new signing key*.
        """
        file, current = self._slots()
        identity = Identity.fresh()
        slot = officer_slot(
            file.store_id,
            current.generation,
            officer_id,
            passphrase,
            self._opened.data_key,
            cost=self._key_cost,
            identity=identity,
        )
        write_slots(self.path, file.with_set(current.with_slot(slot)))
        return identity.public_key

    def _slots(self) -> tuple[SlotFile, SlotSet]:
        file = read_slots(self.path)
        return file, file.set_of(self._opened.generation)

    # ---- copies -----------------------------------------------------------------------

    def backup(self, copy: Path) -> None:
        """Write a checked copy of the store and its key slots; `copy` must not be there yet."""
        for taken in (copy, slots_path(copy)):
            if taken.exists():
                raise StoreProblem(
                    f"There is already something called “{taken.name}” in “{taken.parent}”."
                )
        with translated():
            database = connect(self.path, self._opened.data_key)
            try:
                copy_store(self.path, database, copy)
            finally:
                database.close()


def _file_identity(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def _cost_in(file: SlotFile) -> KeyCost:
    """What new slots cost: what the dearest of the present ones does."""
    costs = [slot.cost for each in file.sets for slot in each.slots if slot.cost is not None]
    return max(costs, key=lambda cost: (cost.memory_kib, cost.passes), default=KeyCost())
