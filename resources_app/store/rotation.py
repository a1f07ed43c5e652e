"""Changing the store's data key: a new file and new slots, switched by one rename.

The order makes a crash at any moment leave a store that opens:

    1  a copy is made under the new key, beside the store and under another name
    2  the slots file is replaced by one that holds both sets, old and new
    3  the copy is renamed onto the store: this is the switch
    4  the slots file is replaced by one that holds the new set alone

Before 3 the old set opens the file, after 3 the new one; opening tries both and tidies up
what a crash left (opening.py). Nobody else can read or write meanwhile. Copies taken
before stay readable to whoever could read them: no change of keys can help that.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from resources_app.foundations.clock import stamp
from resources_app.foundations.errors import Refused, StoreProblem
from resources_app.store import recovery_key
from resources_app.store.connection import Database, connect, roll_back, start_file
from resources_app.store.files import (
    disk_errors_in_words,
    sidecars,
    sync_file,
    sync_folder,
    temporary_beside,
)
from resources_app.store.keys import KEY_BYTES, Identity
from resources_app.store.problems import busy, translated
from resources_app.store.sealing import Head, Signer, open_action, seal_action
from resources_app.store.slot_file import write_slots
from resources_app.store.slots import (
    RECOVERY,
    SlotFile,
    SlotSet,
    box_is_the_officers,
    recovery_slot,
    resealed,
)


@dataclass(frozen=True)
class NewKeys:
    """A new data key, the slots that hold it, and the recovery key that opens one of them."""

    data_key: bytes
    slots: SlotSet
    recovery_text: str
    recovery_public: str


def prepare_keys(
    file: SlotFile, current: SlotSet, public_keys: Mapping[str, str], leaving: str | None
) -> NewKeys:
    """A new data key for everyone but the one who is leaving, and a new recovery key.

    `public_keys` are those in the officers' records. Raises `Refused` if a slot's key is
    not its officer's: the data key would be handed to a stranger.
    """
    secret, spare = recovery_key.fresh_secret(), Identity.fresh()
    data_key, generation = secrets.token_bytes(KEY_BYTES), current.generation + 1
    staying = [slot for slot in current.slots if slot.officer_id not in (RECOVERY, leaving)]
    for slot in staying:
        known = public_keys.get(slot.officer_id, "")
        if not box_is_the_officers(slot, file.store_id, known):
            raise Refused(
                f"The key slot of officer {slot.officer_id} does not carry the key in their "
                "record.",
                remedy="Remove that slot, or give the officer a new one, and try again.",
            )
    slots = [resealed(slot, file.store_id, generation, data_key) for slot in staying]
    slots.append(recovery_slot(file.store_id, generation, secret, data_key, spare))
    return NewKeys(
        data_key,
        SlotSet(generation, tuple(slots)),
        recovery_key.as_text(secret),
        spare.public_key,
    )


def switch_keys(
    path: Path, old_key: bytes, file: SlotFile, new: NewKeys, signer: Signer, reason: str
) -> tuple[str, Head]:
    """Put the store under its new key; returns the origin's identifier and its new head.

    No connection of this process may be open. Raises `StoreProblem`, with everything as it
    was, if another program has the store open.
    """
    temporary = temporary_beside(path)
    with _alone(path, old_key) as database:
        try:
            start_file(temporary, like=path)
            database.conn.execute("VACUUM INTO ?", [str(temporary)])
            head = _rekey(temporary, old_key, new, signer, reason)
            sync_file(temporary)
            write_slots(path, file.with_set(new.slots))
            if os.name == "nt":
                database.close()  # Windows renames nothing onto an open file
            with disk_errors_in_words(path):
                temporary.replace(path)
                sync_folder(path.parent)
        except BaseException:
            for leftover in (temporary, *sidecars(temporary)):
                with suppress(OSError):
                    leftover.unlink()
            with suppress(StoreProblem):
                write_slots(path, file)
            raise
    write_slots(path, SlotFile(file.store_id, (new.slots,)))
    return head


@contextmanager
def _alone(path: Path, key: bytes) -> Iterator[Database]:
    """A connection that keeps everyone else out until it is closed."""
    with translated():
        database = connect(path, key)
        try:
            # Leaving write-ahead logging needs to be alone, and folds the log into the file.
            database.conn.execute("PRAGMA journal_mode = DELETE")
            # No rollback journal may be lying there when another file takes the name.
            database.conn.execute("PRAGMA journal_mode = MEMORY")
            database.conn.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.conn.execute("BEGIN EXCLUSIVE")
            database.conn.execute("COMMIT")
            if database.conn.execute("PRAGMA journal_mode").fetchone()[0] != "memory":
                raise busy()  # somebody came in between
            yield database
        finally:
            database.close()


def _rekey(
    copy: Path, old_key: bytes, new: NewKeys, signer: Signer, reason: str
) -> tuple[str, Head]:
    database = connect(copy, old_key)
    try:
        database.conn.execute("PRAGMA journal_mode = MEMORY")
        database.conn.execute(f"PRAGMA rekey = \"x'{new.data_key.hex()}'\"")
    finally:
        database.close()
    database = connect(copy, new.data_key)  # proves that the new key opens it
    try:
        if database.conn.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise StoreProblem("The store under its new key was not sound; nothing was changed.")
        return _note_new_recovery_key(database, new, signer, reason)
    finally:
        database.close()


def _note_new_recovery_key(
    database: Database, new: NewKeys, signer: Signer, reason: str
) -> tuple[str, Head]:
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        opened = open_action(database, signer, "rotate_keys", reason)
        database.conn.execute(
            "INSERT INTO recovery_identity (public_key, made_at) VALUES (?, ?)",
            [new.recovery_public, stamp(signer.clock.now())],
        )
        head = seal_action(database, signer, opened).head
        database.conn.execute("COMMIT")
    except BaseException:
        roll_back(database)
        raise
    return opened.origin.id, head
