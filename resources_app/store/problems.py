"""What SQLCipher raises, turned into sentences a person can act on, or into our own bugs.

sqlcipher3's errors are not `sqlite3.Error`, so nothing outside this room could catch them.
To translate another error: add its SQLite result code to `SENTENCES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2 as sqlcipher

from resources_app.foundations.errors import BadInput, KnownError, Refused, StoreProblem


class SchemaMistake(Exception):
    """Our bug: SQL that names a table or column the schema does not have, or does not parse."""


class TransactionOpen(Exception):
    """Our bug: a transaction begun while one is open; the inner work belongs in the outer."""


class NoTransaction(Exception):
    """Our bug: a write attempted outside `Store.transaction()`."""


# SQLite's primary result code: (what happened, what to do).
SENTENCES: dict[str, tuple[str, str]] = {
    "SQLITE_BUSY": (
        "The store is being written by another window or program.",
        "Nothing was saved; wait a moment and try again.",
    ),
    "SQLITE_LOCKED": (
        "The store is being written by another window or program.",
        "Nothing was saved; wait a moment and try again.",
    ),
    "SQLITE_FULL": (
        "The disk that holds the store is full.",
        "Nothing was saved; free some space and try again.",
    ),
    "SQLITE_IOERR": (
        "The disk that holds the store could not be read or written.",
        "Nothing was saved; check its space and its connection, then try again.",
    ),
    "SQLITE_READONLY": (
        "The store can only be read: its file or folder is write-protected.",
        "Ask for permission to write there, or open the store for reading.",
    ),
    "SQLITE_PERM": (
        "The store can only be read: its file or folder is write-protected.",
        "Ask for permission to write there, or open the store for reading.",
    ),
    "SQLITE_CANTOPEN": (
        "The store's file or folder cannot be opened.",
        "Check that the folder exists and that you may read and write in it.",
    ),
    "SQLITE_CORRUPT": (
        "The store is damaged.",
        "Restore the last backup; nothing was saved.",
    ),
    "SQLITE_NOTADB": (
        "The file is damaged or is not a store that these key slots belong to.",
        "Restore the last backup, file and key slots together.",
    ),
}

_BUG_CODES = {"SQLITE_ERROR", "SQLITE_MISUSE", "SQLITE_RANGE"}


@contextmanager
def translated() -> Iterator[None]:
    """Raise what SQLCipher raises inside as a `KnownError`, or as one of our bugs."""
    try:
        yield
    except sqlcipher.Error as error:
        raise translation(error) from error
    except OverflowError as error:
        what = "A number is too large for the store."
        raise BadInput(what, remedy="Check its digits; nothing was saved.") from error
    except UnicodeEncodeError as error:
        what = "A text has characters in it that no alphabet has."
        raise BadInput(what, remedy="Type it again; nothing was saved.") from error


def busy() -> StoreProblem:
    """The problem of a store that another program is using."""
    what, remedy = SENTENCES["SQLITE_BUSY"]
    return StoreProblem(what, remedy=remedy)


def unopenable() -> StoreProblem:
    """The problem of a file that can be neither opened nor made."""
    what, remedy = SENTENCES["SQLITE_CANTOPEN"]
    return StoreProblem(what, remedy=remedy)


def translation(error: Exception) -> Exception:
    """The exception to raise instead of one of sqlcipher3's."""
    message = str(error)
    code = getattr(error, "sqlite_errorname", None) or ""
    if code == "SQLITE_CONSTRAINT" or isinstance(error, sqlcipher.IntegrityError):
        return _constraint(message)
    known = SENTENCES.get(re.sub(r"^(SQLITE_[A-Z]+)_.*", r"\1", code))
    if known:
        return StoreProblem(known[0], remedy=known[1])
    if code in _BUG_CODES or isinstance(error, sqlcipher.ProgrammingError | sqlcipher.Error):
        return SchemaMistake(message)
    return error


def _constraint(message: str) -> KnownError | NoTransaction:
    if message.startswith("NO ACTION OPEN"):
        return NoTransaction(message)
    if message.startswith("UNIQUE constraint failed: "):
        return Refused(f"There is already {_record(message)} with that {_fields(message)}.")
    if message.startswith("FOREIGN KEY"):
        return Refused(
            "A record refers to one that is not there, or one that others still refer to "
            "would be removed."
        )
    if message.startswith("NOT NULL constraint failed: "):
        return BadInput(f"{_record(message, 'a').capitalize()} needs its {_fields(message)}.")
    return BadInput(f"The store does not take that value: {message}.")


def _record(message: str, article: str = "a") -> str:
    table = message.split(": ", 1)[1].split(".")[0].replace("_", " ")
    return f"{'an' if article == 'a' and table[0] in 'aeio' else article} {table}"


def _fields(message: str) -> str:
    names = [part.split(".")[-1].strip() for part in message.split(": ", 1)[1].split(",")]
    return " and ".join(name.replace("_", " ") for name in names)
