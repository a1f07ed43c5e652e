"""The SQL of brothers and sisters apart: where each of them lives, and is to live."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from resources_app.store.tables import Row, Tables


def homes_from(tables: Tables, child_ids: Iterable[str], day: date) -> dict[str, Row]:
    """Each child's main placement on a day, or the next to come; those without are left out."""
    rows = tables.rows(
        """SELECT placement.child_id, placement.start_date, service.name
             FROM placement JOIN service ON service.id = placement.service_id
            WHERE placement.child_id IN (SELECT value FROM json_each(:wanted))
              AND placement.kind = 'main'
              AND (placement.end_date IS NULL OR placement.end_date > :day)
            ORDER BY placement.start_date DESC, placement.id DESC""",
        {"wanted": json.dumps(list(child_ids)), "day": day.isoformat()},
    )
    return {row["child_id"]: row for row in rows}
