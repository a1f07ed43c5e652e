"""Recording offers as they come in, and taking back one that is withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from resources_app.children.queries import child
from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.json_files import read_json_object
from resources_app.providers.model import Service
from resources_app.providers.queries import service_by_urn, settings_of
from resources_app.requests.actions.deciding import set_aside_decision
from resources_app.requests.actions.replying import write_reply
from resources_app.requests.bed_codes import HELP, why_not_code
from resources_app.requests.costs import why_not_quantity
from resources_app.requests.ladder import Candidate
from resources_app.requests.ladder_queries import candidates, contracts_of, other_lots
from resources_app.requests.law_queries import check_candidate
from resources_app.requests.lots import (
    ContractOf,
    OtherLot,
    chosen_by_rule,
    may_answer,
    named_lot,
    same_lot,
)
from resources_app.requests.model import (
    NewOffer,
    Offer,
    OfferPrice,
    OfferStatus,
    Recipient,
    Request,
    ResponseKind,
    State,
)
from resources_app.requests.offer_file import read_offer
from resources_app.requests.offer_queries import (
    offer,
    offers,
    recipients_at,
    releases,
    standing_decision,
)
from resources_app.requests.pricing_offers import beside_contract, why_above
from resources_app.requests.queries import request, request_by_id
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class OfferMade:
    """An offer is on record. `already_there` when the same offer had been recorded before.

    `lot` is what it was held against, such as "SC-2026/2", or empty. `other_lots` are those
    it could have been held against as well, when nobody named one: a person should look.
    """

    changes: Changes
    id: str
    already_there: bool = False
    lot: str = ""
    other_lots: tuple[OtherLot, ...] = ()


def record_offer_from_file(session: Session, reference: str, path: Path) -> OfferMade:
    """Record an offer from a JSON file; see `record_offer`."""
    return record_offer(session, reference, read_offer(read_json_object(path), file=path.name))


def record_offer(session: Session, reference: str, new: NewOffer) -> OfferMade:
    """Record an offer with its prices, each beside the contract's price for it.

    The contract's price is that of the service's place in the lot that is named, for the
    child's age on the day the place is available. With none named, it is the lot that has a
    price for the age; where several have, the one the service was asked under, else the
    lowest tier's, and the others are told. The same offer again is recorded once.
    Raises Refused for a service that is suspended or closed, that no law allows, or that was
    not asked (unless `unreleased_reason` says why); and BadInput for a name instead of a
    code, a lot the service is not in, a price in another unit than the contract's, and more
    than the contract asks without a reason.
    """
    require(session, Permission.RELEASE)
    with session.act("record_offer", reason=new.above_contract_reason) as act:
        asked = request(act.tables, reference)
        service = service_by_urn(act.tables, new.urn)
        there = _same_offer(act.tables, asked, service, new)
        offer_id = there.id if there else _record(session, act.tables, asked, service, new)
        if there and new.lot.strip() and not there.lot_stated:
            act.tables.update("offer", there.id, {"lot_stated": 1})
        made = offer(act.tables, offer_id)
        others = other_lots(act.tables, made)
    return OfferMade(act.changes, offer_id, there is not None, made.lot, others)


def _record(
    session: Session, tables: Tables, asked: Request, service: Service, new: NewOffer
) -> str:
    """Check the offer and write it; its id."""
    require_state(asked.state, "record_offer")
    _check_plain(new)
    (candidate,) = candidates(tables, [service.id], session.today())
    check_candidate(tables, asked, candidate, new.available_from)
    part = _part(tables, asked, service, new)
    age = child(tables, asked.child_id).age_on(new.available_from)
    contract = _contract(tables, candidate, part, new, age)
    prices = _priced(contract, new, asked, age)
    offer_id = session.new_id()
    row = _row(session, offer_id, asked, service, new)
    row["recipient_id"] = part.id if part else None
    row["setting_id"] = _setting(tables, service, new)
    row["membership_id"] = contract.member.membership.id if contract else None
    tables.insert("offer", row)
    tables.insert_many("offer_price", [_price_row(session, offer_id, one) for one in prices])
    if part is not None:
        write_reply(session, tables, part, ResponseKind.OFFER)
    if asked.state is not State.OFFERS_IN:
        tables.update("placement_request", asked.id, {"state": State.OFFERS_IN})
    return offer_id


def withdraw_offer(session: Session, offer_id: str, *, reason: str) -> Changes:
    """Take an offer back for a reason of assets/codes/offer_withdrawn_reasons.csv.

    A decision that chose it is set aside, and the other offers are open again. The request
    goes back to its offers, or to the search when none is left.
    """
    require(session, Permission.RELEASE)
    code = need_code(CodeList.OFFER_WITHDRAWN_REASONS, reason, where=Where(field="Reason"))
    with session.act("withdraw_offer", reason=code) as act:
        gone = offer(act.tables, offer_id)
        if gone.status is not OfferStatus.WITHDRAWN:
            asked = request_by_id(act.tables, gone.request_id)
            require_state(asked.state, "withdraw_offer")
            _withdraw(session, act.tables, asked, gone, code)
    return act.changes


def _withdraw(session: Session, tables: Tables, asked: Request, gone: Offer, code: str) -> None:
    withdrawn = {"status": OfferStatus.WITHDRAWN, "withdrawn_reason": code}
    tables.update("offer", gone.id, withdrawn)
    decided = standing_decision(tables, asked.id)
    if decided is not None and decided.offer_id == gone.id:
        set_aside_decision(session, tables, decided, "The offer was withdrawn.")
    still = [one for one in offers(tables, asked.id) if one.status is not OfferStatus.WITHDRAWN]
    if not still:
        tables.update("placement_request", asked.id, {"state": State.SEARCHING})
    elif gone.status is OfferStatus.CHOSEN:
        tables.update("placement_request", asked.id, {"state": State.OFFERS_IN})


def _same_offer(tables: Tables, asked: Request, service: Service, new: NewOffer) -> Offer | None:
    """The offer of this service that says just the same and was not withdrawn, or None."""
    for one in offers(tables, asked.id):
        if one.service_id != service.id or one.status is OfferStatus.WITHDRAWN:
            continue
        lines = {_essence(line) for line in one.prices}
        same = lines == {_essence(line) for line in new.prices} and all(
            getattr(one, name) == getattr(new, name)
            for name in ("available_from", "carer_or_bed_code", "living_postcode")
        )
        if same and (not new.lot.strip() or same_lot(new.lot, one.lot)):
            return one
    return None


def _essence(line: object) -> tuple[object, ...]:
    names = ("element", "unit", "quantity", "amount_pence", "description")
    return tuple(getattr(line, name) for name in names)


def _check_plain(new: NewOffer) -> None:
    if said := why_not_code(new.carer_or_bed_code):
        raise BadInput(said, where=Where(field="Carer or bed"), remedy=HELP)
    if not new.prices:
        raise BadInput(
            "An offer has at least one price.",
            where=Where(field="Prices"),
            remedy="Ask the provider what they would charge.",
        )
    for line in new.prices:
        if said := why_not_quantity(line.unit, line.quantity):
            raise BadInput(said, where=Where(field="How many"), remedy="Check unit and number.")
        if line.amount_pence < 0:
            what = "An amount is £0.00 or more."
            raise BadInput(what, where=Where(field="Amount for one"), remedy="Ask for a lower one.")


def _part(tables: Tables, asked: Request, service: Service, new: NewOffer) -> Recipient | None:
    """The service's part in the last round it was in. Raises Refused when it was never asked."""
    parts = recipients_at(tables, asked.id, service.id)
    if parts:
        return parts[-1]
    if not new.unreleased_reason.strip():
        rounds = len(releases(tables, asked.id))
        raise Refused(
            f"The request was not sent to {service.name} in any of its {rounds} rounds.",
            remedy="Send it there first, or say why an offer is taken from there.",
        )
    return None


