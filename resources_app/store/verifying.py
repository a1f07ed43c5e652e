"""Verifying the journal: that it is whole, in order, signed, and says what the rows say.

Three questions, in three modules: is every origin's chain intact and signed by people whose
keys were known (here and verifying_chains.py), and does every row say what its last entries
say (verifying_rows.py)? Nothing is put right; a person is told what was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from resources_app.store.findings import Finding, Kind
from resources_app.store.origins import read_mark, same_place
from resources_app.store.problems import SchemaMistake
from resources_app.store.tables import Tables
from resources_app.store.triggers import generated_triggers
from resources_app.store.verifying_chains import check_chains
from resources_app.store.verifying_rows import check_blobs, check_rows


@dataclass(frozen=True)
class JournalReport:
    """What verifying found; how much was looked at."""

    entries: int
    actions: int
    findings: tuple[Finding, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def verify(tables: Tables, path: Path | None = None) -> JournalReport:
    """Verify the whole journal against itself, the officers' keys and the rows.

    With the store's `path` also against what this computer remembers of its writing there: a
    journal whose last actions were taken off without a trace is whole in itself.
    """
    return JournalReport(
        entries=int(tables.value("SELECT count(*) FROM journal_entry")),
        actions=int(tables.value("SELECT count(*) FROM journal_action")),
        findings=(*_findings(tables), *(_check_mark(tables, path) if path else ())),
    )


def _findings(tables: Tables) -> Iterator[Finding]:
    for check in (check_chains, check_rows, check_blobs, _check_triggers):
        try:
            yield from check(tables)
        except SchemaMistake as error:
            # Text that is not text, put there by other means, cannot even be read.
            yield Finding(Kind.ALTERED, f"A part of the journal cannot be read: {error}.")


def _check_mark(tables: Tables, path: Path) -> Iterator[Finding]:
    """Whether the store still holds the last entry that was made in it here.

    Once a store put back from a copy is written to, it has a new origin, and the history says
    so by its code.
    """
    row = tables.one(
        """SELECT number, id, code FROM journal_origin
           WHERE number = (SELECT current_origin FROM store_identity)"""
    )
    mark = read_mark(row["id"]) if row else None
    if row is None or mark is None or not mark.seq or not same_place(mark.path, path):
        return
    held = tables.value(
        "SELECT hash FROM journal_entry WHERE origin = ? AND seq = ?", (row["number"], mark.seq)
    )
    if held != bytes.fromhex(mark.hash):
        yield Finding(
            Kind.MISSING,
            f"This computer has written up to entry {row['code']}-{mark.seq}, and the store does "
            "not hold it: its last actions were removed, or an older copy was put back.",
            origin=row["code"],
            seq=mark.seq,
        )


def _check_triggers(tables: Tables) -> Iterator[Finding]:
    stored = {
        row["name"]: row["sql"]
        for row in tables.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    }
    wanted = generated_triggers(tables.schema.defaults)
    for name in sorted(stored.keys() | wanted.keys()):
        if stored.get(name) != wanted.get(name):
            yield Finding(Kind.TRIGGER, f"The trigger “{name}” is not the one the journal needs.")
