"""Putting something to whoever may say yes: a decision above one's limit, and a spot exemption.

A recommendation is no approval and replaces none; it is read by whoever gives it, and stays beside
it. It lapses when what it is of changes.
"""

from __future__ import annotations

from resources_app.approvals.actions import record_recommendation
from resources_app.approvals.model import ApprovalKind
from resources_app.approvals.queries import standing_approval
from resources_app.casework.approving import up_for_approval
from resources_app.casework.put_up import subject_of
from resources_app.foundations.errors import Refused
from resources_app.requests import queries as request_queries
from resources_app.requests.actions.releasing import spot_exemption_subject
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def recommend_decision(session: Session, reference: str, *, words: str) -> Changes:
    """Recommend the funding of a decision that is above one's limit, to the next role.

    For managers, never of their own decision. Raises Refused for whoever may approve it, or has
    recommended it already, and BadInput without words.
    """
    require(session, Permission.APPROVE_FUNDING)
    with session.act("recommend_decision", reason=words.strip()) as act:
        up = up_for_approval(session, reference, act.tables)
        if not up.why_not:
            raise Refused("You may approve it yourself.")
        if up.decision.decided_by == session.officer.id:
            raise Refused("You made this decision, and nobody recommends their own.")
        subject = subject_of(up.decision)
        record_recommendation(session, act.tables, subject, ApprovalKind.MONEY, words)
    return act.changes


def ask_exemption(session: Session, reference: str, *, words: str) -> Changes:
    """Ask for an exemption from contract standing orders, so that a request may go to spot.

    Raises Refused where one stands or this officer has asked already, BadInput without words.
    """
    require(session, Permission.RELEASE)
    with session.act("ask_exemption", reason=words.strip()) as act:
        request = request_queries.request(act.tables, reference)
        require_state(request.state, "release_request")
        subject, kind = spot_exemption_subject(act.tables, request), ApprovalKind.SPOT_EXEMPTION
        if standing_approval(act.tables, subject, kind) is not None:
            raise Refused("The exemption has been given.")
        record_recommendation(session, act.tables, subject, kind, words)
    return act.changes
