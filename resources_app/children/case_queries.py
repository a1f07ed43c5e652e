"""What the store holds of the children a file names, and how files were read before."""

from __future__ import annotations

import json
from collections.abc import Iterable

from resources_app.children.case_periods import DatedCode
from resources_app.children.case_preview import HeldChild
from resources_app.children.queries import stored_by_identifier
from resources_app.foundations.dates import stored_period
from resources_app.store.tables import Tables


def held_children(tables: Tables, identifiers: Iterable[str]) -> dict[str, HeldChild]:
    """Those of the children who are on record, by identifier; as many reads for any number."""
    stored = stored_by_identifier(tables, identifiers)
    ids = json.dumps([child.id for child, _ in stored.values()])
    statuses = _periods(
        tables,
        """SELECT child_id, id, legal_status AS code, start_date, end_date
             FROM legal_status_period WHERE child_id IN (SELECT value FROM json_each(?))
            ORDER BY start_date, id""",
        ids,
    )
    care = _periods(
        tables,
        """SELECT child_id, id, reason_ended AS code, start_date, end_date
             FROM period_of_care WHERE child_id IN (SELECT value FROM json_each(?))
            ORDER BY start_date, id""",
        ids,
    )
    siblings: dict[str, set[str]] = {}
    for row in tables.rows(
        """SELECT sibling.child_id, child.local_identifier
             FROM sibling JOIN child ON child.id = sibling.sibling_id
            WHERE sibling.child_id IN (SELECT value FROM json_each(?))""",
        [ids],
    ):
        siblings.setdefault(row["child_id"], set()).add(row["local_identifier"])
    return {
        identifier: HeldChild(
            child,
            answers,
            tuple(statuses.get(child.id, ())),
            tuple(care.get(child.id, ())),
            frozenset(siblings.get(child.id, ())),
        )
        for identifier, (child, answers) in stored.items()
    }


def _periods(tables: Tables, sql: str, ids: str) -> dict[str, list[DatedCode]]:
    found: dict[str, list[DatedCode]] = {}
    for row in tables.rows(sql, [ids]):
        period = stored_period(row["start_date"], row["end_date"])
        found.setdefault(row["child_id"], []).append(DatedCode(row["code"], period, row["id"]))
    return found


def remembered_columns(tables: Tables, kind: str) -> dict[str, dict[str, str]]:
    """How the columns of each layout were said to be read, by layout; `kind` is whose files."""
    rows = tables.rows("SELECT layout, columns FROM import_layout WHERE kind = ?", (kind,))
    return {row["layout"]: dict(json.loads(row["columns"])) for row in rows}


def layout_row_id(tables: Tables, kind: str, layout: str) -> str | None:
    """The row that remembers a layout, or None."""
    found = tables.value(
        "SELECT id FROM import_layout WHERE kind = ? AND layout = ?", (kind, layout)
    )
    return None if found is None else str(found)