def _contract(
    tables: Tables, candidate: Candidate, part: Recipient | None, new: NewOffer, age: int
) -> ContractOf | None:
    """The contract that the offer is held against. Raises BadInput for a lot it is not in."""
    contracts = contracts_of(tables, candidate)
    if new.lot.strip():
        return named_lot(contracts, new.lot, candidate.service.name)
    elements = [line.element for line in new.prices]
    could = may_answer(contracts, elements, age=age, on=new.available_from)
    return chosen_by_rule(could, part.membership_id if part else None)


def _priced(
    contract: ContractOf | None, new: NewOffer, asked: Request, age: int
) -> tuple[OfferPrice, ...]:
    prices = beside_contract(new.prices, contract, age=age, on=new.available_from)
    children = 1 + len(asked.sibling_ids)
    above = why_above(prices, contract, start=new.available_from, children=children)
    if above and not new.above_contract_reason.strip():
        raise BadInput(
            above,
            where=Where(field="Why above the contract price"),
            remedy="Hold the provider to the contract, or record why more is right.",
        )
    return prices


def _setting(tables: Tables, service: Service, new: NewOffer) -> str | None:
    """The setting at the postcode given. Raises BadInput when there is none, or several."""
    if not new.setting_postcode:
        return None
    places = settings_of(tables, service.id)
    found = [one for one in places if one.postcode == new.setting_postcode]
    if len(found) != 1:
        known = ", ".join(sorted({one.postcode for one in places if one.postcode})) or "none"
        many = "more than one setting" if found else "no setting"
        raise BadInput(
            f"{service.name} has {many} at {new.setting_postcode}.",
            where=Where(field="Postcode of the setting"),
            remedy=f"Its settings are at {known}.",
        )
    return found[0].id


def _row(
    session: Session, offer_id: str, asked: Request, service: Service, new: NewOffer
) -> dict[str, object]:
    return {
        "id": offer_id,
        "request_id": asked.id,
        "service_id": service.id,
        "carer_or_bed_code": new.carer_or_bed_code,
        "living_postcode": new.living_postcode,
        "available_from": new.available_from.isoformat(),
        "how_needs_met": new.how_needs_met,
        "school_offered": new.school_offered,
        "above_contract_reason": new.above_contract_reason.strip(),
        "unreleased_reason": new.unreleased_reason.strip(),
        "received_at": session.stamp(),
        "status": OfferStatus.OPEN,
        "lot_stated": int(bool(new.lot.strip())),
    }


def _price_row(session: Session, offer_id: str, line: OfferPrice) -> dict[str, object]:
    return {
        "id": session.new_id(),
        "offer_id": offer_id,
        "element": line.element,
        "unit": line.unit,
        "quantity": line.quantity,
        "amount_pence": line.amount_pence,
        "contract_pence": line.contract_pence,
        "rate_id": line.rate_id,
        "description": line.description,
        "vat_treatment": line.vat_treatment,
    }
