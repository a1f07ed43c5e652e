"""Verifying the rows: each says what the journal's entries for it add up to.

An entry holds the fields that changed; a field never mentioned has the schema's default.
What the law had erased from the journal is not compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from typing import Any

from resources_app.store.findings import Finding, Kind
from resources_app.store.journalled import JOURNALLED
from resources_app.store.journalled_table import Journalled
from resources_app.store.tables import Row, Tables

# In the order of the clock, which is the order of arrival in a store that shares with nobody.
ENTRIES = """
SELECT entry.row_id, entry.operation, entry.changes FROM journal_entry AS entry
JOIN journal_origin AS origin ON origin.number = entry.origin
WHERE entry.table_name = ? ORDER BY entry.row_id, entry.hlc, origin.id, entry.seq
"""


@dataclass
class _Told:
    """What the journal says of one row."""

    exists: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    erased: bool = False  # fields not in `fields` may say anything

    def learn(self, operation: str, changes: Mapping[str, Any] | None) -> None:
        """Take in the next entry."""
        if operation != "update" or changes is None:
            self.fields = {}
            self.erased = changes is None
        if operation == "update" and changes is not None:
            self.fields.update({name: both[1] for name, both in changes.items()})
        elif operation == "insert" and changes is not None:
            self.fields = dict(changes)
        self.exists = operation != "delete"


def check_rows(tables: Tables) -> Iterator[Finding]:
    """Rows that differ from the journal, that it does not know, or that are gone."""
    for table in JOURNALLED:
        yield from _check_table(tables, table)


def _check_table(tables: Tables, table: Journalled) -> Iterator[Finding]:
    defaults = _defaults(tables, table)
    names = ", ".join(f'"{name}"' for name in (table.key, *table.columns))
    rows = tables.each(f'SELECT {names} FROM "{table.table}" ORDER BY "{table.key}"')
    row = next(rows, None)
    for key, told in _told(tables, table):
        while row is not None and row[0] < key:
            yield _finding(table, row[0], "is not in the journal")
            row = next(rows, None)
        here = row if row is not None and row[0] == key else None
        yield from _compare(table, key, told, here, defaults)
        if here is not None:
            row = next(rows, None)
    while row is not None:
        yield _finding(table, row[0], "is not in the journal")
        row = next(rows, None)


def _told(tables: Tables, table: Journalled) -> Iterator[tuple[str, _Told]]:
    entries = tables.each(ENTRIES, [table.table])
    for key, group in groupby(entries, key=lambda entry: str(entry["row_id"])):
        told = _Told()
        for entry in group:
            told.learn(entry["operation"], _read(entry))
        yield key, told


def _read(entry: Row) -> Mapping[str, Any] | None:
    try:
        changes = json.loads(entry["changes"] or "null")
        if entry["operation"] == "update" and changes is not None:
            return {name: (old, new) for name, (old, new) in changes.items()}
        return dict(changes) if changes is not None else None
    except (ValueError, AttributeError, TypeError):
        return None  # altered: its hash says so


def _compare(
    table: Journalled, key: str, told: _Told, row: Row | None, defaults: Mapping[str, Any]
) -> Iterator[Finding]:
    if row is None:
        if told.exists:
            yield _finding(table, key, "is in the journal and gone from the store")
        return
    if not told.exists:
        yield _finding(table, key, "was removed, says the journal, and is still there")
        return
    differing = [
        name
        for name in table.columns
        if not (told.erased and name not in told.fields)
        and row[name] != told.fields.get(name, defaults.get(name))
    ]
    if differing:
        fields = " and ".join(name.replace("_", " ") for name in differing)
        yield _finding(table, key, f"differs from what the journal says of its {fields}")


def _defaults(tables: Tables, table: Journalled) -> dict[str, Any]:
    stated = tables.schema.defaults[table.table]
    return {name: tables.value(f"SELECT {sql}") for name, sql in stated.items()}


def _finding(table: Journalled, key: str, what: str) -> Finding:
    name = table.table.replace("_", " ").capitalize()
    return Finding(Kind.ROW_DIFFERS, f"{name} {key} {what}.", table=table.table, row_id=str(key))


def check_blobs(tables: Tables) -> Iterator[Finding]:
    """Documents whose bytes are not the ones they are named after."""
    for row in tables.each("SELECT sha256, bytes, size FROM blob"):
        if sha256(row["bytes"]).hexdigest() != row["sha256"] or len(row["bytes"]) != row["size"]:
            sentence = f"The document with the SHA-256 {row['sha256']} has other bytes."
            yield Finding(Kind.DOCUMENT_DIFFERS, sentence, table="blob", row_id=str(row["sha256"]))
