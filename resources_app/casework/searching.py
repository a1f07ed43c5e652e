"""Searches for a home: gathers the facts, matches, and keeps the search with the request.

`search_for_home` is the action; `look_for_home` is the same without keeping anything, for
a preview while criteria are being changed. Both need the authority to search: before it,
nobody looks for a home for this child.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date

from resources_app.casework import search_queries as queries
from resources_app.casework.background import background_of
from resources_app.casework.kept_searches import searches_of
from resources_app.casework.residents import SEX_OF_CODE
from resources_app.casework.results import (
    LeftOut,
    RankedService,
    from_kept,
    kept_form,
    left_out,
    ranked_services,
    services_to_keep,
)
from resources_app.casework.surroundings import Occasion, surroundings
from resources_app.children.model import Child
from resources_app.children.queries import child as child_with_id
from resources_app.foundations.errors import NotFound
from resources_app.foundations.postcodes import PostcodeBook
from resources_app.providers.model import ProvisionType
from resources_app.requests.criteria import (
    AreaToAvoid,
    ChildSought,
    Criteria,
    CriteriaChanges,
    change,
    from_json,
    to_json,
)
from resources_app.requests.criteria_table import BY_ID
from resources_app.requests.explaining import Explanation, explain
from resources_app.requests.law_queries import why_not_secured
from resources_app.requests.matching import Match, match, summary
from resources_app.requests.model import Request
from resources_app.requests.needs import has_risk_to_others, needs_of
from resources_app.requests.queries import request as request_with_reference
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

# A thousand of those that fit, best first, are kept with the search, and any beyond them
# that are in-house or under contract; the counts are of them all.
MOST_KEPT = 1000


@dataclass(frozen=True, eq=False)
class SearchOutcome:
    """A search and everything that can be asked of it; sentences are made when asked for.

    `id` and `changes` are empty for a look that was not kept.
    """

    request_reference: str
    match: Match
    id: str = ""
    changes: Changes = field(default_factory=lambda: Changes(""))

    @property
    def criteria(self) -> Criteria:
        """What was asked, an officer's changes included."""
        return self.match.criteria

    @property
    def fits(self) -> int:
        """How many services fit."""
        return len(self.match.order)

    @property
    def considered(self) -> int:
        """How many services were looked at."""
        return self.match.considered

    @property
    def excluded_by_cause(self) -> dict[str, int]:
        """Services left out, each counted once under its first cause."""
        return dict(self.match.first_causes)

    @property
    def summary(self) -> str:
        """`214 fit · 1,186 do not: 602 too far, 311 wrong age`."""
        return summary(self.match)

    def ranked(self, start: int = 0, count: int | None = None) -> list[RankedService]:
        """Those that fit, best first: `count` of them from `start` (counted from 0)."""
        return ranked_services(self.match, start, count)

    def left_out(self, cause: str, start: int = 0, count: int | None = None) -> list[LeftOut]:
        """Services counted under a cause, by URN: `count` of them from `start` (from 0).

        Raises NotFound when there is no such criterion.
        """
        if cause not in BY_ID:
            raise NotFound(
                f"There is no criterion “{cause}”.", remedy=f"One of {', '.join(BY_ID)}."
            )
        return left_out(self.match, cause, start, count)

    def explain(self, urn: str) -> Explanation:
        """Why a service fits or does not, a sentence per criterion. Raises NotFound."""
        at = self.match.ground.catalogue.positions_by_urn.get(urn.strip())
        if at is None:
            raise NotFound(f"There is no service with the URN {urn}.")
        return explain(self.match, at)


@dataclass(frozen=True)
class KeptSearch:
    """A search as it was made and kept, whatever the register says now."""

    id: str
    request_reference: str
    searched_at: str  # UTC
    searched_by: str  # officer's id
    criteria: Criteria
    considered: int
    fits: int
    excluded_by_cause: dict[str, int]
    results: tuple[RankedService, ...]  # best first; see MOST_KEPT


def search_for_home(
    session: Session, request_reference: str, criteria_changes: CriteriaChanges | None = None
) -> SearchOutcome:
    """Search every service for a home, and keep what was asked and found with the request.

    Raises Refused without the permission, before the search is authorised, after a
    decision, and for a change to a criterion that always holds; NotFound; BadInput.
    """
    request, found = _search(session, request_reference, criteria_changes)
    search_id = session.new_id()
    with session.act("match_request") as act:
        # Somebody may have decided, or put it on hold, while this search was under way.
        require_state(request_with_reference(act.tables, request_reference).state, "match_request")
        act.tables.insert(
            "search",
            {
                "id": search_id,
                "request_id": request.id,
                "searched_at": session.stamp(),
                "searched_by": session.officer.id,
                "criteria": to_json(found.criteria),
                "services_considered": found.considered,
                "fits": len(found.order),
                "excluded_by_cause": json.dumps(dict(found.first_causes)),
                "results": kept_form(services_to_keep(found, MOST_KEPT)),
            },
        )
    return SearchOutcome(request.reference, found, search_id, act.changes)


