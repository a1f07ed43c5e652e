"""One request whole: everything that has happened to it and what can be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.approvals.model import Approval
from resources_app.approvals.queries import approvals_of
from resources_app.casework.searching import searches_of
from resources_app.children.model import Child
from resources_app.children.queries import children_by_id, legal_status_on
from resources_app.foundations.clock import LOCAL, from_stamp
from resources_app.foundations.codes import CodeList, words
from resources_app.placements.queries import ipa_of_placement, placement_of_request
from resources_app.requests.model import Decision, Offer, OfferStatus, Release, Request
from resources_app.requests.offer_queries import offers, releases, standing_decision
from resources_app.requests.queries import request as request_with
from resources_app.requests.states import Availability, Facts, available_actions
from resources_app.session import Session


@dataclass(frozen=True)
class SearchLine:
    """A search that was kept: the local day, and how many of how many fitted."""

    id: str
    on: date
    fits: int
    considered: int


@dataclass(frozen=True)
class RequestWhole:
    """A request with all its parts, and the actions the officer at work can see."""

    headline: str
    request: Request
    child: Child
    siblings: tuple[Child, ...]
    legal_status: str
    searches: tuple[SearchLine, ...]
    releases: tuple[Release, ...]
    offers: tuple[Offer, ...]
    decision: Decision | None
    approvals: tuple[Approval, ...]
    placement_reference: str
    ipa_reference: str
    actions: tuple[Availability, ...]


def request_whole(session: Session, reference: str) -> RequestWhole:
    """Gather everything about one request. Raises NotFound."""
    tables = session.tables
    request = request_with(tables, reference)
    people = children_by_id(tables, (request.child_id, *request.sibling_ids))
    child = people[request.child_id]
    siblings = tuple(people[one] for one in request.sibling_ids)
    status = legal_status_on(tables, child.id, session.today())
    made = tuple(offers(tables, request.id))
    decision = standing_decision(tables, request.id)
    placement = placement_of_request(tables, request.id)
    kept = tuple(
        SearchLine(
            one.id,
            from_stamp(one.searched_at).astimezone(LOCAL).date(),
            one.fits,
            one.considered,
        )
        for one in searches_of(tables, reference)
    )
    facts = Facts(
        submitted_by=request.submitted_by,
        searched=bool(kept),
        open_offers=sum(one.status is OfferStatus.OPEN for one in made),
        decided_by=decision.decided_by if decision else "",
    )
    return RequestWhole(
        headline=headline(request, child, siblings, session.today()),
        request=request,
        child=child,
        siblings=siblings,
        legal_status=words(CodeList.LEGAL_STATUS, status.legal_status) if status else "",
        searches=kept,
        releases=tuple(releases(tables, request.id)),
        offers=made,
        decision=decision,
        approvals=tuple(approvals_of(tables, "decision", decision.id)) if decision else (),
        placement_reference=placement.reference if placement else "",
        ipa_reference=ipa_of_placement(tables, placement.id).reference if placement else "",
        actions=available_actions(request.state, facts, session.officer),
    )


_SEX = {"1": "boy", "2": "girl"}


def headline(request: Request, child: Child, siblings: tuple[Child, ...], today: date) -> str:
    """`REQ-26-A7-0042: boy, 13, with sister 9; searching`."""
    who = f"{_SEX.get(child.sex, 'child')}, {child.age_on(today)}"
    relation = {"1": "brother", "2": "sister"}
    with_whom = " and ".join(
        f"{relation.get(one.sex, 'sibling')} {one.age_on(today)}" for one in siblings
    )
    together = f" with {with_whom}" if with_whom else ""
    return f"{request.reference}: {who}{together}; {request.state}"
