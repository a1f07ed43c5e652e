"""What is known of the home behind each offer, gathered for the comparison side by side.

The desktop, `offer compare` and the page for panel lay out these facts (requests.comparison).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from resources_app.agreements.model import MemberOfLot
from resources_app.agreements.queries import members_of_service
from resources_app.casework.like_placements import LikeCosts
from resources_app.casework.offer_fact_queries import costs_of_like, papers_of
from resources_app.casework.offer_gaps import OfferGapFacts, missing_of
from resources_app.casework.opening_records import note_opening
from resources_app.casework.results import RankedService
from resources_app.casework.searching import SearchOutcome, ask_again, latest_search
from resources_app.children.model import Child
from resources_app.children.queries import child
from resources_app.foundations.authorities import authority_name
from resources_app.foundations.clock import local_day
from resources_app.foundations.dates import day_text
from resources_app.foundations.distance import distance_text
from resources_app.foundations.money import divide_half_up
from resources_app.foundations.phrases import capital
from resources_app.foundations.postcodes import PostcodeBook
from resources_app.placements.area_queries import setting_of_offer
from resources_app.providers.model import ProvisionType, Service, Setting
from resources_app.providers.queries import service_by_id
from resources_app.requests.comparison import Comparison, OfferFacts, compare
from resources_app.requests.costs import cost_of
from resources_app.requests.criteria_table import Kind
from resources_app.requests.ladder_queries import other_lots
from resources_app.requests.model import Offer, OfferStatus, Request
from resources_app.requests.offer_queries import offers
from resources_app.requests.queries import request
from resources_app.requests.question_queries import questions
from resources_app.requests.questions import Question
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import may

# A fostering agency's own address is an office: nobody sleeps there.
_OFFICES = frozenset({ProvisionType.FOSTERING_AGENCY, ProvisionType.IN_HOUSE_FOSTERING})


def compared_offers(session: Session, reference: str) -> Comparison:
    """The offers made for a request, side by side, but those withdrawn. Raises NotFound.

    Opening a restricted child's record is written down first.
    """
    tables = session.tables
    asked = request(tables, reference)
    whose = child(tables, asked.child_id)
    note_opening(session, (whose,), through=asked.reference)
    return gather_compared(session, reference)


def gather_compared(session: Session, reference: str) -> Comparison:
    """The same, where whoever shows it writes down the opening. Raises NotFound."""
    tables = session.tables
    asked = request(tables, reference)
    whose = child(tables, asked.child_id)
    made = [one for one in offers(tables, asked.id) if one.status is not OfferStatus.WITHDRAWN]
    return compare(facts_of_offers(session, tables, reference, whose, made))


def facts_of_offers(
    session: Session, tables: Tables, reference: str, child: Child, offers: Iterable[Offer]
) -> list[OfferFacts]:
    """Each offer with what the register, the contract and the last search say of its home."""
    kept = latest_search(tables, reference)
    asked = request(tables, reference)
    # Which wishes a home meets is not kept with a search; whoever may not search is not told.
    may_ask = may(session.officer, Permission.SEARCH)
    known = _Known(
        tables,
        session.today(),
        child,
        asked,
        {one.service_id: one for one in kept.results} if kept else {},
        ask_again(session, kept, tables=tables) if kept and may_ask else None,
        questions(tables, asked.id),
    )
    return [_facts(known, offer) for offer in offers]


@dataclass
class _Known:
    """What the facts of every offer are read from."""

    tables: Tables
    today: date
    child: Child
    request: Request
    ranked: Mapping[str, RankedService]
    asked: SearchOutcome | None
    questions: Sequence[Question]
    like: dict[str, LikeCosts | None] = field(default_factory=dict)

    def costs_of_like(self, provision_type: str) -> LikeCosts | None:
        """What like placements cost in that kind of home; read once for each kind."""
        if provision_type not in self.like:
            age = self.child.age_on(self.today)
            self.like[provision_type] = costs_of_like(
                self.tables, provision_type, age, self.child.need_code, self.today
            )
        return self.like[provision_type]


def _facts(known: _Known, offer: Offer) -> OfferFacts:
    tables, child = known.tables, known.child
    service = service_by_id(tables, offer.service_id)
    setting = setting_of_offer(tables, offer)
    postcode = _sleeping_postcode(service, setting, offer)
    book = PostcodeBook()
    home, school, there = (
        book.locate(text) if text else None
        for text in (child.home_postcode, child.school_postcode, postcode)
    )
    found = known.ranked.get(service.id)
    member = _member(tables, offer)
    return OfferFacts(
        offer=offer,
        provider_name=service.provider_name,
        provision_type=capital(service.provision_type),
        fit=found.score if found else None,
        met=_wishes(known.asked, service, "met"),
        not_met=_wishes(known.asked, service, "not met"),
        check=(f"Conditions: {service.conditions}",) if service.conditions_unread else (),
        lives_there=found.living if found else "",
        distance=distance_text(home, there),
        authority=(authority_name(there.authority_code) or "") if there else "",
        distance_to_school=distance_text(school, there) if child.school_postcode else "",
        grade=service.overall_effectiveness or "No grade",
        grades=_grades(service),
        inspected=day_text(service.inspection_date),
        tier=_contract(offer, member),
        other_lots=other_lots(tables, offer),
        ceiling_pence=member.lot.price_ceiling_pence if member else None,
        expected_weeks=known.request.expected_weeks,
        like=_like(known, offer, service),
        missing=_missing(known, offer, service),
    )


def _grades(service: Service) -> str:
    """`Safety Good; leadership Good; outcomes Outstanding`, of those judged by themselves."""
    judged = (
        ("safety", service.safety_grade),
        ("leadership", service.leadership_grade),
        ("outcomes", service.outcomes_grade),
    )
    return capital("; ".join(f"{name} {grade}" for name, grade in judged if grade))


def _like(known: _Known, offer: Offer, service: Service) -> str:
    """The offer's weekly cost for each child beside what like placements cost, in words."""
    costs = known.costs_of_like(service.provision_type)
    if costs is None:
        return ""
    weekly = cost_of(offer.prices, offer.available_from).weekly_pence
    children = 1 + len(known.request.sibling_ids)
    each = ", for each child" if children > 1 else ""
    return costs.beside(divide_half_up(weekly, children)) + each


