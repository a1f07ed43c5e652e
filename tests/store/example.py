"""A small real store and rows for it, for the store's own tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from resources_app.foundations.clock import Clock
from resources_app.foundations.identifiers import new_id
from resources_app.store.connection import Database
from resources_app.store.keys import QUICK
from resources_app.store.store import Store

PASSPHRASE = "an evening in Aylesbury"
FOUNDER = "officer-tess"
AUTHORITY = {"ons_code": "E06000060", "name": "Buckinghamshire", "standing": "home"}


def make_store(path: Path, clock: Clock | None = None) -> tuple[Store, str]:
    """A store whose founder has her record in it; with its recovery key."""
    store, recovery = Store.create(
        path, officer_id=FOUNDER, passphrase=PASSPHRASE, clock=clock, key_cost=QUICK
    )
    with store.transaction("found_store") as tx:
        tx.tables.insert("officer", officer(FOUNDER, store.public_key))
        tx.tables.insert("authority", AUTHORITY)
    return store, recovery


def add_colleague(store: Store, key: str, passphrase: str) -> None:
    """Give a second officer a passphrase and a record."""
    public_key = store.add_slot(key, passphrase)
    with store.transaction("add_officer") as tx:
        tx.tables.insert("officer", officer(key, public_key, "Amina Khan"))


def open_again(store: Store, **options: Any) -> Store:
    """Another opening of the same file, as another window would."""
    return Store.open(store.path, passphrase=PASSPHRASE, **options)


def set_setting(store: Store, name: str, value: str = "", *, reason: str = "") -> None:
    """One small action."""
    with store.transaction("set_setting", reason=reason) as tx:
        if tx.tables.one("SELECT 1 FROM setting WHERE name = ?", [name]):
            tx.tables.update("setting", name, {"value": value})
        else:
            tx.tables.insert("setting", {"name": name, "value": value})


def break_off(store: Store, name: str) -> None:
    """An action that writes and then fails."""
    try:
        with store.transaction("broken") as tx:
            tx.tables.insert("setting", {"name": name, "value": ""})
            raise LookupError
    except LookupError:
        pass


def officer(key: str, public_key: str, name: str = "Tess Malone") -> dict[str, object]:
    return {
        "id": key,
        "name": name,
        "initials": "".join(part[0] for part in name.split()),
        "role": "team manager",
        "public_key": public_key,
    }


def child(key: str = "", **fields: object) -> dict[str, object]:
    key = key or new_id()
    return {
        "id": key,
        "local_identifier": f"L-{key}",
        "given_name": "Robin",
        "family_name": "Ash",
        "date_of_birth": "2013-05-04",
        "sex": "1",
        "authority_code": "E06000060",
        **fields,
    }


def snapshot(database: Database) -> list[tuple[object, ...]]:
    """Everything a store says, to tell whether anything changed."""
    tables = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
        " ORDER BY name"
    ).fetchall()
    found: list[tuple[object, ...]] = [
        tuple(row) for row in database.execute("SELECT sql FROM sqlite_master ORDER BY name, type")
    ]
    for (table,) in tables:
        found += [(table, *row) for row in database.execute(f'SELECT * FROM "{table}" ORDER BY 1')]
    return found
