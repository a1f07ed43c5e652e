"""Brothers and sisters who are apart: who lives where, told the same from each one's request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resources_app.casework.earlier_queries import request_rows_of
from resources_app.casework.family_queries import homes_from
from resources_app.children.model import Child
from resources_app.children.queries import children_by_id
from resources_app.foundations.dates import day_text
from resources_app.requests.family_queries import apart_around
from resources_app.requests.list_queries import OPEN_STATES
from resources_app.requests.model import Request, State
from resources_app.requests.queries import request_by_id
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class WhoLives:
    """One of brothers and sisters some of whom are apart, and where they live.

    `reference` and `state` are of the request that seeks a home for them, empty for none;
    `here` where that is the request that was asked about. `why_apart` is why they are not with
    the others, empty for those from whose request nobody parted them.
    """

    child: Child
    reference: str
    state: str
    here: bool
    lives: str
    why_apart: str = ""


def family_of(tables: Tables, one: Request, today: date) -> tuple[WhoLives, ...]:
    """Who lives where of the children of a request and those parted from them; empty for no one.

    Whoever shows it has noted the opening of restricted records.
    """
    parted = apart_around(tables, one.id)
    if not parted:
        return ()
    made = (each.apart_request_id for each in parted)
    linked = {one.id, *(each.request_id for each in parted), *filter(None, made)}
    every = [request_by_id(tables, key) for key in sorted(linked)]
    why = {each.child_id: each.reason for each in parted}
    seeking = {key: each for each in every for key in (each.child_id, *each.sibling_ids)}
    people = children_by_id(tables, {**seeking, **why})
    homes = homes_from(tables, people, today)
    return tuple(
        _line(tables, people[key], seeking.get(key), one, why.get(key, ""), homes.get(key), today)
        for key in sorted(people, key=lambda key: people[key].date_of_birth)
    )


def people_of(family: Iterable[WhoLives]) -> tuple[Child, ...]:
    """Everybody who is named, for noting the opening of restricted records."""
    return tuple(one.child for one in family)


def _line(
    tables: Tables,
    child: Child,
    seeking: Request | None,
    asked: Request,
    why: str,
    home: Row | None,
    today: date,
) -> WhoLives:
    reference, state = _own_request(tables, child) if seeking is None else _told(seeking)
    here = seeking is not None and seeking.id == asked.id
    return WhoLives(child, reference, state, here, _lives(home, today), why)


def _told(one: Request) -> tuple[str, str]:
    return one.reference, str(one.state)


def _own_request(tables: Tables, child: Child) -> tuple[str, str]:
    """The open request of one who was left out when the others' was made, if there is one."""
    for row in request_rows_of(tables, child.id):
        if State(row["state"]) in OPEN_STATES:
            return row["reference"], row["state"]
    return "", ""


def _lives(home: Row | None, today: date) -> str:
    if home is None:
        return "Not placed by this team"
    start = date.fromisoformat(home["start_date"])
    if start > today:
        return f"Goes to {home['name']} on {day_text(start)}"
    return f"Lives at {home['name']} since {day_text(start)}"
