"""Choosing between offers, with the reasons, the views and who pays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.foundations.json_files import read_json_object
from resources_app.requests.actions.releasing import check_exemption
from resources_app.requests.costs import Cost, check_funding, cost_of
from resources_app.requests.digest import decision_digest
from resources_app.requests.law_queries import check_offer
from resources_app.requests.model import (
    Decision,
    FundingShare,
    NewDecision,
    Offer,
    OfferStatus,
    Request,
    State,
)
from resources_app.requests.offer_file import DECISION_FIELDS, read_decision
from resources_app.requests.offer_queries import (
    closed_by_decision,
    decision,
    offers,
    standing_decision,
)
from resources_app.requests.queries import request
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class Decided:
    """A decision is on record, and what it would cost, net pence."""

    changes: Changes
    id: str
    offer_id: str
    cost: Cost


def decide_offer_from_file(session: Session, reference: str, path: Path) -> Decided:
    """Decide from a JSON file; see `decide_offer`."""
    return decide_offer(session, reference, read_decision(read_json_object(path), file=path.name))


def decide_offer(session: Session, reference: str, new: NewDecision) -> Decided:
    """Choose an open offer; the others are then not chosen. What it costs is put up for approval.

    The cost is the offer's for twelve months from the day it is available, bound to the
    offer and its prices as they are now. Raises BadInput for a reason left out or a split
    that is not 100 %, NotFound for an offer that is not there, Refused for one that cannot
    be chosen any more and for a spot purchase without its exemption. The same decision again
    is made once.
    """
    require(session, Permission.DECIDE)
    with session.act("decide_offer", reason=new.reasons) as act:
        asked = request(act.tables, reference)
        made = _same(act.tables, asked, new)
        if made is None:
            require_state(asked.state, "decide_offer")
            made = _decide(session, act.tables, asked, new)
    cost = Cost(made.weekly_pence, made.annual_pence, made.one_off_pence)
    return Decided(act.changes, made.id, made.offer_id, cost)


def set_aside_decision(session: Session, tables: Tables, decision: Decision, reason: str) -> None:
    """Set a decision aside inside the caller's action: what it chose between is open again.

    An offer that was withdrawn stays so.
    """
    why = {"set_aside_at": session.stamp(), "set_aside_reason": reason}
    tables.update("decision", decision.id, why)
    for offer_id in closed_by_decision(tables, decision.request_id):
        tables.update("offer", offer_id, {"status": OfferStatus.OPEN})


def find_offer(every: list[Offer], named: str) -> Offer:
    """The open offer with this id, or of the service with this URN.

    Raises NotFound when there is none, and BadInput when the service has made several.
    """
    wanted = named.strip()
    found = [one for one in every if one.id == wanted]
    found = found or [
        one
        for one in every
        if one.urn == wanted.upper() and one.status is not OfferStatus.WITHDRAWN
    ]
    where = Where(field="Chosen offer")
    if not found:
        known = ", ".join(f"{one.urn} ({one.service_name})" for one in every) or "none"
        remedy = f"The offers are from {known}."
        raise NotFound(f"There is no offer “{wanted}”.", where=where, remedy=remedy)
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        what = f"{found[0].service_name} has made {len(found)} offers."
        raise BadInput(what, where=where, remedy=f"Name one by its id: {ids}.")
    return found[0]


def _decide(session: Session, tables: Tables, asked: Request, new: NewDecision) -> Decision:
    _check_words(new)
    funding = check_funding(new.funding)
    every = offers(tables, asked.id)
    chosen = find_offer(every, new.offer)
    _check_choice(session, tables, asked, chosen)
    cost = cost_of(chosen.prices, chosen.available_from)
    decision_id = session.new_id()
    tables.insert("decision", _row(session, decision_id, asked, chosen, new, cost))
    tables.insert_many("funding_share", _shares(session, decision_id, funding))
    for one in every:
        if one.status is OfferStatus.OPEN:
            status = OfferStatus.CHOSEN if one.id == chosen.id else OfferStatus.NOT_CHOSEN
            tables.update("offer", one.id, {"status": status})
    tables.update("placement_request", asked.id, {"state": State.DECISION_MADE})
    return decision(tables, decision_id)


def _check_words(new: NewDecision) -> None:
    for field in DECISION_FIELDS:
        if not str(getattr(new, field.name)).strip():
            where = Where(field=field.label)
            raise BadInput("This is needed.", where=where, remedy=field.help)


def _check_choice(session: Session, tables: Tables, asked: Request, chosen: Offer) -> None:
    if chosen.status is not OfferStatus.OPEN:
        raise Refused(f"The offer of {chosen.service_name} is {chosen.status}.")
    candidate = check_offer(tables, asked, chosen, session.today())
    # An offer that came in unasked is a spot purchase all the same.
    check_exemption(tables, asked, candidate.rung)


def _same(tables: Tables, asked: Request, new: NewDecision) -> Decision | None:
    """The standing decision, when it is word for word this one."""
    there = standing_decision(tables, asked.id)
    if there is None:
        return None
    chosen = next(one for one in offers(tables, asked.id) if one.id == there.offer_id)
    if new.offer.strip().upper() not in (chosen.id.upper(), chosen.urn):
        return None
    words = [one.name for one in DECISION_FIELDS if one.name != "offer"]
    alike = all(getattr(there, name) == getattr(new, name).strip() for name in words)
    split = {one for one in new.funding if one.share}
    return there if alike and set(there.funding) == split else None


def _row(
    session: Session,
    decision_id: str,
    asked: Request,
    chosen: Offer,
    new: NewDecision,
    cost: Cost,
) -> dict[str, object]:
    return {
        "id": decision_id,
        "request_id": asked.id,
        "offer_id": chosen.id,
        "decided_by": session.officer.id,
        "decided_at": session.stamp(),
        "reasons": new.reasons.strip(),
        "alternatives": new.alternatives.strip(),
        "value_for_money": new.value_for_money.strip(),
        "child_views": new.child_views.strip(),
        "family_views": new.family_views.strip(),
        "weekly_pence": cost.weekly_pence,
        "annual_pence": cost.annual_pence,
        "one_off_pence": cost.one_off_pence,
        "bound_sha256": decision_digest(new, chosen),
    }


def _shares(
    session: Session, decision_id: str, funding: tuple[FundingShare, ...]
) -> list[dict[str, object]]:
    return [
        {
            "id": session.new_id(),
            "decision_id": decision_id,
            "funder": one.funder,
            "share": one.share,
        }
        for one in funding
    ]
