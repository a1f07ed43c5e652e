"""Which requests of children are open, and which rows of files became requests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from resources_app.requests.list_queries import OPEN_STATES
from resources_app.requests.model import State
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class OpenRequest:
    """A request that still wants something done."""

    reference: str
    state: State


def open_by_identifier(tables: Tables, identifiers: Iterable[str]) -> dict[str, OpenRequest]:
    """The newest open request of each of the children, by local identifier.

    As one for whom it is asked, or as a brother or sister to live with them.
    """
    marks = ", ".join(f"'{state}'" for state in sorted(OPEN_STATES))
    rows = tables.rows(
        f"""WITH wanted AS (
                SELECT id, local_identifier FROM child
                 WHERE local_identifier IN (SELECT value FROM json_each(?))),
             asked AS (
                SELECT local_identifier, placement_request.id AS request_id
                  FROM wanted JOIN placement_request ON placement_request.child_id = wanted.id
                UNION
                SELECT local_identifier, request_id
                  FROM wanted JOIN request_sibling ON request_sibling.child_id = wanted.id)
            SELECT local_identifier, reference, state
              FROM asked JOIN placement_request ON placement_request.id = asked.request_id
             WHERE state IN ({marks})
             ORDER BY received_on, placement_request.id""",
        [json.dumps(list(identifiers))],
    )
    return {
        row["local_identifier"]: OpenRequest(row["reference"], State(row["state"])) for row in rows
    }


def references_of_rows(tables: Tables, digests: Iterable[str]) -> dict[str, str]:
    """The request that each of the rows became, by the row's SHA-256."""
    rows = tables.rows(
        """SELECT row_sha256, reference FROM request_row
             JOIN placement_request ON placement_request.id = request_row.request_id
            WHERE row_sha256 IN (SELECT value FROM json_each(?))""",
        [json.dumps(list(digests))],
    )
    return {row["row_sha256"]: row["reference"] for row in rows}
