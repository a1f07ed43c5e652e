"""Reading what was typed and not saved."""

from __future__ import annotations

import json

from resources_app.foundations.clock import from_stamp
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables
from resources_app.team.typed import Typed, WhereTyped


def unfinished(tables: Tables, officer_id: str) -> list[Typed]:
    """Everything the officer typed and did not save, the latest first."""
    rows = tables.rows(
        "SELECT * FROM typed WHERE officer_id = ? ORDER BY kept_at DESC, id DESC", [officer_id]
    )
    return [_typed(row) for row in rows]


def typed_at(tables: Tables, officer_id: str, where: WhereTyped) -> Typed | None:
    """What the officer typed into this form and did not save, or None."""
    row = tables.one(
        """SELECT * FROM typed WHERE officer_id = ? AND page = ? AND subject = ? AND form = ?
            ORDER BY kept_at DESC, id DESC""",
        [officer_id, where.page, where.subject, where.form],
    )
    return None if row is None else _typed(row)


def typed_with(tables: Tables, officer_id: str, typed_id: str) -> Typed:
    """One piece of the officer's own typing. Raises NotFound, for a colleague's too."""
    row = tables.one("SELECT * FROM typed WHERE id = ? AND officer_id = ?", [typed_id, officer_id])
    if row is None:
        raise NotFound("There is no such unfinished typing of yours; it may be saved by now.")
    return _typed(row)


def _typed(row: Row) -> Typed:
    return Typed(
        id=row["id"],
        where=WhereTyped(row["page"], row["subject"], row["form"], row["title"], row["tab"]),
        answers=json.loads(row["answers"]),
        shown=json.loads(row["shown"]),
        begun_at=from_stamp(row["begun_at"]),
        kept_at=from_stamp(row["kept_at"]),
    )
