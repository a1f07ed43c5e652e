"""What happened to a record: the journal, told in lines a person can read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from resources_app.casework.action_words import in_words
from resources_app.casework.queries import rows_with_reference
from resources_app.foundations.errors import NotFound
from resources_app.store.journal import Entry, journal_entries
from resources_app.store.tables import Tables
from resources_app.team.queries import officers


@dataclass(frozen=True)
class FieldChange:
    """One field of one record; `old` is None for a new record, `new` for one taken away."""

    field: str
    old: object
    new: object


@dataclass(frozen=True)
class HistoryLine:
    """One journal entry. `number` is its origin's own, without gaps: `A7-000123`.

    `did` is its action in words: “authorised the search”.
    """

    number: str
    arrival: int
    at: datetime
    officer: str
    action: str
    did: str
    reason: str
    table: str
    row_id: str
    operation: str
    erased: bool
    changes: tuple[FieldChange, ...]


def history(
    tables: Tables, *, reference: str = "", before: int | None = None, limit: int = 100
) -> list[HistoryLine]:
    """Journal entries, newest first; with a reference, those of that record and its parts.

    `before` is an `arrival`: pass the last line's to read on. Raises NotFound.
    """
    rows = None
    if reference:
        rows = rows_with_reference(tables, reference)
        if not rows:
            raise NotFound(
                f"There is no record {reference}.",
                remedy="Give a reference such as REQ-26-A7-0042, a URN or a child’s identifier.",
            )
    names = {one.id: one.name for one in officers(tables)}
    found = journal_entries(tables, rows=rows, before=before, limit=limit)
    return [_line(entry, names) for entry in found]


def _line(entry: Entry, names: Mapping[str, str]) -> HistoryLine:
    return HistoryLine(
        number=f"{entry.origin}-{entry.seq:06d}",
        arrival=entry.number,
        at=entry.recorded_at,
        officer=names.get(entry.officer_id, ""),
        action=entry.action,
        did=in_words(entry.action),
        reason=entry.reason or "",
        table=entry.table,
        row_id=entry.row_id,
        operation=entry.operation,
        erased=entry.changes is None,
        changes=tuple(_change(entry.operation, *one) for one in (entry.changes or {}).items()),
    )


def _change(operation: str, field: str, value: object) -> FieldChange:
    if operation == "update" and isinstance(value, tuple):
        return FieldChange(field, *value)
    return (
        FieldChange(field, value, None)
        if operation == "delete"
        else FieldChange(field, None, value)
    )
