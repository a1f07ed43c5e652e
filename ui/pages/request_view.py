"""Everything the page of one request shows, read in one go on the reading thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.approvals.checklists import Check
from resources_app.approvals.limits import why_not_money, why_not_statutory
from resources_app.approvals.model import Approval, ApprovalKind, Cost, Recommendation
from resources_app.approvals.queries import approvals_of, checks_of_approvals, held_limit
from resources_app.approvals.recommendation_queries import recommendations_of
from resources_app.casework.attachment_model import Attachment
from resources_app.casework.attachment_queries import attachments_of_request, attachments_on_file
from resources_app.casework.clock_queries import clock_of_request
from resources_app.casework.earlier import Earlier, earlier_of
from resources_app.casework.ending_queries import cascade_of
from resources_app.casework.family import WhoLives, family_of
from resources_app.casework.history import HistoryLine, history
from resources_app.casework.put_up import approval_sentence, cost_put_up, subject_of
from resources_app.casework.spoken_queries import placed_on_denied
from resources_app.casework.statutory_queries import statutory_actions
from resources_app.children.model import Child
from resources_app.children.queries import child, children_by_id, legal_status_on
from resources_app.documents.model import Document
from resources_app.documents.pack_attachment_model import PackAttachment
from resources_app.documents.pack_attachment_queries import pack_attachments
from resources_app.documents.queries import documents_about
from resources_app.documents.sending_model import Sending
from resources_app.documents.sending_queries import sendings_of
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.errors import NotFound
from resources_app.foundations.phrases import curled, joined
from resources_app.placements.area import WHERE_IT_IS, WHO_APPROVES
from resources_app.placements.area_queries import approval_lacking, area_of_offer
from resources_app.placements.model import Placement
from resources_app.placements.queries import ipa_of_placement, placement_of_request
from resources_app.requests import offer_queries
from resources_app.requests.cascade import Cascade
from resources_app.requests.clocks import Clock
from resources_app.requests.considered import PersonConsidered
from resources_app.requests.considered_queries import considered_for
from resources_app.requests.core_business import CoreFinding
from resources_app.requests.core_business_queries import core_findings
from resources_app.requests.model import Decision, Offer, OfferStatus, Release, Request, State
from resources_app.requests.panel_model import PanelItem
from resources_app.requests.panel_queries import panel_items_of
from resources_app.requests.queries import request
from resources_app.requests.question_queries import questions
from resources_app.requests.questions import Question
from resources_app.requests.states import (
    STAGES,
    Availability,
    Facts,
    available_actions,
    next_action,
)
from resources_app.requests.unmet_queries import standing_words
from resources_app.requests.unregistered import UnregisteredException
from resources_app.requests.unregistered_queries import exceptions_of
from resources_app.session import Actor
from resources_app.store.tables import Tables
from resources_app.team.queries import officers


@dataclass(frozen=True)
class MoneyAsked:
    """What is up for approval, why the officer at work may not give it, and who may."""

    cost: Cost
    sentence: str
    why_not: str
    who: str

    @property
    def why_not_and_who(self) -> str:
        """Why not, and who may instead; empty when they may."""
        return f"{self.why_not} {self.who}" if self.why_not else ""


@dataclass(frozen=True)
class AreaAsked:
    """An approval under regulation 11 that a decision still lacks, and why not by this officer."""

    kind: ApprovalKind
    sentence: str
    why_not: str


@dataclass(frozen=True)
class RequestView:
    """One request with all that belongs to it. `next` is what its primary button does."""

    request: Request
    child: Child
    siblings: tuple[Child, ...]
    legal_status: str
    actions: dict[str, Availability]
    next: Availability | None
    searched: bool
    releases: tuple[Release, ...]
    sendings: tuple[Sending, ...]
    offers: tuple[Offer, ...]
    decision: Decision | None
    approvals: tuple[Approval, ...]
    money: MoneyAsked | None
    area: AreaAsked | None
    placement: Placement | None
    documents: tuple[Document, ...]
    files: tuple[Attachment, ...]  # kept with it, then those on the children’s own files
    going: tuple[PackAttachment, ...]  # those of them that go with the pack, in their order
    clock: Clock
    log: tuple[HistoryLine, ...]
    officers: dict[str, str]
    earlier: Earlier
    #: Which core business of our own carers and homes the children meet, and why.
    core: tuple[CoreFinding, ...]
    recommended: tuple[Recommendation, ...]  # its funding, to whoever may approve it
    panels: tuple[PanelItem, ...]
    cascade: Cascade  # what ending it would take with it
    statutory: tuple[Availability, ...]
    checks: tuple[Check, ...]
    considered: tuple[PersonConsidered, ...]
    exceptions: tuple[UnregisteredException, ...]
    family: tuple[WhoLives, ...]
    questions: tuple[Question, ...]
    standing: str  # why it is on hold, withdrawn or closed

    @property
    def stage(self) -> int:
        """How far along the line it is, from 0; where it was when it is on hold or ended."""
        state = self.request.state
        if state not in STAGES:
            state = self.request.held_from or self._last_stage()
        return STAGES.index(state)

    def _last_stage(self) -> State:
        if self.offers:
            return State.OFFERS_IN
        if self.releases:
            return State.SEARCHING
        return State.AUTHORISED if self.request.authorised_by else State.DRAFT


def gather(tables: Tables, officer: Actor, reference: str, today: date) -> RequestView:
    """Read the whole of a request. Raises NotFound."""
    one = request(tables, reference)
    status = legal_status_on(tables, one.child_id, today)
    releases = offer_queries.releases(tables, one.id)
    offers = offer_queries.offers(tables, one.id)
    decision = offer_queries.standing_decision(tables, one.id)
    searched = offer_queries.last_search_fits(tables, one.id) is not None
    money = _money(tables, officer, decision, offers, today)
    facts = Facts(
        submitted_by=one.submitted_by,
        searched=searched,
        open_offers=sum(offer.status is OfferStatus.OPEN for offer in offers),
        decided_by=decision.decided_by if decision else "",
        siblings=len(one.sibling_ids),
        denied=placed_on_denied(tables, one, decision),
        why_not_money=money.why_not_and_who if money else "",
    )
    actions = available_actions(one.state, facts, officer)
    people = children_by_id(tables, one.sibling_ids)
    placement = placement_of_request(tables, one.id)
    considered = tuple(considered_for(tables, one.id))
    approvals = tuple(approvals_of(tables, "decision", decision.id)) if decision else ()
    return RequestView(
        request=one,
        child=child(tables, one.child_id),
        siblings=tuple(people[key] for key in one.sibling_ids if key in people),
        legal_status=words(CodeList.LEGAL_STATUS, status.legal_status) if status else "",
        actions={action.action: action for action in actions},
        next=next_action(one.state, facts, actions),
        searched=searched,
        releases=tuple(releases),
        sendings=tuple(sendings_of(tables, one.id)),
        offers=tuple(offers),
        decision=decision,
        approvals=approvals,
        considered=considered,
        exceptions=tuple(exceptions_of(tables, one.id)),
        checks=tuple(checks_of_approvals(tables, [given.id for given in approvals])),
        money=money,
        area=_area(tables, officer, decision, offers),
        placement=placement,
        documents=tuple(_documents(tables, one.id, placement)),
        clock=clock_of_request(tables, one, searched=searched),
        files=(
            *attachments_of_request(tables, one.id),
            *attachments_on_file(tables, (one.child_id, *one.sibling_ids)),
        ),
        going=tuple(pack_attachments(tables, one.id)),
        log=tuple(_log(tables, one.reference)),
        officers={person.id: person.name for person in officers(tables)},
        earlier=earlier_of(tables, one.child_id, today, but=one.id),
        core=core_findings(tables, one, today),
        recommended=tuple(recommendations_of(tables, subject_of(decision), ApprovalKind.MONEY))
        if decision
        else (),
        panels=tuple(panel_items_of(tables, one.id)),
        cascade=cascade_of(tables, one, today),
        statutory=statutory_actions(tables, officer, one, decision, offers, considered, today),
        family=family_of(tables, one, today),
        questions=questions(tables, one.id),
        standing=standing_words(tables, one),
    )


def _money(
    tables: Tables,
    officer: Actor,
    decision: Decision | None,
    offers: list[Offer],
    today: date,
) -> MoneyAsked | None:
    chosen = next((one for one in offers if decision and one.id == decision.offer_id), None)
    if decision is None or chosen is None:
        return None
    cost = cost_put_up(chosen)
    asked_by = decision.decided_by

    def why_not(actor: Actor) -> str:
        held = held_limit(tables, actor, asked_by, cost, today)
        return why_not_money(actor, asked_by, cost, held.limit)

    able = [
        f"{one.name} ({curled(one.role)})"
        for one in officers(tables)
        if one.active and not why_not(Actor(one.id, one.name, one.initials, one.role))
    ]
    who = (
        f"{joined(able, 'or')} can." if able else "Nobody in this store has a limit that covers it."
    )
    return MoneyAsked(cost, approval_sentence(chosen), why_not(officer), who)


def _area(
    tables: Tables, officer: Actor, decision: Decision | None, offers: list[Offer]
) -> AreaAsked | None:
    chosen = next((one for one in offers if decision and one.id == decision.offer_id), None)
    if decision is None or chosen is None:
        return None
    area = area_of_offer(tables, chosen)
    needed = approval_lacking(tables, subject_of(decision), area)
    if not needed:
        return None
    kind = ApprovalKind(needed)
    told = (
        f"The home is {WHERE_IT_IS[area]}. Regulation 11 asks for the approval of "
        f"{WHO_APPROVES[needed]}, in an emergency within five working days of the start."
    )
    return AreaAsked(kind, told, why_not_statutory(officer, kind))


def _documents(tables: Tables, request_id: str, placement: Placement | None) -> list[Document]:
    found = documents_about(tables, "placement_request", request_id)
    if placement is not None:
        try:
            ipa = ipa_of_placement(tables, placement.id)
        except NotFound:
            return found
        found = [*documents_about(tables, "ipa", ipa.id), *found]
    return found


def _log(tables: Tables, reference: str) -> list[HistoryLine]:
    try:
        return history(tables, reference=reference, limit=200)
    except NotFound:
        return []
