"""One transaction, one action: what is written in it is stored and journalled, or nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from resources_app.store.connection import Database, roll_back
from resources_app.store.problems import TransactionOpen, translated
from resources_app.store.sealing import Head, Signer, open_action, seal_action
from resources_app.store.tables import Schema, Tables


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


@dataclass(frozen=True)
class Writing:
    """What it takes to write: the connection, who signs, and what to check and tell.

    `check` runs under the write lock, before anything is written, and may refuse.
    `committed` hears of the new head of which origin's chain.
    """

    database: Database
    schema: Schema
    signer: Signer
    check: Callable[[], None]
    committed: Callable[[str, Head], None]

    @contextmanager
    def transaction(self, action: str, reason: str) -> Iterator[Transaction]:
        """Raises `TransactionOpen` inside another; `StoreProblem` if it cannot be written."""
        if self.database.conn.in_transaction:
            raise TransactionOpen(f"“{action}” was begun while another action was open.")
        tables = Tables(self.database, self.schema, writable=True)
        transaction = Transaction(tables)
        try:
            with translated():
                # Between transactions the connection cannot write at all.
                self.database.conn.execute("PRAGMA query_only = OFF")
                self.database.conn.execute("BEGIN IMMEDIATE")
                self.check()
                opened = open_action(self.database, self.signer, action, reason)
            yield transaction
            with translated():
                sealed = seal_action(self.database, self.signer, opened)
                self.database.conn.execute("COMMIT")
        except BaseException:
            roll_back(self.database)
            raise
        finally:
            tables.expire()
            self.database.conn.execute("PRAGMA query_only = ON")
        transaction.changes = Changes(action, sealed.touched)
        self.committed(opened.origin.id, sealed.head)
