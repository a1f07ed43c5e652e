"""What hangs on a request that is about to end, gathered from every room."""

from __future__ import annotations

from datetime import date

from resources_app.approvals.model import ApprovalKind
from resources_app.approvals.queries import standing_approval
from resources_app.beds.hold_queries import held_for
from resources_app.casework.put_up import subject_of
from resources_app.casework.spoken_queries import spoken_on
from resources_app.placements.queries import placements_of_request
from resources_app.requests.cascade import Cascade, EndingFacts, what_follows
from resources_app.requests.model import OfferStatus, Request, ResponseKind
from resources_app.requests.offer_queries import offers, releases, standing_decision
from resources_app.store.tables import Tables

_LIVE = (OfferStatus.OPEN, OfferStatus.CHOSEN)


def cascade_of(tables: Tables, request: Request, today: date) -> Cascade:
    """What ending a request today would take with it, whom to tell, and what blocks it."""
    made = offers(tables, request.id)
    decision = standing_decision(tables, request.id)
    chosen = next((one for one in made if decision and one.id == decision.offer_id), None)
    words = spoken_on(tables, request.reference)
    money = decision and standing_approval(tables, subject_of(decision), ApprovalKind.MONEY)
    asked = {
        part.service_name: None
        for release in releases(tables, request.id)
        for part in release.recipients
        if part.response is not ResponseKind.DECLINE
    }
    facts = EndingFacts(
        offers=tuple(one.service_name for one in made if one.status in _LIVE),
        decided_for=chosen.service_name if chosen else "",
        approved=money is not None,
        asked=tuple(asked),
        holds=tuple(one.words for one in held_for(tables, request.id, today)),
        word_of=words[0].approval.approver_name if words else "",
        placements=tuple(one.reference for one in placements_of_request(tables, request.id)),
    )
    return what_follows(facts)
