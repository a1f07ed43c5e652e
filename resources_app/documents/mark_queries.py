"""The SQL of the marks that clear findings of an anonymised pack."""

from __future__ import annotations

import json
from collections.abc import Iterable

from resources_app.documents.pack_review_model import Mark
from resources_app.foundations.clock import from_stamp
from resources_app.store.tables import Row, Tables

_MARK = """
    SELECT leak_mark.*, officer.name AS marker
      FROM leak_mark JOIN officer ON officer.id = leak_mark.marked_by
"""


def marks_on(tables: Tables, subject_ids: Iterable[str]) -> list[Mark]:
    """The marks that stand on requests and on files in packs, the oldest first."""
    rows = tables.rows(
        f"""{_MARK} WHERE leak_mark.withdrawn_at IS NULL AND leak_mark.subject_id IN
            (SELECT value FROM json_each(?)) ORDER BY leak_mark.id""",
        (json.dumps(list(subject_ids)),),
    )
    return list(map(_mark, rows))


def _mark(row: Row) -> Mark:
    return Mark(
        id=row["id"],
        subject_id=row["subject_id"],
        field=row["field"],
        digest=row["digest"],
        what=row["what"],
        reason=row["reason"],
        marked_by=row["marker"],
        marked_at=from_stamp(row["marked_at"]),
    )
