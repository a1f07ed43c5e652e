"""The requests' room's SQL about requests themselves: one whole, lists, snapshots.

Releases, offers and decisions are read by `offer_queries`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from resources_app.children.queries import children_by_id
from resources_app.foundations.clock import from_stamp
from resources_app.foundations.dates import age_on
from resources_app.foundations.errors import NotFound
from resources_app.requests.fields import REQUEST_FIELDS
from resources_app.requests.model import (
    Request,
    RequestPage,
    RequestSummary,
    Snapshot,
    State,
    Urgency,
)
from resources_app.requests.storing import answers_of, places_to_avoid
from resources_app.store.tables import Row, Tables

# States in which a request still wants something done.
OPEN_STATES = frozenset(State) - {State.PLACED, State.WITHDRAWN, State.CLOSED}


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


def earlier_requests(tables: Tables, child_id: str, today: date) -> list[RequestSummary]:
    """Every request there has been for a child, newest first."""
    rows = tables.rows(
        "SELECT * FROM placement_request WHERE child_id = ? ORDER BY received_on DESC, id DESC",
        (child_id,),
    )
    return _summaries(tables, rows, today)


def count_by_state(tables: Tables) -> dict[State, int]:
    """How many requests stand in each state; a state with none counts 0."""
    rows = tables.rows("SELECT state, count(*) AS n FROM placement_request GROUP BY state")
    found = {State(row["state"]): int(row["n"]) for row in rows}
    return {state: found.get(state, 0) for state in State}


def list_requests(
    tables: Tables,
    today: date,
    *,
    states: Collection[State] = OPEN_STATES,
    after: str = "",
    limit: int = 100,
) -> RequestPage:
    """A page of the requests in these states, the last received first.

    `after` is the page before's, empty for the first. The order is by day received and then
    by id, which is unique, so that no row is shown twice or hidden between pages.
    """
    if not states:
        return RequestPage((), "", 0)
    marks = ",".join("?" * len(states))
    chosen = sorted(states)
    total = tables.value(f"SELECT count(*) FROM placement_request WHERE state IN ({marks})", chosen)
    day, _, last = after.partition(" ")
    beyond = "AND (received_on, id) < (?, ?)" if after else ""
    rows = tables.rows(
        f"""SELECT * FROM placement_request WHERE state IN ({marks}) {beyond}
            ORDER BY received_on DESC, id DESC LIMIT ?""",
        [*chosen, *([day, last] if after else []), limit + 1],
    )
    page = rows[:limit]
    more = len(rows) > limit
    cursor = f"{page[-1]['received_on']} {page[-1]['id']}" if more else ""
    return RequestPage(tuple(_summaries(tables, page, today)), cursor, int(total))


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
        "sibling_ids": sibling_ids(tables, row["id"]),
    }
    plain = ("id", "reference", "child_id", "authority_note", "closed_reason", "closed_note")
    every = by_attribute | kept | {name: row[name] for name in plain}
    return Request(**every)  # type: ignore[arg-type]  # the fields' kinds are the attributes' types


def _moment(text: str | None) -> datetime | None:
    return None if text is None else from_stamp(text)


def _summaries(tables: Tables, rows: Collection[Row], today: date) -> list[RequestSummary]:
    ids = [row["id"] for row in rows]
    children = children_by_id(tables, (row["child_id"] for row in rows))
    releases = _tally(tables, ids, "count(*)", "release")
    replies = _tally(tables, ids, "max(reply_due)", "release")
    offers = _tally(tables, ids, "count(*)", "offer", "AND status = 'open'")
    siblings = _tally(tables, ids, "count(*)", "request_sibling")
    found = []
    for row in rows:
        one = children[row["child_id"]]
        due = replies.get(row["id"])
        found.append(
            RequestSummary(
                id=row["id"],
                reference=row["reference"],
                state=State(row["state"]),
                child_id=one.id,
                child_initials=one.initials,
                child_age=age_on(one.date_of_birth, today),
                child_sex=one.sex,
                siblings=int(str(siblings.get(row["id"], 0))),
                received_on=date.fromisoformat(row["received_on"]),
                needed_by_date=_day(row["needed_by_date"]),
                urgency=Urgency(row["urgency"]),
                provision_sought=tuple(filter(None, row["provision_sought"].split(","))),
                releases=int(str(releases.get(row["id"], 0))),
                open_offers=int(str(offers.get(row["id"], 0))),
                reply_due=_day(None if due is None else str(due)),
            )
        )
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _tally(
    tables: Tables, request_ids: Iterable[str], what: str, table: str, only: str = ""
) -> dict[str, object]:
    ids = list(request_ids)
    if not ids:
        return {}
    marks = ",".join("?" * len(ids))
    rows = tables.rows(
        f"""SELECT request_id, {what} AS found FROM {table}
            WHERE request_id IN ({marks}) {only} GROUP BY request_id""",
        ids,
    )
    return {row["request_id"]: row["found"] for row in rows}
