"""Making a placement: the gates it passes, in the order they are tried.

What is written once they are passed is in `writing`; what ends before it in `ending`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from resources_app.agreements.charge_model import AccountCharge
from resources_app.approvals.model import ApprovalKind, Subject
from resources_app.approvals.queries import standing_approval
from resources_app.children.queries import child
from resources_app.foundations.authorities import PlacementArea
from resources_app.foundations.codes import CodeList, read_code
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.actions.duties import Happened, owe
from resources_app.placements.actions.ending import Ending, end_current
from resources_app.placements.actions.outside_area import OutsideArea, outside_area
from resources_app.placements.actions.writing import Agreed, write_ipa, write_placement
from resources_app.placements.area_queries import setting_of_offer, sleeping_postcode
from resources_app.placements.connected import is_connected
from resources_app.placements.connected_queries import temporary_approvals
from resources_app.placements.duties import DutyFacts, Event
from resources_app.placements.model import PlacementTerms
from resources_app.placements.nights import why_not_there
from resources_app.placements.queries import placements_of_child
from resources_app.providers.model import Suspension
from resources_app.providers.queries import service_by_id, suspensions_of
from resources_app.requests import offer_queries
from resources_app.requests import queries as request_queries
from resources_app.requests.digest import binding_now
from resources_app.requests.ladder import Candidate
from resources_app.requests.law_queries import check_candidate, check_liberty
from resources_app.requests.model import State
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

_LONGEST_AHEAD = timedelta(days=366)
_USUAL_REASON = "Moved to another placement."


@dataclass(frozen=True)
class Placed:
    """A placement made: its references, and what is still to be done about it.

    `final` is what the last month costs of a placement that ended to make room.
    """

    placement_id: str
    reference: str
    ipa_reference: str
    still_due: tuple[str, ...]
    final: tuple[AccountCharge, ...]
    changes: Changes


def place_child(session: Session, request_reference: str, terms: PlacementTerms) -> Placed:
    """Make the placement a request was approved for, with its IPA at the offered prices.

    Brothers and sisters of the request are placed with the child; one IPA covers them all.

    Raises Refused, in a sentence, when the funding approval has lapsed, when the child would
    sleep in two places, when the home may never take the child, and when an approval that the
    law asks for is missing.
    """
    require(session, Permission.PLACE)
    terms = _coded(terms)
    with session.act("place_child") as act:
        tables = act.tables
        agreed = _agreed(tables, request_reference, terms)
        _check_funding(tables, agreed)
        _check_home(tables, agreed, terms)
        _check_year(session.today(), terms)
        outside = outside_area(tables, agreed, session.today())
        still_due = outside.still_due(terms.start)
        final, ending_due = _make_room(session, tables, agreed, terms)
        still_due += ending_due
        placement_id, reference = write_placement(
            session, tables, agreed, terms, agreed.request.child_id
        )
        placed = [placement_id]
        for child_id in agreed.request.sibling_ids:
            placed.append(write_placement(session, tables, agreed, terms, child_id)[0])
        ipa_reference = write_ipa(session, tables, agreed, terms, placed)
        for one, child_id in zip(placed, agreed.children, strict=True):
            facts = _duty_facts(tables, agreed, child_id, outside, terms)
            owe(session, tables, one, Happened(Event.START, terms.start), facts)
            owe(session, tables, one, Happened(Event.EMERGENCY, terms.start), facts)
        tables.update("placement_request", agreed.request.id, {"state": State.PLACED})
    return Placed(placement_id, reference, ipa_reference, still_due, final, act.changes)


def _coded(terms: PlacementTerms) -> PlacementTerms:
    """The terms with the statutory placement type as its code. Raises BadInput for no type."""
    where = Where(field="Statutory placement type")
    code = read_code(CodeList.PLACEMENT_TYPE, terms.placement_code, where=where)
    return replace(terms, placement_code=code)


def _agreed(tables: Tables, reference: str, terms: PlacementTerms) -> Agreed:
    request = request_queries.request(tables, reference)
    require_state(request.state, "place_child")
    decision = offer_queries.standing_decision(tables, request.id)
    if decision is None:
        raise Refused("Not yet: no decision has been made between the offers.")
    offer = offer_queries.offer(tables, decision.offer_id)
    service = service_by_id(tables, offer.service_id)
    embargo = [one for one in suspensions_of(tables, service.id) if terms.start in _days_of(one)]
    setting = setting_of_offer(tables, offer)
    return Agreed(
        request=request,
        decision=decision,
        offer=offer,
        service=service,
        suspended=embargo[0].reason if embargo else "",
        setting=setting,
        living_postcode=sleeping_postcode(offer, service, setting),
    )


def _days_of(embargo: Suspension) -> Period:
    return Period(embargo.start_date, embargo.end_date)


def _check_funding(tables: Tables, agreed: Agreed) -> None:
    """Nothing financial moves until exactly this was approved."""
    subject = Subject("decision", agreed.decision.id, binding_now(agreed.decision, agreed.offer))
    if standing_approval(tables, subject, ApprovalKind.MONEY) is None:
        raise Refused(
            "The funding approval no longer stands: what was decided is not what was approved.",
            remedy="Decide again, and have it approved.",
        )


def _check_home(tables: Tables, agreed: Agreed, terms: PlacementTerms) -> None:
    """The last gate for what no role overrides; the search and the release keep it too."""
    home = Candidate(agreed.service, (), agreed.suspended)
    check_candidate(tables, agreed.request, home, terms.start, code=terms.placement_code)
    check_liberty(tables, agreed.request, terms.start)
    if terms.expected_end is not None and terms.expected_end <= terms.start:
        raise BadInput(
            f"The placement would end before its first night, on {day_text(terms.start)}.",
            where=Where(field="Expected end"),
            remedy="Give a later day, or leave it open.",
        )
    if terms.start < agreed.offer.available_from:
        raise BadInput(
            f"{agreed.service.name} is offered from {day_text(agreed.offer.available_from)}.",
            where=Where(field="Start"),
            remedy="Give that day or a later one.",
        )


def _check_year(today: date, terms: PlacementTerms) -> None:
    """A slip of the keys in the year would book a child's nights for ever."""
    if terms.start > today + _LONGEST_AHEAD:
        raise BadInput(
            f"{day_text(terms.start)} is more than a year away.",
            where=Where(field="Start"),
            remedy="Check the year.",
        )


