"""Reading the journal: who changed what, when and why.

Writing it is the triggers' and sealing.py's; verifying it is verifying.py's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from resources_app.foundations.clock import from_stamp
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class Entry:
    """One changed row.

    `changes` is {field: new} of an insert, {field: (old, new)} of an update and
    {field: old} of a delete; fields left at their default are not in it. It is None, and
    `reason` is, once erased by law. `number` is the order in which this file learnt of it.
    """

    number: int
    origin: str  # the code in references: "A7"
    origin_id: str
    seq: int
    recorded_at: datetime  # UTC
    officer_id: str
    action: str
    reason: str | None
    table: str
    row_id: str
    operation: str
    changes: Mapping[str, Any] | None


_SELECT = """
SELECT entry.arrival AS number, origin.code AS origin, origin.id AS origin_id, entry.seq,
    action.recorded_at, action.officer_id, action.action, action.reason,
    entry.table_name, entry.row_id, entry.operation, entry.changes
FROM journal_entry AS entry
JOIN journal_origin AS origin ON origin.number = entry.origin
JOIN journal_action AS action ON action.hlc = entry.hlc AND action.origin = entry.origin
"""


def entries_of(tables: Tables, table: str, row_id: str) -> list[Entry]:
    """Everything that happened to one row, oldest first: what erasing is given."""
    sql = f"{_SELECT} WHERE entry.table_name = ? AND entry.row_id = ? ORDER BY entry.arrival"
    return list(map(_entry, tables.rows(sql, [table, row_id])))


def journal_entries(
    tables: Tables,
    *,
    rows: Iterable[tuple[str, str]] | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[Entry]:
    """The newest entries first, at most `limit`; those numbered below `before`, to page on.

    `rows` are (table, row id): only what happened to these.
    """
    wanted = "1"
    params: dict[str, object] = {"before": before, "limit": limit}
    if rows is not None:
        wanted = """(entry.table_name, entry.row_id) IN
            (SELECT value ->> 0, value ->> 1 FROM json_each(:rows))"""
        params["rows"] = json.dumps(list(rows))
    sql = f"""{_SELECT} WHERE {wanted} AND (:before IS NULL OR entry.arrival < :before)
        ORDER BY entry.arrival DESC LIMIT :limit"""
    return list(map(_entry, tables.rows(sql, params)))


def _entry(row: Row) -> Entry:
    changes = None if row["changes"] is None else json.loads(row["changes"])
    if changes is not None and row["operation"] == "update":
        changes = {field: (old, new) for field, (old, new) in changes.items()}
    return Entry(
        number=row["number"],
        origin=row["origin"],
        origin_id=row["origin_id"],
        seq=row["seq"],
        recorded_at=from_stamp(row["recorded_at"]),
        officer_id=row["officer_id"],
        action=row["action"],
        reason=row["reason"],
        table=row["table_name"],
        row_id=row["row_id"],
        operation=row["operation"],
        changes=changes,
    )
