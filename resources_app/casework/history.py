"""What happened to a record: the journal, told in lines a person can read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from resources_app.casework.queries import ids_with_reference, journal_lines
from resources_app.foundations.clock import from_stamp
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class FieldChange:
    """One field of one record; `old` is None for a new record, `new` for one taken away."""

    field: str
    old: object
    new: object


@dataclass(frozen=True)
class HistoryLine:
    """One journal entry. `number` is its origin's own, without gaps: `A7-000123`."""

    number: str
    arrival: int
    at: datetime
    officer: str
    action: str
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
    ids = None
    if reference:
        ids = ids_with_reference(tables, reference)
        if not ids:
            raise NotFound(
                f"There is no record {reference}.",
                remedy="Give a reference such as REQ-26-A7-0042, a URN or a child’s identifier.",
            )
    return [_line(row) for row in journal_lines(tables, row_ids=ids, before=before, limit=limit)]


def _line(row: Row) -> HistoryLine:
    return HistoryLine(
        number=f"{row['origin']}-{row['seq']:06d}",
        arrival=int(row["arrival"]),
        at=from_stamp(row["recorded_at"]),
        officer=row["officer"],
        action=row["action"],
        reason=row["reason"],
        table=row["table_name"],
        row_id=row["row_id"],
        operation=row["operation"],
        erased=row["changes"] is None,
        changes=_changes(row["operation"], row["changes"]),
    )


def _changes(operation: str, text: str | None) -> tuple[FieldChange, ...]:
    if text is None:
        return ()
    fields: dict[str, object] = json.loads(text)
    changes = []
    for field, value in fields.items():
        if operation == "update" and isinstance(value, list):
            changes.append(FieldChange(field, value[0], value[1]))
        elif operation == "delete":
            changes.append(FieldChange(field, value, None))
        else:
            changes.append(FieldChange(field, None, value))
    return tuple(changes)
