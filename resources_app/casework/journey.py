"""One request whole: everything that has happened to it and what can be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.approvals.checklists import Check
from resources_app.approvals.limits import why_not_money
from resources_app.approvals.model import Approval
from resources_app.approvals.queries import approvals_of_all, checks_of_approvals, held_limit
from resources_app.casework.earlier import Earlier, earlier_of
from resources_app.casework.family import WhoLives, family_of, people_of
from resources_app.casework.opening_records import note_opening
from resources_app.casework.put_up import cost_put_up
from resources_app.casework.search_queries import search_rows
from resources_app.casework.spoken_queries import placed_on_denied
from resources_app.casework.statutory_queries import statutory_actions
from resources_app.children.model import Child, LegalStatusPeriod
from resources_app.children.queries import children_by_id, legal_statuses_on
from resources_app.foundations.clock import from_stamp, local_day
from resources_app.foundations.codes import CodeList, words
from resources_app.placements.queries import agreement_over, placements_of_request
from resources_app.requests.considered import PersonConsidered
from resources_app.requests.considered_queries import considered_for
from resources_app.requests.model import Decision, Offer, OfferStatus, Release, Request
from resources_app.requests.offer_queries import decisions, last_standing, offers, releases
from resources_app.requests.queries import request as request_with
from resources_app.requests.states import Availability, Facts, available_actions
from resources_app.requests.unmet_queries import standing_words
from resources_app.requests.unregistered import UnregisteredException
from resources_app.requests.unregistered_queries import exceptions_of
from resources_app.session import Session
from resources_app.store.tables import Row, Tables
from resources_app.team.queries import officers


@dataclass(frozen=True)
class SearchLine:
    """A search that was kept: the local day, and how many of how many fitted."""

    id: str
    on: date
    fits: int
    considered: int


@dataclass(frozen=True)
class RequestWhole:
    """A request with all its parts, and the actions the officer at work can see.

    `siblings` are those to live with the child, oldest first; `sibling_legal_statuses` and
    `sibling_placements` (references) stand in their order, empty where there is none.
    `decision` is the one that stands; `approvals` are every yes and no there has been, also on
    `decisions_set_aside` and on the request itself, oldest first, `checks` what was answered of
    their checklists. `considered` are family and friends, `exceptions` settings that are not
    registered; `authorised_by` is the name of whoever gave authority to search. `earlier` is what
    else there is, or was, for the child; `family` is who lives where when brothers and sisters are
    apart.
    """

    headline: str
    request: Request
    child: Child
    siblings: tuple[Child, ...]
    legal_status: str
    sibling_legal_statuses: tuple[str, ...]
    searches: tuple[SearchLine, ...]
    releases: tuple[Release, ...]
    offers: tuple[Offer, ...]
    decision: Decision | None
    decisions_set_aside: tuple[Decision, ...]
    approvals: tuple[Approval, ...]
    checks: tuple[Check, ...]
    considered: tuple[PersonConsidered, ...]
    exceptions: tuple[UnregisteredException, ...]
    placement_reference: str
    sibling_placements: tuple[str, ...]
    ipa_reference: str
    authorised_by: str
    actions: tuple[Availability, ...]
    earlier: Earlier
    family: tuple[WhoLives, ...]
    standing: str


def request_whole(session: Session, reference: str) -> RequestWhole:
    """Everything about one request, for whoever reads it now.

    Opening a restricted child's record is written down first. Raises NotFound, and Refused
    where that cannot be written.
    """
    whole = gather_whole(session, reference)
    shown = (whole.child, *whole.siblings, *people_of(whole.family))
    note_opening(session, shown, through=whole.request.reference)
    return whole


def gather_whole(session: Session, reference: str) -> RequestWhole:
    """Gather everything about one request; as many reads however much has happened.

    Whoever shows it writes down the opening of a restricted record. Raises NotFound.
    """
    tables = session.tables
    request = request_with(tables, reference)
    everyone = (request.child_id, *request.sibling_ids)
    people = children_by_id(tables, everyone)
    child, *siblings = (people[one] for one in everyone)
    statuses = legal_statuses_on(tables, everyone, session.today())
    said, *of_siblings = (_status_words(statuses.get(one)) for one in everyone)
    made = tuple(offers(tables, request.id))
    every = decisions(tables, request.id)
    decision = last_standing(every)
    kept = tuple(_line(row) for row in search_rows(tables, request.id))
    subjects = [("placement_request", request.id), *(("decision", one.id) for one in every)]
    approvals = tuple(approvals_of_all(tables, subjects))
    considered = tuple(considered_for(tables, request.id))
    placed = placements_of_request(tables, request.id)
    references = {one.child_id: one.reference for one in reversed(placed)}
    over = agreement_over(tables, placed[0]) if placed else None
    facts = Facts(
        submitted_by=request.submitted_by,
        searched=bool(kept),
        open_offers=sum(one.status is OfferStatus.OPEN for one in made),
        decided_by=decision.decided_by if decision else "",
        siblings=len(siblings),
        denied=placed_on_denied(tables, request, decision),
        why_not_money=_why_not_money(session, decision, made),
    )
    return RequestWhole(
        headline=headline(request, child, tuple(siblings), session.today()),
        request=request,
        child=child,
        siblings=tuple(siblings),
        legal_status=said,
        sibling_legal_statuses=tuple(of_siblings),
        searches=kept,
        releases=tuple(releases(tables, request.id)),
        offers=made,
        decision=decision,
        decisions_set_aside=tuple(one for one in every if one.set_aside_at is not None),
        approvals=approvals,
        considered=considered,
        exceptions=tuple(exceptions_of(tables, request.id)),
        checks=tuple(checks_of_approvals(tables, [one.id for one in approvals])),
        placement_reference=references.get(child.id, ""),
        sibling_placements=tuple(references.get(one.id, "") for one in siblings),
        ipa_reference=over.reference if over else "",
        authorised_by=_name(tables, request.authorised_by),
        actions=(
            *available_actions(request.state, facts, session.officer),
            *statutory_actions(
                tables, session.officer, request, decision, made, considered, session.today()
            ),
        ),
        earlier=earlier_of(tables, child.id, session.today(), but=request.id),
        standing=standing_words(tables, request),
        family=family_of(tables, request, session.today()),
    )


def _name(tables: Tables, officer_id: str) -> str:
    """The name of an officer, who may have left since; empty for none."""
    return next((one.name for one in officers(tables) if one.id == officer_id), "")


def _status_words(status: LegalStatusPeriod | None) -> str:
    return words(CodeList.LEGAL_STATUS, status.legal_status) if status else ""


def _line(row: Row) -> SearchLine:
    return SearchLine(
        row["id"],
        local_day(from_stamp(row["searched_at"])),
        row["fits"],
        row["services_considered"],
    )


def _why_not_money(session: Session, decision: Decision | None, made: tuple[Offer, ...]) -> str:
    """Why the officer at work may not approve what was decided; empty when they may."""
    chosen = next((one for one in made if decision and one.id == decision.offer_id), None)
    if decision is None or chosen is None:
        return ""
    cost = cost_put_up(chosen)
    asked_by = decision.decided_by
    held = held_limit(session.tables, session.officer, asked_by, cost, session.today())
    return why_not_money(session.officer, asked_by, cost, held.limit)


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
