"""Copies of a store: backups, and the one kept before a new version changes it.

`backup()` of the driver hangs while a write transaction is open, so a copy is made with
`VACUUM INTO` a temporary name by a connection that has none, checked, and renamed, with
the key slots of that moment beside it. The copy has the store's own key.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from resources_app.foundations.errors import StoreProblem
from resources_app.store.connection import Database, start_file
from resources_app.store.files import (
    disk_errors_in_words,
    sync_file,
    sync_folder,
    temporary_beside,
    write_atomically,
)
from resources_app.store.schema.steps import Step
from resources_app.store.slot_file import slots_path


def keep_copy_before(path: Path, database: Database, step: Step) -> Path:
    """Keep a checked copy of the store as it was before `step`; replaces an earlier attempt's."""
    copy = path.with_name(f"{path.stem}.before-step-{step.number:04d}{path.suffix}")
    copy_store(path, database, copy)
    return copy


def copy_store(path: Path, database: Database, copy: Path) -> None:
    """Write a checked copy of an open store to `copy`, with its key slots.

    `database` must have no open transaction. Raises `StoreProblem`, leaving nothing behind.
    """
    temporary = temporary_beside(copy)
    try:
        start_file(temporary, like=path)
        database.conn.execute("VACUUM INTO ?", [str(temporary)])
        _check_copy(database, temporary)
        with disk_errors_in_words(copy):
            sync_file(temporary)
            write_atomically(slots_path(copy), slots_path(path).read_bytes())
            temporary.replace(copy)
            sync_folder(copy.parent)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _check_copy(database: Database, copy: Path) -> None:
    # Attached without a key of its own, a file is read with the main one's.
    database.conn.execute("ATTACH ? AS copy", [str(copy)])
    try:
        found = database.conn.execute("PRAGMA copy.integrity_check(1)").fetchone()[0]
    finally:
        database.conn.execute("DETACH copy")
    if found != "ok":
        raise StoreProblem("The copy of the store was not sound.", remedy="Nothing was kept.")
