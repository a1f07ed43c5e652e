"""An approval that was spoken in an emergency: written down by whoever heard it, so that the child
can be placed, and confirmed by whoever gave it by the next working day.

It rests on the approver's limit as a signed one does, and on the word of the officer who wrote
it down: the approver's own confirmation is what their signature is under.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from resources_app.approvals.actions import record_money, record_spoken_money
from resources_app.approvals.limits import why_not_money
from resources_app.approvals.queries import held_limit
from resources_app.casework.put_up import cost_put_up, require_unchanged, subject_of
from resources_app.casework.spoken_queries import SpokenOn, spoken_on
from resources_app.casework.statutory_queries import UNDECIDED
from resources_app.foundations.clock import local_day, local_text
from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.placements.queries import placement_of_request
from resources_app.requests import offer_queries
from resources_app.requests import queries as request_queries
from resources_app.requests.actions.deciding import set_aside_decision
from resources_app.requests.law_queries import check_offer
from resources_app.requests.model import Decision, Offer, Request, State, Urgency
from resources_app.requests.states import require_state
from resources_app.session import Actor, Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import officer_called

OLDEST = timedelta(days=2)  # what was said earlier is no emergency any more


@dataclass(frozen=True)
class Spoken:
    """What was said: by whom (initials or name), when, and in which words."""

    approver: str
    said_at: datetime
    words: str


def record_spoken(session: Session, reference: str, spoken: Spoken) -> Changes:
    """Write down that somebody approved an emergency's funding by word.

    Raises Refused when the request is no emergency, when it is one's own word, or when the
    approver could not have approved it in writing; BadInput for a moment that is to come or too
    long past, and without the words.
    """
    require(session, Permission.DECIDE)
    if not spoken.words.strip():
        raise BadInput("Write down what was said.", where=Where(field="In their words"))
    with session.act("record_spoken", reason=spoken.words.strip()) as act:
        tables = act.tables
        request, decision, offer = _decided(tables, reference)
        if request.urgency is not Urgency.EMERGENCY:
            raise Refused("A spoken approval is for an emergency; this request is planned.")
        check_offer(tables, request, offer, session.today())
        _check_moment(session, spoken.said_at)
        officer = officer_called(tables, spoken.approver)
        if officer.id == session.officer.id:
            raise Refused("Nobody writes down their own word: approve the funding instead.")
        approver = Actor(officer.id, officer.name, officer.initials, str(officer.role))
        if not officer.active:
            raise Refused(f"{officer.name} has left the team.")
        cost = cost_put_up(offer)
        held = held_limit(tables, approver, decision.decided_by, cost, local_day(spoken.said_at))
        if reason := why_not_money(approver, decision.decided_by, cost, held.limit):
            raise Refused(reason)
        record_spoken_money(
            session, tables, subject_of(decision), cost, held, approver, spoken.said_at,
            spoken.words,
        )  # fmt: skip
        tables.update("placement_request", request.id, {"state": State.APPROVED})
    return act.changes


def confirm_spoken(session: Session, reference: str, *, words: str = "") -> Changes:
    """Confirm one's own spoken approval.

    Raises NotFound where none waits, and Refused for another's.
    """
    with session.act("confirm_spoken", reason=words.strip()) as act:
        said = _waiting(session, act.tables, reference)
        act.tables.update("approval", said.approval.id, {"confirmed_at": session.stamp()})
    return act.changes


def deny_spoken(session: Session, reference: str, *, words: str) -> Changes:
    """Say that one gave no such approval, or not this one: it lapses.

    A decision that stands on it is set aside, and a request on hold then waits for another one.
    A child who was placed on it stays where they are; somebody with the limit has to approve or
    end the placement, and an alert says so. Raises as `confirm_spoken`, and BadInput without words.
    """
    if not words.strip():
        raise BadInput("Say what is not right.", where=Where(field="What is not right"))
    with session.act("deny_spoken", reason=words.strip()) as act:
        tables = act.tables
        said = _waiting(session, tables, reference)
        request = request_queries.request(tables, reference)
        decision = offer_queries.standing_decision(tables, request.id)
        cost = said.approval.cost
        assert cost is not None
        record_money(
            session, tables, said.approval.subject, cost, held=None, outcome="refused",
            words=words,
        )  # fmt: skip
        stands = decision is not None and decision.id == said.approval.subject.id
        if decision and stands and not _alerted(session, tables, request):
            set_aside_decision(session, tables, decision, words.strip())
            at = "held_from" if request.state is State.ON_HOLD else "state"
            tables.update("placement_request", request.id, {at: State.OFFERS_IN})
    return act.changes


def _decided(tables: Tables, reference: str) -> tuple[Request, Decision, Offer]:
    request = request_queries.request(tables, reference)
    require_state(request.state, "approve_decision")
    decision = offer_queries.standing_decision(tables, request.id)
    if decision is None:
        raise Refused(UNDECIDED)
    offer = offer_queries.offer(tables, decision.offer_id)
    require_unchanged(decision, offer)
    return request, decision, offer


def _check_moment(session: Session, said_at: datetime) -> None:
    now, where = session.clock.now(), Where(field="When")
    if said_at > now:
        raise BadInput(f"{local_text(said_at)} is still to come.", where=where)
    if said_at < now - OLDEST:
        raise BadInput(
            f"{local_text(said_at)} is more than two days ago.",
            where=where,
            remedy="Ask for an approval in writing.",
        )


def _waiting(session: Session, tables: Tables, reference: str) -> SpokenOn:
    request = request_queries.request(tables, reference)
    waiting = spoken_on(tables, request.reference)
    if not waiting:
        raise NotFound(f"No spoken approval of {request.reference} waits to be confirmed.")
    own = [one for one in waiting if one.approval.approver_id == session.officer.id]
    if not own:
        raise Refused(f"{waiting[0].approval.approver_name} gave it, and confirms it.")
    return own[0]


def _alerted(session: Session, tables: Tables, request: Request) -> bool:
    """Raise an alert on the placement that was made on a denied word; whether there is one."""
    placement = placement_of_request(tables, request.id)
    if placement is None:
        return False
    tables.insert(
        "alert",
        {
            "id": session.new_id(),
            "raised_at": session.stamp(),
            "kind": "approval denied",
            "service_id": placement.service_id,
            "subject_table": "placement",
            "subject_id": placement.id,
            "message": (
                f"{session.officer.name} did not give the spoken approval on which "
                f"{placement.reference} was made. Approve its funding, or end it."
            ),
        },
    )
    return True
