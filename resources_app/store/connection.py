"""Opening one SQLCipher connection with our pragmas.

Connections run in autocommit (`isolation_level=None`): the driver's own implicit
transactions once swallowed rows, so the store begins and ends every transaction itself.
sqlite-utils is given it only where the schema is changed (migrations.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2 as sqlcipher

from resources_app.store.files import start_private
from resources_app.store.problems import unopenable

BUSY_MILLISECONDS = 5_000
CACHE_KIBIBYTES = 64 * 1024  # a register import stays in memory instead of spilling
STATEMENTS_KEPT = 512

# Run on every connection, in this order, after the key.
PRAGMAS = (
    "foreign_keys = ON",
    "recursive_triggers = ON",  # without it INSERT OR REPLACE removes a row unseen by triggers
    "secure_delete = ON",
    "temp_store = MEMORY",  # sorting must not spill plain text to the disk
    f"cache_size = -{CACHE_KIBIBYTES}",
)


@dataclass(frozen=True)
class Database:
    """An open SQLCipher connection, which ships no types of its own."""

    conn: Any

    def execute(self, sql: str, params: Sequence[object] = ()) -> Any:
        """Run one statement; its cursor. Raises sqlcipher3's own errors."""
        return self.conn.execute(sql, params)

    def close(self) -> None:
        """Close the connection. Closing twice does no harm."""
        self.conn.close()


def connect(
    path: Path,
    key: bytes,
    *,
    read_only: bool = False,
    immutable: bool = False,
    busy_milliseconds: int = BUSY_MILLISECONDS,
    any_thread: bool = False,
) -> Database:
    """Open `path` with a raw 32-byte key.

    `immutable` reads a store on a medium that cannot be written, where no other program can
    be writing either. Raises sqlcipher3's own errors; callers translate them. The file is
    made if it is missing and `read_only` is false.
    """
    options = "mode=ro" if read_only else "mode=rwc"
    if immutable:
        options += "&immutable=1"
    connection = sqlcipher.connect(
        f"file:{quote(str(path.resolve()))}?{options}",
        uri=True,
        isolation_level=None,
        timeout=busy_milliseconds / 1000,
        cached_statements=STATEMENTS_KEPT,
        check_same_thread=not any_thread,
    )
    try:
        _prepare(connection, key, read_only)
    except BaseException:
        connection.close()
        raise
    return Database(connection)


def start_file(path: Path, like: Path) -> None:
    """Make the empty file of a new database, as private as `like`: see `start_private`.

    SQLite would let everybody read a file it makes itself. Raises `StoreProblem`.
    """
    try:
        start_private(path, like)
    except OSError as error:
        raise unopenable() from error


def roll_back(database: Database) -> None:
    """Undo the open transaction, if an error has not already ended it."""
    if database.conn.in_transaction:
        database.conn.execute("ROLLBACK")


def _prepare(connection: Any, key: bytes, read_only: bool) -> None:
    # SQLCipher writes warnings about wrong keys to standard error unless told not to, and
    # must be told before it meets one.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.row_factory = sqlcipher.Row
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key fails here
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA journal_mode = WAL")
