"""Making a new store: its file and its key slots, both or neither."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from resources_app.foundations.clock import Clock, stamp
from resources_app.foundations.errors import StoreProblem
from resources_app.foundations.identifiers import new_id
from resources_app.store import recovery_key
from resources_app.store.connection import Database, connect, start_file
from resources_app.store.files import (
    disk_errors_in_words,
    sidecars,
    sync_folder,
    temporary_beside,
)
from resources_app.store.keys import KEY_BYTES, Identity, KeyCost
from resources_app.store.migrations import apply_schema
from resources_app.store.origins import keep_mark, start_origin
from resources_app.store.problems import translated
from resources_app.store.sealing import Head, Signer, current_origin, open_action, seal_action
from resources_app.store.slot_file import slots_path, write_slots
from resources_app.store.slots import RECOVERY, SlotFile, SlotSet, officer_slot, recovery_slot


def create_files(
    path: Path, *, officer_id: str, passphrase: str, clock: Clock, key_cost: KeyCost
) -> str:
    """Make the store's two files and return the recovery key, to be printed and locked away.

    Raises `StoreProblem`, leaving nothing behind, if something of that name is there or the
    folder cannot be written.
    """
    _check_free(path, officer_id)
    store_id, data_key, secret = (
        new_id(),
        secrets.token_bytes(KEY_BYTES),
        recovery_key.fresh_secret(),
    )
    signer = Signer(officer_id, Identity.fresh(), clock)
    spare = Identity.fresh()
    first = officer_slot(
        store_id, 1, officer_id, passphrase, data_key, cost=key_cost, identity=signer.identity
    )
    slots = SlotFile(
        store_id, (SlotSet(1, (first, recovery_slot(store_id, 1, secret, data_key, spare))),)
    )
    temporary = temporary_beside(path)
    try:
        origin_id, head = _create_database(temporary, data_key, store_id, signer, spare.public_key)
        write_slots(path, slots)
        with disk_errors_in_words(path):
            temporary.rename(path)
            sync_folder(path.parent)
    except BaseException:
        for leftover in (
            temporary,
            *sidecars(temporary),
            *(() if path.exists() else (slots_path(path),)),
        ):
            with suppress(OSError):
                leftover.unlink()
        raise
    keep_mark(path, origin_id, head)
    return recovery_key.as_text(secret)


def _check_free(path: Path, officer_id: str) -> None:
    for taken in (path, slots_path(path)):
        if taken.exists():
            raise StoreProblem(
                f"There is already something called “{taken.name}” in “{taken.parent}”.",
                remedy="Choose another name; it was left as it is.",
            )
    if not path.parent.is_dir():
        raise StoreProblem(
            f"There is no folder “{path.parent}”.", remedy="Make it first, or choose another."
        )
    if not officer_id or officer_id == RECOVERY:
        raise StoreProblem(f"An officer cannot be called “{officer_id}”.")


def _create_database(
    path: Path, data_key: bytes, store_id: str, signer: Signer, recovery_public: str
) -> tuple[str, Head]:
    start_file(path, like=path)
    with translated():
        database = connect(path, data_key)
        try:
            database.conn.execute("BEGIN IMMEDIATE")
            head = _fill(database, store_id, signer, recovery_public)
            database.conn.execute("COMMIT")
            return current_origin(database)[1].id, head
        finally:
            database.close()


def _fill(database: Database, store_id: str, signer: Signer, recovery_public: str) -> Head:
    apply_schema(database)
    start_origin(database, signer, new_id())
    database.conn.execute(
        "INSERT INTO store_identity (id, store_id, current_origin) VALUES (1, ?, 1)", [store_id]
    )
    opened = open_action(database, signer, "create_store", "")
    database.conn.execute(
        "INSERT INTO recovery_identity (public_key, made_at) VALUES (?, ?)",
        [recovery_public, stamp(signer.clock.now())],
    )
    return seal_action(database, signer, opened).head
