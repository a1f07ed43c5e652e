"""Respite: asked for, approved where it costs something or is outside the area, and then made.

The respite placement nests inside the main one and has its own service and price; nobody is
notified of it and no agreement of the main placement changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from resources_app.agreements.charge_model import AbsenceReason
from resources_app.approvals.actions import check_money, record_money, record_statutory
from resources_app.approvals.model import ApprovalKind, Subject
from resources_app.foundations.codes import CodeList, read_code
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.absence_queries import absences_of
from resources_app.placements.actions.new_places import bed_code, check_lawful, living_postcode
from resources_app.placements.area import APPROVAL_NEEDED, FOSTERING
from resources_app.placements.area_queries import area_of_placement
from resources_app.placements.model import Placement
from resources_app.placements.moving import Place
from resources_app.placements.nights import why_not_respite
from resources_app.placements.queries import (
    CallOffTerms,
    agreement_over,
    placement_by_reference,
)
from resources_app.placements.respite import (
    NIGHTS_A_WEEK,
    MainPaid,
    NewRespite,
    Respite,
    digest_of,
    why_not_again,
)
from resources_app.placements.respite_queries import find_respite, respites_of
from resources_app.providers.model import Service
from resources_app.providers.queries import service_by_id, service_by_urn
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import home_authority
from resources_app.team.references import next_reference

_TEMPORARY = "T0"  # SSDA903: all types of temporary move
# SSDA903 collects a stay away of more than 21 days as a placement of its own.
MOST_NIGHTS = 21


@dataclass(frozen=True)
class RespiteKept:
    """Respite as it now stands."""

    respite: Respite
    changes: Changes


def propose_respite(session: Session, reference: str, new: NewRespite) -> RespiteKept:
    """Plan nights of respite; what costs nothing and is in the area is made at once.

    Raises BadInput, naming the field, for what cannot be; Refused where the law forbids the home
    and where the child is away or in respite already.
    """
    require(session, Permission.PLACE)
    code = read_code(
        CodeList.PLACEMENT_TYPE, new.placement_code, where=Where(field="Statutory placement type")
    )
    with session.act("propose_respite", reason=new.reason.strip()) as act:
        main = placement_by_reference(act.tables, reference)
        _check(act.tables, main, new)
        service = service_by_urn(act.tables, new.urn)
        place = Place(
            None, bed_code(new.carer_or_bed_code), _sleeps_at(service, new), code or _TEMPORARY
        )
        check_lawful(act.tables, main.child_id, service, new.nights.start, place)
        respite_id = session.new_id()
        assert new.nights.end is not None
        act.tables.insert(
            "respite",
            {
                "id": respite_id,
                "placement_id": main.id,
                "service_id": service.id,
                "start_date": new.nights.start.isoformat(),
                "end_date": new.nights.end.isoformat(),
                "placement_code": place.placement_code,
                "carer_or_bed_code": place.carer_or_bed_code,
                "living_postcode": place.living_postcode,
                "nightly_pence": new.nightly_pence,
                "main_paid": str(new.main_paid),
                "reason": new.reason.strip(),
                "state": "proposed",
                "proposed_by": session.officer.id,
                "proposed_at": session.stamp(),
                "bound_sha256": digest_of(new, service.id),
            },
        )
        made = find_respite(act.tables, respite_id)
        if made.nightly_pence is None and not _area_approval(act.tables, main, made):
            _make(session, act.tables, main, made)
            made = find_respite(act.tables, respite_id)
    return RespiteKept(made, act.changes)


def approve_respite(session: Session, respite_id: str, *, words: str = "") -> RespiteKept:
    """Approve respite: its cost within one's limit, and, outside the area, under regulation 11.

    Never one's own. Raises Refused when it was decided already, above the limit, and where the
    role may not approve the area; that approval says why in words.
    """
    with session.act("approve_respite", reason=words) as act:
        found = _waiting(act.tables, respite_id)
        main = placement_by_reference(act.tables, found.placement_reference)
        _check_still_true(act.tables, main, found)
        subject = Subject("respite", found.id, found.bound_sha256)
        if found.nightly_pence is not None:
            held = check_money(session, act.tables, found.proposed_by, found.cost)
            record_money(session, act.tables, subject, found.cost, held=held,
                         outcome="approved", words=words)  # fmt: skip
        if kind := _area_approval(act.tables, main, found):
            record_statutory(session, act.tables, subject, ApprovalKind(kind), words=words,
                             asked_by=found.proposed_by)  # fmt: skip
        _make(session, act.tables, main, found)
        kept = find_respite(act.tables, respite_id)
    return RespiteKept(kept, act.changes)


def _check_still_true(tables: Tables, main: Placement, one: Respite) -> None:
    """What was true when it was proposed may no longer be: ask again.

    Raises Refused, and BadInput where the placement no longer goes on for those nights.
    """
    others = (each for each in respites_of(tables, main.id) if each.id != one.id)
    _check_nights(tables, main, one.nights, others)
    place = Place(None, one.carer_or_bed_code, one.living_postcode, one.placement_code)
    service = service_by_id(tables, one.service_id)
    check_lawful(tables, main.child_id, service, one.nights.start, place)


def withdraw_respite(session: Session, respite_id: str) -> RespiteKept:
    """Take respite back before it was decided."""
    require(session, Permission.PLACE)
    with session.act("withdraw_respite") as act:
        found = _waiting(act.tables, respite_id)
        act.tables.update("respite", found.id, {"state": "withdrawn"})
        kept = find_respite(act.tables, respite_id)
    return RespiteKept(kept, act.changes)


def _check(tables: Tables, main: Placement, new: NewRespite) -> None:
    if new.nights.end is None or new.nights.end <= new.nights.start:
        raise BadInput(
            "Respite has a day of return after its first night.",
            where=Where(field="Day of return"),
            remedy="Give the day the child comes back.",
        )
    if (new.nights.end - new.nights.start).days > MOST_NIGHTS:
        raise BadInput(
            f"Respite is for {MOST_NIGHTS} nights at the most.",
            where=Where(field="Day of return"),
            remedy="A longer stay is a placement of its own.",
        )
    if not new.reason.strip():
        raise BadInput("Respite has a reason.", where=Where(field="Why"))
    if new.nightly_pence is not None and new.nightly_pence <= 0:
        raise BadInput("A price is above £0.00.", where=Where(field="Price of a night"),
                       remedy="Leave it open where nothing is paid.")  # fmt: skip
    if main.kind != "main":
        raise Refused("Respite nests inside a main placement.")
    _check_nights(tables, main, new.nights, respites_of(tables, main.id))


def _check_nights(
    tables: Tables, main: Placement, nights: Period, others: Iterable[Respite]
) -> None:
    """Raise BadInput for nights outside the placement, Refused for those that are taken."""
    if why := why_not_respite(nights, [main]):
        where = Where(field="First night")
        raise BadInput(why, where=where, remedy="Give nights within the placement.")
    if why := why_not_again(nights, others):
        raise Refused(why, remedy="Take that back first, or give other nights.")
    for away in absences_of(tables, main.id):
        if away.period.overlaps(nights):
            raise Refused(
                f"The child is away ({away.reason}) since {day_text(away.period.start)}.",
                remedy="Record the return first, or give other nights.",
            )


def _sleeps_at(service: Service, new: NewRespite) -> str:
    given = living_postcode(new.living_postcode)
    return given or ("" if service.provision_type in FOSTERING else service.postcode)


def _area_approval(tables: Tables, main: Placement, one: Respite) -> str:
    """The approval of regulation 11 that the place needs, empty for none."""
    there = replace(
        main, service_id=one.service_id, setting_id=None, living_postcode=one.living_postcode
    )
    return APPROVAL_NEEDED[area_of_placement(tables, there)]


def _make(session: Session, tables: Tables, main: Placement, one: Respite) -> None:
    """Make the respite placement, what it costs, and the absence from the main one."""
    stay_id, end = session.new_id(), one.nights.end
    assert end is not None
    days = {"start_date": one.nights.start.isoformat(), "end_date": end.isoformat()}
    tables.insert(
        "placement",
        {
            "id": stay_id,
            "reference": next_reference(session, tables, "PLC"),
            "child_id": main.child_id,
            "service_id": one.service_id,
            "carer_or_bed_code": one.carer_or_bed_code,
            "living_postcode": one.living_postcode,
            "placement_code": one.placement_code,
            "kind": "respite",
            "end_reason": f"Respite from {main.reference}: back there.",
            "authority_code": home_authority(tables).ons_code,
            **days,
        },
    )
    if one.nightly_pence is not None:
        _price(session, tables, main, one, stay_id, days)
    if one.main_paid is MainPaid.AS_ABSENCE:
        away = {"reason": str(AbsenceReason.RESPITE), "placement_id": main.id}
        tables.insert("absence", {"id": session.new_id(), **away, **days})
    tables.update("respite", one.id, {"state": "approved", "stay_id": stay_id})


def _price(
    session: Session,
    tables: Tables,
    main: Placement,
    one: Respite,
    stay_id: str,
    days: dict[str, str],
) -> None:
    terms, ipa_id = CallOffTerms(None), session.new_id()
    tables.insert(
        "ipa",
        {
            "id": ipa_id,
            "reference": next_reference(session, tables, "IPA"),
            "placement_id": stay_id,
            "start_date": days["start_date"],
            "expected_end": days["end_date"],
            "notice_days": 0,
            "payment_cycle": terms.payment_cycle,
            "review_due": days["end_date"],
        },
    )
    line = {
        "id": session.new_id(),
        "ipa_id": ipa_id,
        "element": "respite night",
        "unit": "night",
        "quantity": NIGHTS_A_WEEK,
        "amount_pence": one.nightly_pence,
        "reason": one.reason,
        "description": f"Respite from {main.reference}",
    }
    tables.insert("fee_line", {**line, **days})
    over = agreement_over(tables, main)
    shares = tables.rows(
        "SELECT funder, share FROM ipa_funding WHERE ipa_id = ? AND end_date IS NULL ORDER BY id",
        (over.id if over else "",),
    )
    for row in shares:
        tables.insert(
            "ipa_funding",
            {
                "id": session.new_id(),
                "ipa_id": ipa_id,
                "funder": row["funder"],
                "share": row["share"],
                "start_date": days["start_date"],
            },
        )


def _waiting(tables: Tables, respite_id: str) -> Respite:
    found = find_respite(tables, respite_id)
    if found.state != "proposed":
        raise Refused(f"This respite is {found.state} already.")
    return found
