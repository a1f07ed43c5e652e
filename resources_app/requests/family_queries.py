"""The SQL of brothers and sisters: who lives apart from a request's children, and where to."""

from __future__ import annotations

from resources_app.foundations.clock import from_stamp
from resources_app.requests.family_model import Apart
from resources_app.store.tables import Row, Tables


def apart_from(tables: Tables, request_id: str) -> list[Apart]:
    """Those who are not to live with the children of a request, first decided first."""
    rows = tables.rows(
        "SELECT * FROM request_apart WHERE request_id = ? ORDER BY decided_at, id", (request_id,)
    )
    return [_apart(row) for row in rows]


def apart_around(tables: Tables, request_id: str) -> list[Apart]:
    """The same for every request that this one was made from, or that was made from it, too.

    However far: those who left a request that was itself made when its children left another.
    """
    rows = tables.rows(
        """WITH RECURSIVE linked (id) AS (
               SELECT :id
               UNION
               SELECT one.apart_request_id FROM request_apart one, linked
                WHERE one.request_id = linked.id AND one.apart_request_id IS NOT NULL
               UNION
               SELECT one.request_id FROM request_apart one, linked
                WHERE one.apart_request_id = linked.id)
           SELECT request_apart.* FROM linked JOIN request_apart ON request_id = linked.id
            ORDER BY decided_at, request_apart.id""",
        {"id": request_id},
    )
    return [_apart(row) for row in rows]


def _apart(row: Row) -> Apart:
    return Apart(
        id=row["id"],
        request_id=row["request_id"],
        child_id=row["child_id"],
        reason=row["reason"],
        apart_request_id=row["apart_request_id"],
        decided_by=row["decided_by"],
        decided_at=from_stamp(row["decided_at"]),
    )
