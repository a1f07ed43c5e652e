"""Writing a placement and its individual placement agreement (IPA), once every gate is passed.

Called inside the action that makes the placement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import Element
from resources_app.agreements.queries import find_rate
from resources_app.children.queries import child, looked_after_since
from resources_app.foundations.dates import age_on
from resources_app.placements.model import (
    REVIEW_WEEKS,
    PlacementTerms,
)
from resources_app.placements.queries import call_off_terms
from resources_app.placements.reviews import review_due
from resources_app.providers.model import Service, Setting
from resources_app.requests.model import Decision, Offer, Request
from resources_app.requests.price_words import why_not_contract
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.queries import home_authority
from resources_app.team.references import next_reference


@dataclass(frozen=True)
class Agreed:
    """What was decided and approved, gathered once."""

    request: Request
    decision: Decision
    offer: Offer
    service: Service
    suspended: str  # the embargo's reason on the day
    setting: Setting | None
    living_postcode: str  # "" when nobody has said where a carer lives

    @property
    def children(self) -> tuple[str, ...]:
        """The child and the brothers and sisters placed with them."""
        return (self.request.child_id, *self.request.sibling_ids)


def write_placement(
    session: Session, tables: Tables, agreed: Agreed, terms: PlacementTerms, child_id: str
) -> tuple[str, str]:
    """Write one child's placement inside the caller's action; its id and reference."""
    placement_id = session.new_id()
    reference = next_reference(session, tables, "PLC")
    tables.insert(
        "placement",
        {
            "id": placement_id,
            "reference": reference,
            "child_id": child_id,
            "request_id": agreed.request.id,
            "service_id": agreed.offer.service_id,
            "setting_id": agreed.offer.setting_id,
            "carer_or_bed_code": agreed.offer.carer_or_bed_code,
            "living_postcode": agreed.living_postcode,
            "placement_code": terms.placement_code or agreed.request.placement_code_sought,
            "start_date": terms.start.isoformat(),
            "authority_code": home_authority(tables).ons_code,
            "preferabilityLocation": terms.preferability_location,
            "educationContinuity": terms.education_continuity,
            "placed_by": session.officer.id,
            "placed_at": session.stamp(),
        },
    )
    return placement_id, reference


def write_ipa(
    session: Session,
    tables: Tables,
    agreed: Agreed,
    terms: PlacementTerms,
    placed: Sequence[str],
) -> str:
    """Write the agreement of a placement, at the offered prices; its reference.

    `placed` are the placements that were made: the child's own, which carries the agreement,
    then those of the brothers and sisters.
    """
    call_off = call_off_terms(tables, agreed.offer.membership_id)
    ipa_id = session.new_id()
    reference = next_reference(session, tables, "IPA")
    request = agreed.request
    tables.insert(
        "ipa",
        {
            "id": ipa_id,
            "reference": reference,
            "placement_id": placed[0],
            "agreement_id": call_off.agreement_id,
            "membership_id": agreed.offer.membership_id,
            "start_date": terms.start.isoformat(),
            "expected_end": terms.expected_end.isoformat() if terms.expected_end else None,
            "notice_days": call_off.notice_days,
            "charges_day_of_leaving": int(call_off.charges_day_of_leaving),
            "payment_cycle": call_off.payment_cycle,
            "review_due": _review_due(tables, request.child_id, terms.start).isoformat(),
            "review_weeks": REVIEW_WEEKS,
            "outcomes": terms.outcomes or "\n".join(request.outcomes_sought),
            "education": terms.education or request.education_needs,
            "health": terms.health or request.health_needs,
            "family_time": terms.family_time or request.family_time,
            "delegated_authority": terms.delegated_authority,
            "special_terms": terms.special_terms,
        },
    )
    _write_fees(session, tables, agreed, terms.start, ipa_id, placed)
    _write_funding(session, tables, agreed, terms.start, ipa_id)
    return reference


def _review_due(tables: Tables, child_id: str, start: date) -> date:
    """Counted from the day the child became looked after; from the start when none is recorded."""
    return review_due(looked_after_since(tables, child_id, start) or start, start)


def _write_fees(
    session: Session,
    tables: Tables,
    agreed: Agreed,
    start: date,
    ipa_id: str,
    placed: Sequence[str],
) -> None:
    # Each child has one core fee: the first is the child's own, then the others' in their order.
    # Whatever else is bought is bought for the child whose agreement it is.
    others = iter(zip(agreed.request.sibling_ids, placed[1:], strict=True))
    owner: tuple[str, str] | None = None
    for line in agreed.offer.prices:
        at_contract = line.contract_pence == line.amount_pence
        # Where there is no contract at all, there is nothing to say why not.
        explained = agreed.offer.membership_id is not None and not at_contract
        reason = why_not_contract(line, agreed.offer.above_contract_reason) if explained else ""
        core = line.element == Element.CORE
        child_id, placement_id = owner if core and owner else (agreed.request.child_id, None)
        follows = at_contract and _is_price_of(tables, line.rate_id, child_id, start)
        tables.insert(
            "fee_line",
            {
                "id": session.new_id(),
                "ipa_id": ipa_id,
                "element": line.element,
                "unit": line.unit,
                "quantity": line.quantity,
                "amount_pence": line.amount_pence,
                "vat_treatment": line.vat_treatment,
                "rate_id": line.rate_id if follows else None,
                "reason": reason,
                "description": line.description,
                "start_date": start.isoformat(),
                "placement_id": placement_id,
            },
        )
        if core:
            owner = next(others, None)


def _is_price_of(tables: Tables, rate_id: str | None, child_id: str, start: date) -> bool:
    """Whether a contract's rate is for this child's age: a sister's fee may be another band's."""
    if rate_id is None:
        return False
    rate = find_rate(tables, rate_id)
    return rate.age_from <= age_on(child(tables, child_id).date_of_birth, start) <= rate.age_to


def _write_funding(
    session: Session, tables: Tables, agreed: Agreed, start: date, ipa_id: str
) -> None:
    for share in agreed.decision.funding:
        tables.insert(
            "ipa_funding",
            {
                "id": session.new_id(),
                "ipa_id": ipa_id,
                "funder": share.funder,
                "share": share.share,
                "start_date": start.isoformat(),
            },
        )
