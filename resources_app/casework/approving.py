"""Approving the funding of a decision, and the approvals the law asks for beside it.

Money is approved by delegated limit, never by whoever made the decision. An approval is bound
to exactly the offer that was seen: change the offer and it lapses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resources_app.approvals.actions import (
    check_money,
    record_checks,
    record_money,
    record_statutory,
    statutory_action,
)
from resources_app.approvals.checklists import (
    check_complete,
    checklist,
    duty_code,
    read_answers,
    still_open,
)
from resources_app.approvals.limits import lowest_role_for, why_not_money
from resources_app.approvals.model import ApprovalKind, Cost, Subject
from resources_app.approvals.queries import checks_of, held_limit, limits_on
from resources_app.casework.put_up import cost_put_up, require_unchanged, subject_of
from resources_app.casework.spoken_queries import placed_on_denied
from resources_app.casework.statutory_queries import UNDECIDED, why_area_not_now
from resources_app.foundations.errors import Refused
from resources_app.placements.actions import fulfil
from resources_app.placements.queries import placements_of_request
from resources_app.requests import offer_queries
from resources_app.requests import queries as request_queries
from resources_app.requests.actions.deciding import set_aside_decision
from resources_app.requests.actions.releasing import spot_exemption_subject
from resources_app.requests.law_queries import check_offer
from resources_app.requests.model import Decision, Offer, Request, State, Urgency
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class UpForApproval:
    """A decision waiting for a yes: what it costs, and whether this officer may give it.

    `cost` counts one-offs in the year, never in the week. `why_not` is empty when the officer
    at work may approve; `who_may` is the lowest role whose limit covers the cost, or empty.
    """

    request: Request
    decision: Decision
    offer: Offer
    cost: Cost
    why_not: str
    who_may: str


def up_for_approval(
    session: Session, reference: str, tables: Tables | None = None
) -> UpForApproval:
    """What an approver looks at before saying yes. Raises Refused when nothing is waiting.

    `tables` are those of an action that the caller is inside.
    """
    return _up(session, tables or session.tables, reference, "approve_decision")


def approve_decision(session: Session, reference: str, *, words: str = "") -> Changes:
    """Approve the funding of a request's decision, within one's limit.

    It may follow on a placement that was made on a word which was then denied. Raises Refused
    when it is one's own, above the limit, or the offer changed since.
    """
    with session.act("approve_decision", reason=words) as act:
        up = _up(session, act.tables, reference, "approve_decision")
        held = check_money(session, act.tables, up.decision.decided_by, up.cost)
        record_money(
            session,
            act.tables,
            subject_of(up.decision),
            up.cost,
            held=held,
            outcome="approved",
            words=words,
        )
        if up.request.state is not State.PLACED:
            act.tables.update("placement_request", up.request.id, {"state": State.APPROVED})
    return act.changes


def reject_decision(session: Session, reference: str, *, words: str) -> Changes:
    """Refuse the funding: the decision is set aside and its offers are open again.

    Raises Refused without a reason, or for somebody who could not have approved it either.
    """
    if not words.strip():
        raise Refused("A refusal says why.", remedy="Give the reason in words.")
    with session.act("reject_decision", reason=words) as act:
        up = _up(session, act.tables, reference, "reject_decision")
        if up.why_not:
            raise Refused(up.why_not)
        record_money(
            session,
            act.tables,
            subject_of(up.decision),
            up.cost,
            held=None,
            outcome="refused",
            words=words,
        )
        set_aside_decision(session, act.tables, up.decision, words.strip())
        act.tables.update("placement_request", up.request.id, {"state": State.OFFERS_IN})
    return act.changes


def approve_area(
    session: Session,
    reference: str,
    kind: ApprovalKind,
    *,
    words: str,
    checks: Mapping[str, str] | None = None,
) -> Changes:
    """Give the approval that regulation 11 asks for, for the decision as it stands.

    `checks` says of each item of the kind's checklist how it was met, by the item's code. In an
    emergency most may be left open: they are owed within five working days of the start.

    Raises Refused when no decision stands, when it is one's own, when the officer's role may
    not, and without words; BadInput for an item left open that may not be, or that is not there.
    """
    with session.act(statutory_action(kind), reason=words) as act:
        request = request_queries.request(act.tables, reference)
        standing = offer_queries.standing_decision(act.tables, request.id)
        if reason := why_area_not_now(request, standing):
            raise Refused(reason)
        decision = _standing(act.tables, request)
        subject, asked_by = subject_of(decision), decision.decided_by
        approval_id = record_statutory(
            session, act.tables, subject, kind, words=words, asked_by=asked_by
        )
        answers = _answered(session, act.tables, request, subject, kind, checks or {})
        record_checks(session, act.tables, approval_id, answers)
        placed = [one.id for one in placements_of_request(act.tables, request.id)]
        for code in (f"approval: {kind}", *(duty_code(kind, item) for item in answers)):
            fulfil(session, act.tables, placed, code)
    return act.changes


def _answered(
    session: Session,
    tables: Tables,
    request: Request,
    subject: Subject,
    kind: ApprovalKind,
    given: Mapping[str, str],
) -> dict[str, str]:
    """The answers to keep. Raises BadInput for one that is still needed."""
    items = checklist(kind, session.today())
    answers = read_answers(items, given)
    before = [one.item for one in checks_of(tables, subject, kind)]
    left = still_open(items, [*before, *answers])
    check_complete(left, emergency=request.urgency is Urgency.EMERGENCY)
    return answers


def approve_spot(session: Session, reference: str, *, words: str) -> Changes:
    """Exempt a request from contract standing orders, so that it may go out as a spot purchase.

    It lapses when the request is returned, changed and submitted anew. Raises Refused for
    whoever submitted the request, when the officer's role may not, and without words.
    """
    kind = ApprovalKind.SPOT_EXEMPTION
    with session.act(statutory_action(kind), reason=words) as act:
        request = request_queries.request(act.tables, reference)
        subject, asked_by = spot_exemption_subject(act.tables, request), request.submitted_by
        record_statutory(session, act.tables, subject, kind, words=words, asked_by=asked_by)
    return act.changes


def _up(session: Session, tables: Tables, reference: str, action: str) -> UpForApproval:
    request = request_queries.request(tables, reference)
    standing = offer_queries.standing_decision(tables, request.id)
    approving = action == "approve_decision"
    afterwards = approving and placed_on_denied(tables, request, standing)
    if not afterwards:
        require_state(request.state, action)
    decision = _standing(tables, request)
    offer = offer_queries.offer(tables, decision.offer_id)
    # A refusal is of what was decided, whatever became of the offer: it opens the way again.
    if approving:
        require_unchanged(decision, offer)
    if approving and not afterwards:
        check_offer(tables, request, offer, session.today())
    cost = cost_put_up(offer)
    limits = limits_on(tables, session.today())
    today, asked_by = session.today(), decision.decided_by
    own = held_limit(tables, session.officer, asked_by, cost, today).limit
    return UpForApproval(
        request=request,
        decision=decision,
        offer=offer,
        cost=cost,
        why_not=why_not_money(session.officer, decision.decided_by, cost, own),
        who_may=str(lowest_role_for(cost, limits) or ""),
    )


def _standing(tables: Tables, request: Request) -> Decision:
    decision = offer_queries.standing_decision(tables, request.id)
    if decision is None:
        raise Refused(UNDECIDED)
    return decision