def look_for_home(
    session: Session,
    request_reference: str,
    criteria_changes: CriteriaChanges | None = None,
    *,
    tables: Tables | None = None,
) -> SearchOutcome:
    """The same search, kept nowhere: for looking at the effect of a change.

    Pass a reader's `tables` from another thread. Raises as `search_for_home` does.
    """
    request, found = _search(session, request_reference, criteria_changes, tables)
    return SearchOutcome(request.reference, found)


def ask_again(session: Session, kept: KeptSearch, *, tables: Tables | None = None) -> SearchOutcome:
    """What was asked in a kept search, asked of the register as it is today; kept nowhere.

    Offers and a decision are looked at by what was asked, when no search can be made any
    more. Raises Refused without the permission.
    """
    require(session, Permission.SEARCH)
    tables = tables or session.tables
    request = request_with_reference(tables, kept.request_reference)
    found = _matched(session, tables, request, kept.criteria)
    return SearchOutcome(request.reference, found)


def criteria_for(tables: Tables, request: Request, today: date) -> Criteria:
    """What a request asks for, before an officer changes anything."""
    everyone = (request.child_id, *request.sibling_ids)
    child = child_with_id(tables, request.child_id)
    siblings = [child_with_id(tables, key) for key in request.sibling_ids]
    on = max(today, request.needed_by_date or today)
    book = PostcodeBook()
    avoided = book.locate_many([place.postcode for place in request.places_to_avoid])
    ways = {
        "home": child.home_postcode,
        "school": child.school_postcode,
        "family": child.family_postcode,
    }
    home, school, family = book.locate_many(list(ways.values()))
    return Criteria(
        judged_on=on,
        children=tuple(_sought(one, on) for one in [child, *siblings]),
        provision=tuple(ProvisionType(one) for one in request.provision_sought),
        placement_code=request.placement_code_sought,
        authority_code=child.authority_code,
        home=home,
        school=school,
        family=family,
        postcodes=tuple((to, postcode) for to, postcode in ways.items() if postcode),
        earlier_homes=bool(background_of(tables, everyone, today).stays),
        school_urn=child.school_urn,
        max_miles=request.max_distance_miles,
        avoid=tuple(
            AreaToAvoid(place.postcode, place.miles, place.why, where)
            for place, where in zip(request.places_to_avoid, avoided, strict=True)
        ),
        needs=needs_of(request),
        companions=request.living_companions,
        risk_to_others=has_risk_to_others(request),
        secure_authority=not why_not_secured(tables, everyone, on),
    )


def kept_search(tables: Tables, search_id: str) -> KeptSearch:
    """An earlier search as it was. Raises NotFound."""
    row = queries.search_row(tables, search_id)
    if row is None:
        raise NotFound("There is no such search in this store.")
    return KeptSearch(
        id=row["id"],
        request_reference=row["reference"],
        searched_at=row["searched_at"],
        searched_by=row["searched_by"],
        criteria=from_json(row["criteria"]),
        considered=row["services_considered"],
        fits=row["fits"],
        excluded_by_cause=json.loads(row["excluded_by_cause"]),
        results=from_kept(row["results"]),
    )


def latest_search(tables: Tables, request_reference: str) -> KeptSearch | None:
    """The last search made for a request, or None. Raises NotFound for the request."""
    made = searches_of(tables, request_reference)
    return kept_search(tables, made[0].id) if made else None


def _search(
    session: Session,
    request_reference: str,
    changes: CriteriaChanges | None,
    tables: Tables | None = None,
) -> tuple[Request, Match]:
    require(session, Permission.SEARCH)
    tables = tables or session.tables
    request = request_with_reference(tables, request_reference)
    require_state(request.state, "match_request")
    criteria = criteria_for(tables, request, session.today())
    if changes is not None:
        criteria = change(criteria, changes)
    return request, _matched(session, tables, request, criteria)


def _matched(session: Session, tables: Tables, request: Request, criteria: Criteria) -> Match:
    """The criteria, asked of every service as it stands today."""
    occasion = Occasion(criteria.authority_code, session.today(), criteria.judged_on)
    children = frozenset({request.child_id, *request.sibling_ids})
    catalogue, circumstances = surroundings(session.store, tables, occasion, children)
    background = background_of(tables, children, session.today())
    return match(criteria, catalogue, circumstances, background)


def _sought(child: Child, on: date) -> ChildSought:
    return ChildSought(child.age_on(on), SEX_OF_CODE.get(child.sex, ""))
