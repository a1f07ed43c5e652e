"""Searches that were kept: found again, given a name, and what they ask used once more.

What an officer changed in a search (what must be so, what is wished for, how far) is what is
used again; whom it was for and what that request itself asks are never carried over.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.casework import search_queries as queries
from resources_app.foundations.errors import BadInput, NotFound, Where
from resources_app.requests.criteria import CriteriaChanges, changes_in
from resources_app.requests.queries import request as request_with_reference
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Row, Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

LONGEST_NAME = 60


@dataclass(frozen=True)
class SearchMade:
    """One line of a list of searches; `name` is empty for one that nobody named."""

    id: str
    request_reference: str
    searched_at: str  # UTC
    searched_by: str  # officer's id
    considered: int
    fits: int
    name: str = ""


@dataclass(frozen=True)
class Shelf:
    """The searches of a request, the latest first, and every named one, by name.

    `changes` are what an officer changed in the latest of the request's own, or None.
    """

    made: tuple[SearchMade, ...]
    named: tuple[SearchMade, ...]
    changes: CriteriaChanges | None


def searches_of(tables: Tables, request_reference: str) -> list[SearchMade]:
    """The searches kept with a request, the latest first. Raises NotFound."""
    request = request_with_reference(tables, request_reference)
    return [_made(row, request.reference) for row in queries.search_rows(tables, request.id)]


def named_searches(tables: Tables) -> list[SearchMade]:
    """Every search that has a name, by name."""
    return [_made(row, row["reference"]) for row in queries.named_rows(tables)]


def shelf_of(tables: Tables, request_reference: str) -> Shelf:
    """What can be looked at or used again for a request. Raises NotFound."""
    made = searches_of(tables, request_reference)
    changes = changes_of(tables, made[0].id) if made else None
    return Shelf(tuple(made), tuple(named_searches(tables)), changes)


def changes_of(tables: Tables, search_id: str) -> CriteriaChanges | None:
    """What an officer changed in a kept search from what its request asks. Raises NotFound."""
    row = queries.asked_row(tables, search_id)
    if row is None:
        raise NotFound("There is no such search in this store.")
    return changes_in(row["criteria"], row["max_distance_miles"])


def changes_named(tables: Tables, name: str) -> CriteriaChanges | None:
    """What the search of this name asks, whatever the capitals. Raises NotFound."""
    wanted = name.strip().casefold()
    named = named_searches(tables)
    found = next((one for one in named if one.name.casefold() == wanted), None)
    if found is None:
        known = ", ".join(f"“{one.name}”" for one in named) or "none"
        raise NotFound(f"No search is called “{name.strip()}”.", remedy=f"There are: {known}.")
    return changes_of(tables, found.id)


def name_search(session: Session, search_id: str, name: str) -> Changes:
    """Give a kept search a name, to use what it asks again; an empty one takes it away.

    The same name again changes nothing. Raises NotFound; BadInput for a name that another
    search has, or one longer than LONGEST_NAME.
    """
    require(session, Permission.SEARCH)
    given, where = " ".join(name.split()), Where(field="Name")
    if len(given) > LONGEST_NAME:
        remedy = f"Give at most {LONGEST_NAME} characters."
        raise BadInput("This name is too long.", where=where, remedy=remedy)
    with session.act("name_search") as act:
        held = queries.asked_row(act.tables, search_id)
        if held is None:
            raise NotFound("There is no such search in this store.")
        for one in named_searches(act.tables):
            if given and one.id != search_id and one.name.casefold() == given.casefold():
                what = f"A search of {one.request_reference} is called that already."
                raise BadInput(what, where=where, remedy="Give another name.")
        if held["name"] != given:
            act.tables.update("search", search_id, {"name": given})
    return act.changes


def _made(row: Row, reference: str) -> SearchMade:
    return SearchMade(
        row["id"],
        reference,
        row["searched_at"],
        row["searched_by"],
        row["services_considered"],
        row["fits"],
        row["name"],
    )
