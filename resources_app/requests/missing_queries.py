"""How much drafts still lack, counted in the store: a list of them reads no whole request."""

from __future__ import annotations

import json
from collections.abc import Iterable

from resources_app.requests.fields import NEEDED_FIELDS
from resources_app.store.tables import Tables

# An answer that was left open is NULL, empty text or an empty list (storing.py).
_OPEN = " + ".join(f"(coalesce(\"{one.name}\", '') IN ('', '[]'))" for one in NEEDED_FIELDS)


def missing_answers(tables: Tables, request_ids: Iterable[str]) -> dict[str, int]:
    """How many of the needed answers each of these requests lacks, by id."""
    rows = tables.rows(
        f"""SELECT id, {_OPEN} AS missing FROM placement_request
            WHERE id IN (SELECT value FROM json_each(?))""",
        [json.dumps(list(request_ids))],
    )
    return {row["id"]: int(row["missing"]) for row in rows}
