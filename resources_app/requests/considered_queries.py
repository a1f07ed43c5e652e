"""Family and friends who were considered, as they are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable

from resources_app.foundations.dates import stored_day
from resources_app.foundations.errors import NotFound
from resources_app.requests.considered import PersonConsidered
from resources_app.store.tables import Row, Tables

_PERSON = """
    SELECT person_considered.*, officer.name AS entered_by_name
      FROM person_considered JOIN officer ON officer.id = person_considered.entered_by
"""


def considered_for(tables: Tables, request_id: str) -> list[PersonConsidered]:
    """Everybody who was considered for a request, in the order they were entered."""
    rows = tables.rows(
        f"{_PERSON} WHERE person_considered.request_id = ? ORDER BY person_considered.id",
        (request_id,),
    )
    return [_person(row) for row in rows]


def considered_for_children(tables: Tables, child_ids: Iterable[str]) -> list[PersonConsidered]:
    """Everybody who was ever considered for these children, whatever the request."""
    rows = tables.rows(
        f"""{_PERSON} JOIN placement_request asked ON asked.id = person_considered.request_id
            WHERE asked.child_id IN (SELECT value FROM json_each(?))
            ORDER BY person_considered.id""",
        [json.dumps(list(child_ids))],
    )
    return [_person(row) for row in rows]


def find_person(tables: Tables, person_id: str) -> tuple[PersonConsidered, str]:
    """One of them by id, and the request's id. Raises NotFound."""
    row = tables.one(f"{_PERSON} WHERE person_considered.id = ?", (person_id.strip(),))
    if row is None:
        raise NotFound("There is no such entry.", remedy="`considered list` gives each one’s ID.")
    return _person(row), str(row["request_id"])


def _person(row: Row) -> PersonConsidered:
    return PersonConsidered(
        relation=row["relation"],
        name=row["name"],
        outcome=row["outcome"],
        approached_on=stored_day(row["approached_on"]),
        why=row["why"],
        id=row["id"],
        entered_by=row["entered_by_name"],
    )