def _duty_facts(
    tables: Tables, agreed: Agreed, child_id: str, outside: OutsideArea, terms: PlacementTerms
) -> DutyFacts:
    before = any(one.period.start < terms.start for one in placements_of_child(tables, child_id))
    return DutyFacts(
        outside_area=outside.area is not PlacementArea.IN_AREA,
        has_school=bool(child(tables, child_id).school_name),
        lived_elsewhere=before,
        approvals=frozenset({outside.missing} if outside.missing else ()),
        checks=outside.checks,
        connected=_unapproved(tables, agreed, terms, child_id),
    )


def _unapproved(tables: Tables, agreed: Agreed, terms: PlacementTerms, child_id: str) -> bool:
    """Whether the child goes to a relative or friend whom nobody has approved for the first day."""
    code = terms.placement_code or agreed.request.placement_code_sought
    held = temporary_approvals(tables, child_id, agreed.service.id)
    approved = any(one.period.start <= terms.start <= one.last_day for one in held)
    return is_connected(agreed.service, code) and not approved


def _make_room(
    session: Session, tables: Tables, agreed: Agreed, terms: PlacementTerms
) -> tuple[tuple[AccountCharge, ...], tuple[str, ...]]:
    """See that no child sleeps in two places: final charges, what is due. Raises BadInput."""
    final: tuple[AccountCharge, ...] = ()
    still_due: tuple[str, ...] = ()
    if terms.end_current:
        final, still_due = end_current(session, tables, agreed.children, _ending(terms))
    for child_id in agreed.children:
        if reason := why_not_there(Period(terms.start), placements_of_child(tables, child_id)):
            whose = f"{child(tables, child_id).given_name}: " if agreed.request.sibling_ids else ""
            raise BadInput(
                f"{whose}{reason}",
                where=Where(field="Start"),
                remedy="End the present placement first, or give a later date.",
            )
    return final, still_due


def _ending(terms: PlacementTerms) -> Ending:
    return Ending(
        day=terms.start,
        code=terms.end_code,
        note=terms.end_reason.strip() or _USUAL_REASON,
        notice_given_on=terms.notice_given_on,
        notice_given_by=terms.notice_given_by,
        disrupted=terms.disrupted,
    )
