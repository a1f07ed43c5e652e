"""Opening a store: from a path and a passphrase to a connection that may be written.

Every way this can fail is a `StoreProblem` in a sentence, and changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from resources_app.foundations.clock import Clock
from resources_app.foundations.errors import StoreProblem
from resources_app.foundations.identifiers import new_id
from resources_app.store.connection import Database, connect, roll_back
from resources_app.store.files import remove_unfinished, sidecars
from resources_app.store.keeping import keep_copy_before
from resources_app.store.origins import is_our_own, keep_mark, start_origin
from resources_app.store.problems import translated
from resources_app.store.schema.steps import STEPS, Step
from resources_app.store.sealing import Signer, chain_head, current_origin
from resources_app.store.slot_file import read_slots, write_slots
from resources_app.store.slots import SlotFile, Unlocked, unlock
from resources_app.store.versions import pending_steps, triggers_are_current

PAGE_BYTES = 4096
PLAIN_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True)
class Opened:
    """An open connection, with whose it is and what it takes to open another."""

    database: Database
    signer: Signer
    data_key: bytes
    generation: int
    immutable: bool


def open_files(
    path: Path,
    *,
    passphrase: str,
    officer_id: str | None,
    clock: Clock,
    read_only: bool,
    steps: Sequence[Step] = STEPS,
) -> Opened:
    """Open the store at `path`, at the schema of `steps`. Raises `StoreProblem`, in words."""
    examine(path)
    slots = read_slots(path)
    unlocked = unlock(slots, passphrase, officer_id)
    if unlocked is None:
        raise StoreProblem(
            "That passphrase does not open this store.",
            remedy="Type it again, or ask a colleague to give you a new one.",
        )
    # SQLite wants to write beside even a store it reads, unless told that nobody writes it;
    # a log beside it says that somebody does.
    immutable = read_only and not os.access(path.parent, os.W_OK) and not sidecars(path)[0].exists()
    opened = _connect(path, unlocked, clock, read_only=read_only, immutable=immutable)
    try:
        with translated():
            pending = pending_steps(opened.database, steps)
            _check(path, slots, opened)
            if not read_only:
                _make_ready(path, slots, opened)
                _bring_up_to_date(path, opened, steps)
            elif pending:
                raise StoreProblem(
                    "The store is from an older version of this application.",
                    remedy="Open it for writing once, which brings it up to date.",
                )
    except BaseException:
        opened.database.close()
        raise
    return opened


def examine(path: Path) -> None:
    """Raise `StoreProblem` if `path` plainly is no store; the contents are looked at later."""
    try:
        if path.is_dir():
            raise StoreProblem(f"“{path}” is a folder, not a store.")
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(PLAIN_SQLITE))
    except FileNotFoundError as error:
        raise StoreProblem(
            f"There is no store “{path.name}” in “{path.parent}”.",
            remedy="Check the name, or make a new store.",
        ) from error
    except OSError as error:
        raise StoreProblem(
            f"“{path}” cannot be read: {(error.strerror or str(error)).lower()}."
        ) from error
    if size == 0:
        raise StoreProblem(f"“{path.name}” is empty.", remedy="Restore the last backup.")
    if start == PLAIN_SQLITE:
        raise StoreProblem(f"“{path.name}” is a database without encryption, not a store.")
    if size % PAGE_BYTES:
        raise StoreProblem(
            f"“{path.name}” is not a store, or a part of it is missing.",
            remedy="Restore the last backup, file and key slots together.",
        )


def _connect(
    path: Path, unlocked: Unlocked, clock: Clock, *, read_only: bool, immutable: bool
) -> Opened:
    """Try the newest data key first; two are there only after a crash while changing keys."""
    signer = Signer(unlocked.officer_id, unlocked.identity, clock)
    generations = sorted(unlocked.data_keys, reverse=True)
    for generation in generations:
        key = unlocked.data_keys[generation]
        try:
            with translated():
                database = connect(path, key, read_only=read_only, immutable=immutable)
        except StoreProblem as problem:
            if _is_wrong_key(problem) and generation != generations[-1]:
                continue
            raise
        return Opened(database, signer, key, generation, immutable)
    raise StoreProblem("These key slots hold no key.", remedy="Restore the last backup.")


def _is_wrong_key(problem: StoreProblem) -> bool:
    cause = problem.__cause__
    return (
        isinstance(cause, sqlcipher.DatabaseError)
        and getattr(cause, "sqlite_errorname", "") == "SQLITE_NOTADB"
    )


def _check(path: Path, slots: SlotFile, opened: Opened) -> None:
    conn = opened.database.conn
    if conn.execute("SELECT store_id FROM store_identity").fetchone()[0] != slots.store_id:
        raise StoreProblem("The key slots beside the store belong to another store.")
    log = sidecars(path)[0]
    pages = int(conn.execute("PRAGMA page_count").fetchone()[0])
    if not (log.exists() and log.stat().st_size) and path.stat().st_size < pages * PAGE_BYTES:
        raise StoreProblem(
            f"A part of “{path.name}” is missing.", remedy="Restore the last backup."
        )


def _make_ready(path: Path, slots: SlotFile, opened: Opened) -> None:
    remove_unfinished(path)
    if len(slots.sets) > 1:
        # A crash while keys were being changed: what opens the file is what counts.
        write_slots(path, slots.only(opened.generation))
    # Before the schema is touched: what that journals belongs to this installation already.
    if not is_our_own(opened.database, path):
        _take_new_origin(path, opened)


def _bring_up_to_date(path: Path, opened: Opened, steps: Sequence[Step]) -> None:
    pending = pending_steps(opened.database, steps)
    if pending:
        keep_copy_before(path, opened.database, pending[0])
    # A version may word its triggers anew and leave the tables as they are.
    if pending or not triggers_are_current(opened.database):
        # Loads sqlite-utils, which no store that is up to date has to wait for.
        from resources_app.store.migrations import migrate

        migrate(opened.database, opened.signer, steps)


def _take_new_origin(path: Path, opened: Opened) -> None:
    conn = opened.database.conn
    conn.execute("BEGIN IMMEDIATE")
    try:
        origin = start_origin(opened.database, opened.signer, new_id())
        conn.execute(
            "UPDATE store_identity SET current_origin ="
            " (SELECT number FROM journal_origin WHERE id = ?)",
            [origin.id],
        )
        number, _ = current_origin(opened.database)
        conn.execute("COMMIT")
    except BaseException:
        roll_back(opened.database)
        raise
    keep_mark(path, origin.id, chain_head(opened.database, number, origin))
