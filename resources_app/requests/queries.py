"""The requests' room's SQL about requests themselves: one whole, snapshots, siblings.

Lists of requests are read by `list_queries`; releases, offers and decisions by `offer_queries`.
"""

from __future__ import annotations

from datetime import datetime

from resources_app.foundations.clock import from_stamp
from resources_app.foundations.errors import NotFound
from resources_app.requests.fields import REQUEST_FIELDS
from resources_app.requests.list_queries import OPEN_STATES
from resources_app.requests.model import Request, Snapshot, State, Urgency
from resources_app.requests.storing import answers_of, places_to_avoid
from resources_app.store.journal import journal_entries
from resources_app.store.tables import Row, Tables
from resources_app.team.queries import officer


def request(tables: Tables, reference: str) -> Request:
    """One request by its reference, whatever the capitals. Raises NotFound."""
    row = tables.one(
        "SELECT * FROM placement_request WHERE reference = ?", (reference.strip().upper(),)
    )
    if row is None:
        raise NotFound(f"There is no request {reference.strip()}.")
    return _request(tables, row)


def request_by_id(tables: Tables, request_id: str) -> Request:
    """One request by its id. Raises NotFound."""
    row = tables.one("SELECT * FROM placement_request WHERE id = ?", (request_id,))
    if row is None:
        raise NotFound("There is no such request.")
    return _request(tables, row)


def open_requests_of(tables: Tables, child_id: str) -> list[Request]:
    """Requests of a child that are not placed, withdrawn or closed, newest first."""
    marks = ",".join("?" * len(OPEN_STATES))
    rows = tables.rows(
        f"""SELECT * FROM placement_request WHERE child_id = ? AND state IN ({marks})
            ORDER BY received_on DESC, id DESC""",
        (child_id, *sorted(OPEN_STATES)),
    )
    return [_request(tables, row) for row in rows]


def snapshots(tables: Tables, request_id: str) -> list[Snapshot]:
    """What was submitted, each time, oldest first."""
    rows = tables.rows(
        "SELECT * FROM request_snapshot WHERE request_id = ? ORDER BY version, id", (request_id,)
    )
    return [
        Snapshot(
            id=row["id"],
            request_id=row["request_id"],
            version=row["version"],
            taken_at=from_stamp(row["taken_at"]),
            taken_by=row["taken_by"],
            content=row["content"],
            content_sha256=row["content_sha256"],
        )
        for row in rows
    ]


def last_to_change(tables: Tables, request_id: str, column: str) -> str:
    """The name of whoever changed a column of the request last."""
    for one in journal_entries(tables, rows=[("placement_request", request_id)]):
        if column in (one.changes or {}):
            return officer(tables, one.officer_id).name
    return "a colleague"


def sibling_ids(tables: Tables, request_id: str) -> tuple[str, ...]:
    """The brothers and sisters to live with the child, oldest first."""
    rows = tables.rows(
        """SELECT child.id FROM request_sibling JOIN child ON child.id = request_sibling.child_id
           WHERE request_id = ? ORDER BY child.date_of_birth, child.id""",
        (request_id,),
    )
    return tuple(row["id"] for row in rows)


def sibling_row_id(tables: Tables, request_id: str, child_id: str) -> str | None:
    """The id of the row that puts a brother or sister into a request, or None."""
    found = tables.value(
        "SELECT id FROM request_sibling WHERE request_id = ? AND child_id = ?",
        (request_id, child_id),
    )
    return None if found is None else str(found)


def _request(tables: Tables, row: Row) -> Request:
    answers = answers_of({one.name: row[one.name] for one in REQUEST_FIELDS})
    by_attribute = {one.attribute: answers[one.name] for one in REQUEST_FIELDS}
    kept = {
        "urgency": Urgency(row["urgency"]),
        "places_to_avoid": places_to_avoid(answers),
        "state": State(row["state"]),
        "authorised_by": row["authorised_by"] or "",
        "authorised_at": _moment(row["authorised_at"]),
        "submitted_by": row["submitted_by"] or "",
        "submitted_at": _moment(row["submitted_at"]),
        "held_from": State(row["held_from"]) if row["held_from"] else None,
        "closed_at": _moment(row["closed_at"]),
        "closed_by": row["closed_by"] or "",
        "sibling_ids": sibling_ids(tables, row["id"]),
    }
    plain = ("id", "reference", "child_id", "authority_note", "closed_reason", "closed_note")
    every = by_attribute | kept | {name: row[name] for name in plain}
    return Request(**every)  # type: ignore[arg-type]  # the fields' kinds are the attributes' types


def _moment(text: str | None) -> datetime | None:
    return None if text is None else from_stamp(text)