def _missing(known: _Known, offer: Offer, service: Service) -> tuple[str, ...]:
    waiting = [one.asked_on for one in known.questions if one.urn == service.urn and not one.answer]
    return missing_of(
        OfferGapFacts(
            offer,
            service,
            known.child.age_on(offer.available_from),
            known.today,
            papers_of(known.tables, service.provider_id),
            waiting,
        )
    )


def _wishes(asked: SearchOutcome | None, service: Service, verdict: str) -> tuple[str, ...]:
    """The wishes of the last search on which the home has this verdict, by name."""
    lines = asked.explain(service.urn).lines if asked else ()
    wishes = (one for one in lines if one.kind is Kind.DESIRABLE)
    return tuple(one.label for one in wishes if one.verdict == verdict)


def _sleeping_postcode(service: Service, setting: Setting | None, offer: Offer) -> str:
    if offer.living_postcode:
        return offer.living_postcode
    if setting is not None:
        return setting.postcode
    return "" if service.provision_type in _OFFICES else service.postcode


def _member(tables: Tables, offer: Offer) -> MemberOfLot | None:
    """The place in a lot that the offer is held against, as it stood when the offer came in."""
    if offer.membership_id is None:
        return None
    found = members_of_service(tables, offer.service_id, on=local_day(offer.received_at))
    return next((one for one in found if one.membership.id == offer.membership_id), None)


def _contract(offer: Offer, member: MemberOfLot | None) -> str:
    if offer.membership_id is None:
        return "Not under contract: spot purchase"
    if member is None:
        return ""
    return f"Tier {member.membership.tier}, {member.lot.title}, {member.agreement.reference}"
