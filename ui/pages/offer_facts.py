"""What is known of the home behind each offer, gathered for the comparison side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from resources_app.agreements.queries import members_of_service
from resources_app.casework.results import RankedService
from resources_app.casework.searching import SearchOutcome, ask_again, latest_search
from resources_app.children.model import Child
from resources_app.foundations.authorities import authority_name
from resources_app.foundations.clock import LOCAL
from resources_app.foundations.dates import day_text
from resources_app.foundations.distance import distance_text
from resources_app.foundations.postcodes import PostcodeBook
from resources_app.providers.model import ProvisionType, Service, Setting
from resources_app.providers.queries import service_by_id, settings_of
from resources_app.requests.comparison import OfferFacts
from resources_app.requests.criteria_table import Kind
from resources_app.requests.ladder_queries import other_lots
from resources_app.requests.model import Offer
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import may
from ui.pages.wording import sentence

# A fostering agency's own address is an office: nobody sleeps there.
_OFFICES = frozenset({ProvisionType.FOSTERING_AGENCY, ProvisionType.IN_HOUSE_FOSTERING})


def facts_of_offers(
    session: Session, tables: Tables, reference: str, child: Child, offers: Iterable[Offer]
) -> list[OfferFacts]:
    """Each offer with what the register, the contract and the last search say of its home."""
    kept = latest_search(tables, reference)
    ranked = {one.service_id: one for one in kept.results} if kept else {}
    # Which wishes a home meets is not kept with a search; whoever may not search is not told.
    may_ask = may(session.officer, Permission.SEARCH)
    asked = ask_again(session, kept, tables=tables) if kept and may_ask else None
    return [_facts(tables, child, offer, ranked, asked) for offer in offers]


def _facts(
    tables: Tables,
    child: Child,
    offer: Offer,
    ranked: Mapping[str, RankedService],
    asked: SearchOutcome | None,
) -> OfferFacts:
    service = service_by_id(tables, offer.service_id)
    setting = _setting(tables, offer)
    postcode = _sleeping_postcode(service, setting, offer)
    book = PostcodeBook()
    home, school, there = (
        book.locate(text) if text else None
        for text in (child.home_postcode, child.school_postcode, postcode)
    )
    found = ranked.get(service.id)
    return OfferFacts(
        offer=offer,
        provider_name=service.provider_name,
        provision_type=sentence(service.provision_type),
        fit=found.score if found else None,
        met=_wishes(asked, service, "met"),
        not_met=_wishes(asked, service, "not met"),
        check=(f"Conditions: {service.conditions}",) if service.conditions_unread else (),
        lives_there=found.living if found else "",
        distance=distance_text(home, there),
        authority=(authority_name(there.authority_code) or "") if there else "",
        distance_to_school=distance_text(school, there) if child.school_postcode else "",
        grade=service.overall_effectiveness or "No grade",
        inspected=day_text(service.inspection_date),
        tier=_contract(tables, offer),
        other_lots=other_lots(tables, offer),
    )


def _wishes(asked: SearchOutcome | None, service: Service, verdict: str) -> tuple[str, ...]:
    """The wishes of the last search on which the home has this verdict, by name."""
    lines = asked.explain(service.urn).lines if asked else ()
    wishes = (one for one in lines if one.kind is Kind.DESIRABLE)
    return tuple(one.label for one in wishes if one.verdict == verdict)


def _setting(tables: Tables, offer: Offer) -> Setting | None:
    if offer.setting_id is None:
        return None
    every = settings_of(tables, offer.service_id)
    return next((one for one in every if one.id == offer.setting_id), None)


def _sleeping_postcode(service: Service, setting: Setting | None, offer: Offer) -> str:
    if offer.living_postcode:
        return offer.living_postcode
    if setting is not None:
        return setting.postcode
    return "" if service.provision_type in _OFFICES else service.postcode


def _contract(tables: Tables, offer: Offer) -> str:
    if offer.membership_id is None:
        return "Not under contract: spot purchase"
    received = offer.received_at.astimezone(LOCAL).date()
    for one in members_of_service(tables, offer.service_id, on=received):
        if one.membership.id == offer.membership_id:
            return f"Tier {one.membership.tier}, {one.lot.title}, {one.agreement.reference}"
    return ""
