"""Recording a change of carer, bed or home, and approving an address outside the area for it.

What the law asks of the place is asked of the new one as of the first: regulation 27A and
secure accommodation absolutely, regulation 11 before the move or, in an emergency, within five
working days after it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from resources_app.approvals.actions import record_statutory, statutory_action
from resources_app.approvals.model import Approval, ApprovalKind, Subject
from resources_app.approvals.queries import standing_approval
from resources_app.children.queries import child
from resources_app.foundations.authorities import PlacementArea
from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.working_days import add_working_days
from resources_app.placements.actions.duties import Happened, fulfil, owe
from resources_app.placements.actions.new_places import check_lawful, new_place
from resources_app.placements.area import (
    APPROVAL_NEEDED,
    EMERGENCY_APPROVAL_WORKING_DAYS,
    FOSTERING,
    WHERE_IT_IS,
    WHO_APPROVES,
)
from resources_app.placements.area_queries import area_of_placement
from resources_app.placements.duties import DutyFacts, Event, numbered
from resources_app.placements.model import Placement
from resources_app.placements.moving import (
    NEW_CARER,
    Move,
    Place,
    PlacementMove,
    episode_code,
    place_digest,
    same_address,
    why_not_moved,
)
from resources_app.placements.moving_queries import moves_of, others_in_bed
from resources_app.placements.queries import placement_by_reference
from resources_app.providers.model import Service
from resources_app.providers.queries import service_by_id
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class Moved:
    """A move that was recorded, and what is still to be done about it, in sentences."""

    reference: str
    move: PlacementMove
    still_due: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True)
class AddressApproved:
    """An address outside the area that was approved for a child to move to."""

    reference: str
    living_postcode: str
    kind: ApprovalKind
    changes: Changes


def record_move(session: Session, reference: str, move: Move) -> Moved:
    """Record that the child moved within the service on a day.

    Raises BadInput, naming the field, for what cannot be; Refused where the law forbids the
    place, where another child sleeps in the bed, and where regulation 11 asks for an approval
    first.
    """
    require(session, Permission.PLACE)
    code = need_code(CodeList.REASON_PLACEMENT_CHANGED, move.code, where=Where(field="Why"))
    if not move.note.strip():
        raise BadInput("A move says what happened.", where=Where(field="What happened"))
    with session.act("record_move", reason=move.note.strip()) as act:
        tables = act.tables
        placement = placement_by_reference(tables, reference)
        before = moves_of(tables, placement.id)
        if why := why_not_moved(placement, before, move.day, session.today()):
            raise BadInput(why, where=Where(field="Day of the move"), remedy="Check the day.")
        service = service_by_id(tables, placement.service_id)
        place = new_place(tables, Place.of(placement), service, move)
        _check_place(tables, placement, service, place, move)
        missing, area = _missing_approval(session, tables, placement, place, move)
        episode = _episode(placement, service, place, move)
        _write(
            session, tables, placement, place, move, {"episode_code": episode, "change_code": code}
        )
        if episode:  # who changes beds in the same house has not moved
            facts = _facts(tables, placement, area, missing, episode)
            for event in (Event.MOVE, Event.MOVE_IN_EMERGENCY):
                happened = Happened(event, move.day, len(before) + 1)
                owe(session, tables, placement.id, happened, facts)
        made = moves_of(tables, placement.id)[-1]
    return Moved(placement.reference, made, _still_due(missing, move), act.changes)


def approve_address(
    session: Session, reference: str, address: Move, *, words: str
) -> AddressApproved:
    """Give the approval of regulation 11 for the place that a child is to move to, or moved to.

    It is bound to exactly that address, and never given by whoever then records the move, or
    did. Raises Refused when none is needed there, when the officer's role may not give it, and
    without words.
    """
    asked = placement_by_reference(session.tables, reference)
    kind = _kind_needed(session.tables, asked, _addressed(session.tables, asked, address))
    with session.act(statutory_action(kind), reason=words) as act:
        placement = placement_by_reference(act.tables, reference)
        place = _addressed(act.tables, placement, address)
        moves = moves_of(act.tables, placement.id)
        there = bool(moves) and same_address(moves[-1].place, place)
        asked_by = _recorder(act.tables, moves[-1]) if there else ""
        subject = _subject(placement, place)
        record_statutory(session, act.tables, subject, kind, words=words, asked_by=asked_by)
        if there:
            code = numbered(f"move approval: {kind}", len(moves))
            fulfil(session, act.tables, [placement.id], code)
    return AddressApproved(placement.reference, place.living_postcode, kind, act.changes)


def _addressed(tables: Tables, placement: Placement, address: Move) -> Place:
    service = service_by_id(tables, placement.service_id)
    return new_place(tables, Place.of(placement), service, address)


def _kind_needed(tables: Tables, placement: Placement, place: Place) -> ApprovalKind:
    area = _area(tables, placement, place)
    if not APPROVAL_NEEDED[area]:
        raise Refused("This address is inside the council’s own area: no approval is needed.")
    return ApprovalKind(APPROVAL_NEEDED[area])


def _check_place(
    tables: Tables, placement: Placement, service: Service, place: Place, move: Move
) -> None:
    if place == Place.of(placement):
        raise BadInput(
            "The child sleeps there already.",
            where=Where(field="Carer or bed"),
            remedy="Give the new carer or bed, or where the child sleeps now.",
        )
    check_lawful(tables, placement.child_id, service, move.day, place)
    if service.provision_type in FOSTERING:
        return  # carers have more than one child
    if others := others_in_bed(tables, placement, place, move.day):
        raise Refused(
            f"{place.carer_or_bed_code} is where the child of {others[0]} sleeps.",
            remedy="Give another bed, or record that child’s move first.",
        )


def _episode(placement: Placement, service: Service, place: Place, move: Move) -> str:
    """In a home the staff are the carers: they change with the address, not with the bed."""
    before = Place.of(placement)
    home = service.provision_type not in FOSTERING
    same_carer = move.same_carer or (home and same_address(before, place))
    return episode_code(before, place, same_carer=same_carer)


def _missing_approval(
    session: Session, tables: Tables, placement: Placement, place: Place, move: Move
) -> tuple[str, PlacementArea]:
    """The approval of regulation 11 that still has to follow, empty for none; and the area."""
    area = _area(tables, placement, place)
    needed = APPROVAL_NEEDED[area]
    if not needed or same_address(Place.of(placement), place):
        return "", area
    given = standing_approval(tables, _subject(placement, place), ApprovalKind(needed))
    if given is not None:
        _check_not_own(session, given)
        return "", area
    if move.emergency:
        return needed, area
    raise Refused(
        f"The new home is {WHERE_IT_IS[area]}, and regulation 11 asks for the approval of "
        f"{WHO_APPROVES[needed]} first.",
        remedy="Have the address approved, or say that it was an emergency.",
    )


def _check_not_own(session: Session, given: Approval) -> None:
    if given.approver_id == session.officer.id:
        raise Refused(
            "You approved this address yourself.",
            remedy="A colleague records the move: nobody acts on an approval of their own.",
        )


def _area(tables: Tables, placement: Placement, place: Place) -> PlacementArea:
    there = replace(placement, setting_id=place.setting_id, living_postcode=place.living_postcode)
    return area_of_placement(tables, there)


def _subject(placement: Placement, place: Place) -> Subject:
    return Subject("placement", placement.id, place_digest(placement.id, place))


def _recorder(tables: Tables, move: PlacementMove) -> str:
    return str(tables.value("SELECT recorded_by FROM placement_move WHERE id = ?", (move.id,)))


def _write(
    session: Session,
    tables: Tables,
    placement: Placement,
    place: Place,
    move: Move,
    codes: dict[str, str],
) -> None:
    before = Place.of(placement)
    now = {
        "setting_id": place.setting_id,
        "carer_or_bed_code": place.carer_or_bed_code,
        "living_postcode": place.living_postcode,
        "placement_code": place.placement_code,
    }
    tables.insert(
        "placement_move",
        {
            "id": session.new_id(),
            "placement_id": placement.id,
            "moved_on": move.day.isoformat(),
            **now,
            "old_setting_id": before.setting_id,
            "old_carer_or_bed_code": before.carer_or_bed_code,
            "old_living_postcode": before.living_postcode,
            "old_placement_code": before.placement_code,
            **codes,
            "note": move.note.strip(),
            "recorded_by": session.officer.id,
            "recorded_at": session.stamp(),
        },
    )
    tables.update("placement", placement.id, now)


def _facts(
    tables: Tables, placement: Placement, area: PlacementArea, missing: str, episode: str
) -> DutyFacts:
    return DutyFacts(
        outside_area=area is not PlacementArea.IN_AREA,
        has_school=bool(child(tables, placement.child_id).school_name),
        lived_elsewhere=episode == NEW_CARER,
        approvals=frozenset({missing} if missing else ()),
    )


def _still_due(missing: str, move: Move) -> tuple[str, ...]:
    if not missing:
        return ()
    due = add_working_days(move.day, EMERGENCY_APPROVAL_WORKING_DAYS)
    return (f"Regulation 11: approval “{missing}” by {WHO_APPROVES[missing]}, by {day_text(due)}.",)
