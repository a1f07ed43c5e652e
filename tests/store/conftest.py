"""A bare store with one officer in it, and ways to go behind its back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.store.connection import Database, connect
from resources_app.store.store import Store
from tests.store.example import make_store

Tamper = Callable[..., None]


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Iterator[Store]:
    made, _ = make_store(store_path, clock)
    yield made
    made.close()


@pytest.fixture
def raw(store: Store) -> Iterator[Database]:
    """A second connection to the store's file, as somebody with the data key could open."""
    database = connect(store.path, store._opened.data_key)
    yield database
    database.close()


@pytest.fixture
def tamper(raw: Database) -> Tamper:
    """Change the store behind the journal's back: with the key, and with the triggers gone."""

    def change(sql: str, params: tuple[object, ...] = ()) -> None:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = [tuple(row) for row in triggers.fetchall()]
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("BEGIN IMMEDIATE")
        for name, _ in kept:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(sql, params)
        for _, statement in kept:
            raw.execute(statement)
        raw.execute("COMMIT")

    return change
