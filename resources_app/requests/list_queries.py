"""The requests' room's SQL for lists and counts, in summaries.

Apart from `queries`, which reads whole requests and so needs every field of the standard: the
window's first page shows lists only, and opens the sooner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from resources_app.approvals.model import Cost
from resources_app.children.queries import children_by_id
from resources_app.foundations.dates import age_on, stored_day
from resources_app.requests.list_model import OpenKind, RequestPage, RequestSummary
from resources_app.requests.model import State, Urgency
from resources_app.store.tables import Row, Tables

# States in which a request still wants something done.
OPEN_STATES = frozenset(State) - {State.PLACED, State.WITHDRAWN, State.CLOSED}

_DECIDED = str(State.DECISION_MADE)
# What a standing decision puts up for approval: one-offs count in the year, never in the week.
_PUT_UP = "weekly_pence, annual_pence + one_off_pence AS yearly_pence"
# Whose work waits for the next step: a draft's is in the journal alone.
_WORKED_BY = """CASE placement_request.state
    WHEN 'draft' THEN (
        SELECT action.officer_id FROM journal_entry AS entry
        JOIN journal_action AS action ON action.hlc = entry.hlc AND action.origin = entry.origin
        WHERE entry.table_name = 'placement_request' AND entry.operation = 'insert'
            AND entry.row_id = placement_request.id)
    WHEN 'submitted' THEN submitted_by
    WHEN 'decision made' THEN (
        SELECT decided_by FROM decision
        WHERE decision.request_id = placement_request.id AND decision.set_aside_at IS NULL)
    END"""


def earlier_requests(tables: Tables, child_id: str, today: date) -> list[RequestSummary]:
    """Every request there has been for a child, newest first."""
    rows = tables.rows(
        f"""SELECT *, {_WORKED_BY} AS worked_by FROM placement_request
            WHERE child_id = ? ORDER BY received_on DESC, id DESC""",
        (child_id,),
    )
    return _summaries(tables, rows, today)


def count_by_state(tables: Tables) -> dict[State, int]:
    """How many requests stand in each state; a state with none counts 0."""
    rows = tables.rows("SELECT state, count(*) AS n FROM placement_request GROUP BY state")
    found = {State(row["state"]): int(row["n"]) for row in rows}
    return {state: found.get(state, 0) for state in State}


def count_open(tables: Tables) -> dict[OpenKind, int]:
    """How many requests wait in each open state, by whose work and what is put up."""
    rows = tables.rows(
        f"""SELECT state, coalesce({_WORKED_BY}, '') AS worked_by, weekly_pence, yearly_pence,
                   count(*) AS n
            FROM placement_request
            LEFT JOIN (SELECT request_id, {_PUT_UP} FROM decision WHERE set_aside_at IS NULL)
                AS up ON up.request_id = placement_request.id AND state = 'decision made'
            WHERE state IN ({",".join("?" * len(OPEN_STATES))})
            GROUP BY state, worked_by, weekly_pence, yearly_pence""",
        sorted(OPEN_STATES),
    )
    return {
        OpenKind(State(row["state"]), row["worked_by"], _put_up(row)): int(row["n"]) for row in rows
    }


def _put_up(row: Row) -> Cost | None:
    weekly = row["weekly_pence"]
    return None if weekly is None else Cost(int(weekly), int(row["yearly_pence"]))


def _costs_put_up(tables: Tables, request_ids: Collection[str]) -> dict[str, Cost | None]:
    """What the standing decisions of these requests put up, by request."""
    marks = ",".join("?" * len(request_ids))
    rows = tables.rows(
        f"""SELECT request_id, {_PUT_UP} FROM decision
            WHERE set_aside_at IS NULL AND request_id IN ({marks})""",
        list(request_ids),
    )
    return {row["request_id"]: _put_up(row) for row in rows}


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
        f"""SELECT *, {_WORKED_BY} AS worked_by FROM placement_request
            WHERE state IN ({marks}) {beyond} ORDER BY received_on DESC, id DESC LIMIT ?""",
        [*chosen, *([day, last] if after else []), limit + 1],
    )
    page = rows[:limit]
    more = len(rows) > limit
    cursor = f"{page[-1]['received_on']} {page[-1]['id']}" if more else ""
    return RequestPage(tuple(_summaries(tables, page, today)), cursor, int(total))


def _summaries(tables: Tables, rows: Collection[Row], today: date) -> list[RequestSummary]:
    ids = [row["id"] for row in rows]
    children = children_by_id(tables, (row["child_id"] for row in rows))
    releases = _tally(tables, ids, "count(*)", "release")
    replies = _tally(tables, ids, "max(reply_due)", "release")
    offers = _tally(tables, ids, "count(*)", "offer", "AND status = 'open'")
    siblings = _tally(tables, ids, "count(*)", "request_sibling")
    costs = _costs_put_up(tables, [row["id"] for row in rows if row["state"] == _DECIDED])
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
                needed_by_date=stored_day(row["needed_by_date"]),
                urgency=Urgency(row["urgency"]),
                provision_sought=tuple(filter(None, row["provision_sought"].split(","))),
                releases=int(str(releases.get(row["id"], 0))),
                open_offers=int(str(offers.get(row["id"], 0))),
                reply_due=stored_day(None if due is None else str(due)),
                worked_by=row["worked_by"] or "",
                put_up=costs.get(row["id"]),
            )
        )
    return found


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
