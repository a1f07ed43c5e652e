"""What the law and standing orders ask for beside money: which of it may be done now.

They stand beside the moves of a request (`requests.states`): none of them takes it to another
state but a spoken word. To add one: a row in `_LABELS` and its reason in `_REASONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.approvals.limits import may_give_money, why_not_statutory
from resources_app.approvals.model import ApprovalKind
from resources_app.approvals.queries import limits_held, standing_approval
from resources_app.approvals.recommendation_queries import why_not_again
from resources_app.casework.put_up import cost_put_up, subject_of
from resources_app.casework.spoken_queries import SpokenOn, spoken_on
from resources_app.foundations.authorities import PlacementArea
from resources_app.placements.area import APPROVAL_NEEDED
from resources_app.placements.area_queries import approval_lacking, area_of_offer
from resources_app.requests.actions import spot_exemption_subject
from resources_app.requests.actions.excepting import why_not_authorising
from resources_app.requests.considered import PersonConsidered
from resources_app.requests.model import Decision, Offer, Request, State, Urgency
from resources_app.requests.states import BESIDE, Availability, why_not_now, why_over
from resources_app.session import Actor
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not

_LABELS = {
    "consider_person": "Add family or friends considered",
    "record_family_outcome": "Say what came of asking family or friends",
    "tell_ended": "Tell providers that it is over",
    "approve_area": "Approve a home outside the area",
    "recommend_decision": "Recommend the funding to whoever may approve it",
    "ask_exemption": "Ask for an exemption for spot purchase",
    "approve_spot": "Exempt from standing orders for spot purchase",
    "authorise_unregistered": "Authorise a setting that is not registered",
    "record_spoken": "Write down a spoken approval",
    "confirm_spoken": "Confirm what I approved by word",
    "deny_spoken": "I gave no such approval",
}
UNDECIDED = "Not yet: no decision has been made between the offers."


@dataclass(frozen=True)
class _Asked:
    tables: Tables
    officer: Actor
    request: Request
    decision: Decision | None
    chosen: Offer | None
    said: Sequence[SpokenOn]
    considered: Sequence[PersonConsidered]
    today: date


def statutory_actions(
    tables: Tables,
    officer: Actor,
    request: Request,
    decision: Decision | None,
    made: Iterable[Offer],
    considered: Sequence[PersonConsidered],
    today: date,
) -> tuple[Availability, ...]:
    """Each of them for the officer at work; `decision` is the one that stands between `made`.

    `considered` are family and friends.
    """
    chosen = next((one for one in made if decision and one.id == decision.offer_id), None)
    said = spoken_on(tables, request.reference)
    asked = _Asked(tables, officer, request, decision, chosen, said, considered, today)
    return tuple(_available(asked))


def why_area_not_now(request: Request, decision: Decision | None) -> str:
    """Why no approval of regulation 11 can be given now by anybody; empty when it can."""
    if request.state in BESIDE:
        return BESIDE[request.state]
    return "" if decision else UNDECIDED


def _available(asked: _Asked) -> Iterator[Availability]:
    for action, label in _LABELS.items():
        reason = _REASONS[action](asked)
        yield Availability(action, label, not reason, reason)


def _area(asked: _Asked) -> str:
    decision, chosen = asked.decision, asked.chosen
    reason = why_area_not_now(asked.request, decision)
    if reason or decision is None or chosen is None:
        return reason
    area = area_of_offer(asked.tables, chosen)
    if area is PlacementArea.IN_AREA:
        return "The home is in the council’s own area."
    if not approval_lacking(asked.tables, subject_of(decision), area):
        return "It has been approved."
    kind = ApprovalKind(APPROVAL_NEEDED[area])
    return why_not_statutory(asked.officer, kind, decision.decided_by)


def _spot(asked: _Asked) -> str:
    request, kind = asked.request, ApprovalKind.SPOT_EXEMPTION
    if request.state is State.DRAFT or request.state in BESIDE:
        return why_not_now(request.state, "authorise_request")
    if request.state is State.PLACED:
        return why_not_now(request.state, "place_child")
    if reason := why_not_statutory(asked.officer, kind, request.submitted_by):
        return reason
    subject = spot_exemption_subject(asked.tables, request)
    given = standing_approval(asked.tables, subject, kind)
    return "The exemption has been given." if given else ""


def _ask_spot(asked: _Asked) -> str:
    request, kind = asked.request, ApprovalKind.SPOT_EXEMPTION
    if reason := why_not_now(request.state, "release_request"):
        return reason
    if reason := why_not(asked.officer, Permission.RELEASE):
        return reason
    subject = spot_exemption_subject(asked.tables, request)
    if standing_approval(asked.tables, subject, kind):
        return "The exemption has been given."
    return why_not_again(asked.tables, subject, kind, asked.officer.id)


def _tell(asked: _Asked) -> str:
    over = asked.request.state in (State.WITHDRAWN, State.CLOSED)
    reason = "" if over else "Not yet: the request is neither withdrawn nor closed."
    return reason or why_not(asked.officer, Permission.RELEASE)


def _recommend(asked: _Asked) -> str:
    decision, chosen = asked.decision, asked.chosen
    if reason := why_not_now(asked.request.state, "approve_decision"):
        return reason
    if reason := why_not(asked.officer, Permission.APPROVE_FUNDING):
        return reason
    if decision is None or chosen is None:
        return UNDECIDED
    if decision.decided_by == asked.officer.id:
        return "You made this decision, and nobody recommends their own."
    cost, by = cost_put_up(chosen), decision.decided_by
    held = limits_held(asked.tables, asked.officer, asked.today)
    if may_give_money(asked.officer, held, by, cost):
        return "You may approve it yourself."
    subject, kind = subject_of(decision), ApprovalKind.MONEY
    return why_not_again(asked.tables, subject, kind, asked.officer.id)


def _spoken(asked: _Asked) -> str:
    if reason := why_not_now(asked.request.state, "approve_decision"):
        return reason
    if asked.request.urgency is not Urgency.EMERGENCY:
        return "A spoken approval is for an emergency; this request is planned."
    return why_not(asked.officer, Permission.DECIDE)


def _own_word(asked: _Asked) -> str:
    if not asked.said:
        return "No spoken approval waits to be confirmed."
    own = any(one.approval.approver_id == asked.officer.id for one in asked.said)
    return "" if own else f"{asked.said[0].approval.approver_name} gave it, and confirms it."


def _family(asked: _Asked) -> str:
    return why_over(asked.request.state) or why_not(asked.officer, Permission.KEEP_REQUESTS)


def _family_outcome(asked: _Asked) -> str:
    nobody = "Nobody is recorded as considered yet."
    return _family(asked) or ("" if asked.considered else nobody)


_REASONS: dict[str, Callable[[_Asked], str]] = {
    "consider_person": _family,
    "record_family_outcome": _family_outcome,
    "approve_area": _area,
    "tell_ended": _tell,
    "recommend_decision": _recommend,
    "ask_exemption": _ask_spot,
    "approve_spot": _spot,
    "authorise_unregistered": lambda asked: why_not_authorising(asked.request, asked.officer),
    "record_spoken": _spoken,
    "confirm_spoken": _own_word,
    "deny_spoken": _own_word,
}
