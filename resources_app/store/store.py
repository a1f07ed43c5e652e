"""The store: one encrypted file, opened by a person, written in named actions.

    store, recovery_key = Store.create(path, officer_id=…, passphrase=…)
    store = Store.open(path, passphrase=…)
    with store.transaction("authorise_request", reason="…") as tx:
        tx.tables.update("placement_request", key, {…})
    tx.changes

A `Store` belongs to the thread that opened it; `reader()` gives any thread its own
connection. This module wires the others together: creating.py, opening.py,
transactions.py, keeping.py (copies), slots.py and rotation.py (keys).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from resources_app.foundations.clock import Clock, SystemClock
from resources_app.foundations.errors import Refused, StoreProblem
from resources_app.store.connection import connect
from resources_app.store.keeping import copy_store
from resources_app.store.keys import DEFAULT_COST, Identity, KeyCost
from resources_app.store.opening import Opened, open_files
from resources_app.store.origins import keep_mark
from resources_app.store.problems import TransactionOpen, translated
from resources_app.store.rotation import prepare_keys, switch_keys
from resources_app.store.sealing import Head, current_origin
from resources_app.store.slot_file import read_slots, slots_path, write_slots
from resources_app.store.slots import (
    RECOVERY,
    SlotFile,
    SlotSet,
    officer_slot,
    officers_of,
    unlock,
)
from resources_app.store.tables import ReaderTables, Schema, Tables
from resources_app.store.transactions import Changes, Transaction, Writing

__all__ = ["Changes", "Store", "Transaction"]


class Store:
    """An open store. Use it as a context manager, or `close()` it.

    `origin` is this installation's code in references, such as "A7"; `public_key` is that
    of the officer who opened it.
    """

    def __init__(self, path: Path, opened: Opened, *, clock: Clock, read_only: bool) -> None:
        self.path = path
        self.clock = clock
        self.read_only = read_only
        self.officer_id = opened.signer.officer_id
        self.public_key = opened.signer.identity.public_key
        self._thread = threading.get_ident()
        self._readers: dict[int, ReaderTables] = {}
        self._readers_lock = threading.Lock()
        self._adopt(opened)

    def _adopt(self, opened: Opened) -> None:
        """Work with this connection from now on."""
        self._opened = opened
        self._file = _file_identity(self.path)
        with translated():
            self.origin = current_origin(opened.database)[1].code
            schema = Schema(opened.database)
            opened.database.conn.execute("PRAGMA query_only = ON")
        self.tables = Tables(opened.database, schema)
        self._writing = Writing(
            opened.database, schema, opened.signer, self._check_still_there, self._committed
        )

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
        # Loads sqlite-utils, which opening a store has no use for.
        from resources_app.store.creating import create_files

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
        clock = clock or SystemClock()
        opened = open_files(
            path, passphrase=passphrase, officer_id=officer_id, clock=clock, read_only=read_only
        )
        try:
            return cls(path, opened, clock=clock, read_only=read_only)
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
        here = threading.get_ident()
        with self._readers_lock:
            if here not in self._readers:
                with translated():
                    database = connect(
                        self.path,
                        self._opened.data_key,
                        read_only=True,
                        immutable=self._opened.immutable,
                        any_thread=True,  # only so that close() may close it
                    )
                self._readers[here] = ReaderTables(database, self.tables.schema)
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
        if self.read_only:
            raise StoreProblem("The store was opened for reading only.")
        with self._writing.transaction(action, reason) as transaction:
            yield transaction

    def _check_still_there(self) -> None:
        """What is written to a file that was replaced meanwhile would be lost."""
        if _file_identity(self.path) != self._file:
            raise StoreProblem(
                "The store's file was replaced while it was open, by a change of keys or a "
                "restored copy.",
                remedy="Nothing was saved; close it and open it again.",
            )

    def _committed(self, origin_id: str, head: Head) -> None:
        keep_mark(self.path, origin_id, head)

    def flush(self) -> None:
        """Fold the write-ahead log into the file, so that what was erased is in neither."""
        with translated():
            self._opened.database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # ---- keys -------------------------------------------------------------------------

    @property
    def officers(self) -> list[str]:
        """The identifiers of the officers who can open this store."""
        return officers_of(read_slots(self.path).sets)

    def add_slot(self, officer_id: str, passphrase: str) -> str:
        """Let an officer open this store; returns their public key, for the officer's record.

        For an officer who has a slot it gives a new passphrase *and a new signing key*.
        """
        if officer_id == RECOVERY or not officer_id:
            raise Refused(f"An officer cannot be called “{officer_id}”.")
        identity = Identity.fresh()
        self._put_slot(officer_id, passphrase, identity)
        return identity.public_key

    def opens_with(self, passphrase: str) -> bool:
        """Whether the passphrase is somebody's already, or the recovery key.

        Takes about a tenth of a second for each officer.
        """
        return unlock(read_slots(self.path), passphrase, None) is not None

    def change_passphrase(self, old: str, new: str) -> None:
        """Give the officer who opened this store a new passphrase; their signing key stays.

        Raises `Refused` if the old one is not theirs.
        """
        unlocked = unlock(read_slots(self.path), old, self.officer_id)
        if unlocked is None or unlocked.officer_id != self.officer_id:
            raise Refused("That is not your present passphrase; it was not changed.")
        self._put_slot(self.officer_id, new, unlocked.identity)

    def remove_slot(self, officer_id: str) -> None:
        """Stop an officer opening this file. Use `rotate` for one who may have kept a copy.

        Raises `Refused` for the last officer, who would lock everyone out.
        """
        file, current = self._slots()
        if current.slot(officer_id) is None or officer_id == RECOVERY:
            raise Refused(f"Officer {officer_id} has no passphrase for this store.")
        if officers_of([current]) == [officer_id]:
            raise Refused("The last officer who can open the store cannot be removed from it.")
        write_slots(self.path, file.with_set(current.without(officer_id)))

    def rotate(self, *, leaving: str | None = None) -> str:
        """Put the store under a new data key, without an officer who leaves.

        Everyone else's passphrase stays. Returns the new recovery key; the old one is void.
        Raises `StoreProblem`, with everything as it was, while another program has the
        store open, and `Refused` as `prepare_keys` does or for whoever is asking.
        """
        if self._opened.database.conn.in_transaction:
            raise TransactionOpen("The keys cannot be changed while an action is open.")
        if self.read_only or leaving == self.officer_id:
            raise Refused("Keys are changed by an officer who stays and may write.")
        file, current = self._slots()
        known = {self.officer_id: self.public_key}
        for row in self.tables.rows("SELECT id, public_key FROM officer"):
            known[row["id"]] = row["public_key"]
        new = prepare_keys(file, current, known, leaving)
        opened = self._opened
        self.close()
        try:
            origin_id, head = switch_keys(
                self.path, opened.data_key, file.only(current.generation), new, opened.signer,
                f"without officer {leaving}" if leaving else "",
            )  # fmt: skip
            opened = replace(opened, data_key=new.data_key, generation=new.slots.generation)
        finally:
            with translated():
                self._adopt(replace(opened, database=connect(self.path, opened.data_key)))
        self._committed(origin_id, head)
        return new.recovery_text

    def _put_slot(self, officer_id: str, passphrase: str, identity: Identity) -> None:
        file, current = self._slots()
        slot = officer_slot(
            file.store_id,
            current.generation,
            officer_id,
            passphrase,
            self._opened.data_key,
            cost=_cost_in(file),
            identity=identity,
        )
        write_slots(self.path, file.with_set(current.with_slot(slot)))

    def _slots(self) -> tuple[SlotFile, SlotSet]:
        file = read_slots(self.path)
        return file, file.set_of(self._opened.generation)

    # ---- copies -----------------------------------------------------------------------

    def backup(self, copy: Path) -> None:
        """Write a checked copy of the store and its key slots; `copy` must not be there yet.

        Raises `StoreProblem`, leaving nothing behind.
        """
        for taken in (copy, slots_path(copy)):
            if taken.exists():
                raise StoreProblem(
                    f"There is already something called “{taken.name}” in “{taken.parent}”.",
                    remedy="Choose another name; it was left as it is.",
                )
        with translated():
            # A connection of its own has no open transaction, whatever this one is doing.
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
    return max(costs, key=lambda cost: (cost.memory_kib, cost.passes), default=DEFAULT_COST)
