"""Making a placement and its individual placement agreement (IPA)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.approvals.model import ApprovalKind, Subject
from resources_app.approvals.queries import standing_approval
from resources_app.children.queries import child
from resources_app.foundations.authorities import PlacementArea, reg_11_class
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import Refused
from resources_app.foundations.postcodes import PostcodeBook
from resources_app.foundations.working_days import add_working_days
from resources_app.placements.area import (
    APPROVAL_NEEDED,
    EMERGENCY_APPROVAL_WORKING_DAYS,
    FOSTERING,
    WHERE_IT_IS,
    WHO_APPROVES,
)
from resources_app.placements.model import (
    FIRST_REVIEW_WORKING_DAYS,
    REVIEW_WEEKS,
    PlacementTerms,
)
from resources_app.placements.nights import why_not_there
from resources_app.placements.queries import (
    call_off_terms,
    placements_of_child,
)
from resources_app.providers.model import Service, Setting, Suspension
from resources_app.providers.queries import service_by_id, settings_of, suspensions_of
from resources_app.requests import offer_queries
from resources_app.requests import queries as request_queries
from resources_app.requests.digest import offer_digest
from resources_app.requests.ladder import Candidate, why_not_asked, why_unlawful
from resources_app.requests.model import Decision, Offer, Request, State, Urgency
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import home_authority
from resources_app.team.references import next_reference


@dataclass(frozen=True)
class Placed:
    """A placement made: its references, and what is still to be done about it."""

    placement_id: str
    reference: str
    ipa_reference: str
    still_due: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True)
class _Agreed:
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


def place_child(session: Session, request_reference: str, terms: PlacementTerms) -> Placed:
    """Make the placement a request was approved for, with its IPA at the offered prices.

    Brothers and sisters of the request are placed with the child; one IPA covers them all.

    Raises Refused, in a sentence, when the funding approval has lapsed, when the child would
    sleep in two places, when the home may never take the child, and when an approval that the
    law asks for is missing.
    """
    require(session, Permission.PLACE)
    with session.act("place_child") as act:
        tables = act.tables
        agreed = _agreed(tables, request_reference, terms)
        _check_funding(tables, agreed)
        _check_home(tables, agreed, terms)
        still_due = _check_area(tables, agreed, terms)
        for child_id in agreed.children:
            _make_room(tables, child_id, terms)
        placement_id, reference = _write_placement(
            session, tables, agreed, terms, agreed.request.child_id
        )
        for child_id in agreed.request.sibling_ids:
            _write_placement(session, tables, agreed, terms, child_id)
        ipa_reference = _write_ipa(session, tables, agreed, terms, placement_id)
        tables.update("placement_request", agreed.request.id, {"state": State.PLACED})
    return Placed(placement_id, reference, ipa_reference, still_due, act.changes)


def _agreed(tables: Tables, reference: str, terms: PlacementTerms) -> _Agreed:
    request = request_queries.request(tables, reference)
    require_state(request.state, "place_child")
    decision = offer_queries.standing_decision(tables, request.id)
    if decision is None:
        raise Refused("Not yet: no decision has been made between the offers.")
    offer = offer_queries.offer(tables, decision.offer_id)
    service = service_by_id(tables, offer.service_id)
    embargo = [one for one in suspensions_of(tables, service.id) if terms.start in _days_of(one)]
    settings = [one for one in settings_of(tables, service.id) if one.id == offer.setting_id]
    setting = settings[0] if settings else None
    return _Agreed(
        request=request,
        decision=decision,
        offer=offer,
        service=service,
        suspended=embargo[0].reason if embargo else "",
        setting=setting,
        living_postcode=offer.living_postcode or _own_postcode(service, setting),
    )


def _days_of(embargo: Suspension) -> Period:
    return Period(embargo.start_date, embargo.end_date)


def _own_postcode(service: Service, setting: Setting | None) -> str:
    """Where a child sleeps when the offer names no other place."""
    # A fostering agency's own address is an office: the child sleeps at the carer's home.
    if service.provision_type in FOSTERING:
        return ""
    return setting.postcode if setting else service.postcode


def _check_funding(tables: Tables, agreed: _Agreed) -> None:
    """Nothing financial moves until exactly this was approved."""
    subject = Subject("decision", agreed.decision.id, offer_digest(agreed.offer))
    if standing_approval(tables, subject, ApprovalKind.MONEY) is None:
        raise Refused(
            "The funding approval no longer stands: the offer is not the one that was approved.",
            remedy="Decide again, and have it approved.",
        )


def _check_home(tables: Tables, agreed: _Agreed, terms: PlacementTerms) -> None:
    """The last gate for what no role overrides; the search and the release keep it too."""
    births = [child(tables, one).date_of_birth for one in agreed.children]
    reason = why_not_asked(Candidate(agreed.service, (), agreed.suspended)) or why_unlawful(
        agreed.service, births, terms.start, secure=agreed.request.secure_authority
    )
    if reason:
        raise Refused(reason)
    if terms.start < agreed.offer.available_from:
        raise Refused(
            f"{agreed.service.name} is offered from {day_text(agreed.offer.available_from)}.",
            remedy="Give that day or a later one.",
        )


def _check_area(tables: Tables, agreed: _Agreed, terms: PlacementTerms) -> tuple[str, ...]:
    """Regulation 11. What is still due; raises Refused when a planned placement lacks its yes."""
    area = _area_of(tables, agreed)
    needed = APPROVAL_NEEDED[area]
    subject = Subject("decision", agreed.decision.id, agreed.decision.bound_sha256)
    if not needed or standing_approval(tables, subject, ApprovalKind(needed)) is not None:
        return ()
    who = WHO_APPROVES[needed]
    if agreed.request.urgency is Urgency.EMERGENCY:
        due = add_working_days(terms.start, EMERGENCY_APPROVAL_WORKING_DAYS)
        return (f"Regulation 11: approval “{needed}” by {who}, by {day_text(due)}.",)
    raise Refused(
        f"The home is {WHERE_IT_IS[area]}, and regulation 11 asks for the approval of {who} first.",
        remedy=f"Have it approved as “{needed}”.",
    )


def _area_of(tables: Tables, agreed: _Agreed) -> PlacementArea:
    located = PostcodeBook().locate(agreed.living_postcode)
    authority = located.authority_code if located else ""
    if not authority and agreed.service.provision_type not in FOSTERING:
        place = agreed.setting or agreed.service
        authority = place.authority_code
    return reg_11_class(home_authority(tables).ons_code, authority)


def _make_room(tables: Tables, child_id: str, terms: PlacementTerms) -> None:
    """See that the child sleeps in one place only. Raises Refused."""
    if terms.end_current:
        _end_current(tables, child_id, terms)
    if reason := why_not_there(Period(terms.start), placements_of_child(tables, child_id)):
        raise Refused(reason, remedy="End the present placement first, or give a later date.")


def _end_current(tables: Tables, child_id: str, terms: PlacementTerms) -> None:
    """End the main placement the child is in on the day the new one starts."""
    reason = terms.end_reason.strip() or "moved to another placement"
    for one in placements_of_child(tables, child_id):
        if one.kind == "main" and one.period.end is None and one.period.start <= terms.start:
            end = terms.start.isoformat()
            tables.update("placement", one.id, {"end_date": end, "end_reason": reason})
            for row in tables.rows(
                """SELECT fee_line.id FROM fee_line JOIN ipa ON ipa.id = fee_line.ipa_id
                   WHERE ipa.placement_id = ? AND fee_line.end_date IS NULL""",
                (one.id,),
            ):
                tables.update("fee_line", row["id"], {"end_date": end})


def _write_placement(
    session: Session, tables: Tables, agreed: _Agreed, terms: PlacementTerms, child_id: str
) -> tuple[str, str]:
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
        },
    )
    return placement_id, reference


def _write_ipa(
    session: Session,
    tables: Tables,
    agreed: _Agreed,
    terms: PlacementTerms,
    placement_id: str,
) -> str:
    call_off = call_off_terms(tables, agreed.offer.membership_id)
    ipa_id = session.new_id()
    reference = next_reference(session, tables, "IPA")
    request = agreed.request
    tables.insert(
        "ipa",
        {
            "id": ipa_id,
            "reference": reference,
            "placement_id": placement_id,
            "agreement_id": call_off.agreement_id,
            "membership_id": agreed.offer.membership_id,
            "start_date": terms.start.isoformat(),
            "expected_end": terms.expected_end.isoformat() if terms.expected_end else None,
            "notice_days": call_off.notice_days,
            "charges_day_of_leaving": int(call_off.charges_day_of_leaving),
            "payment_cycle": call_off.payment_cycle,
            "first_review_due": _review_due(terms.start).isoformat(),
            "review_weeks": REVIEW_WEEKS,
            "outcomes": terms.outcomes or "\n".join(request.outcomes_sought),
            "education": terms.education or request.education_needs,
            "health": terms.health or request.health_needs,
            "family_time": terms.family_time or request.family_time,
            "delegated_authority": terms.delegated_authority,
            "special_terms": terms.special_terms,
        },
    )
    _write_fees(session, tables, agreed, terms.start, ipa_id)
    return reference


def _review_due(start: date) -> date:
    return add_working_days(start, FIRST_REVIEW_WORKING_DAYS)


def _write_fees(
    session: Session, tables: Tables, agreed: _Agreed, start: date, ipa_id: str
) -> None:
    for line in agreed.offer.prices:
        at_contract = line.contract_pence == line.amount_pence
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
                "rate_id": line.rate_id if at_contract else None,
                "reason": "" if at_contract else agreed.offer.above_contract_reason,
                "description": line.description,
                "start_date": start.isoformat(),
            },
        )
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
