"""A child in a bed. Requests and placements find the home; here it is said which bed."""

from __future__ import annotations

from datetime import date, timedelta

from resources_app.beds.actions.booking import Booked, breaches_shown, iso, need_free, need_nights
from resources_app.beds.finding import find_bed, find_stay
from resources_app.beds.following_queries import assessment_of
from resources_app.beds.model import Bed, BedStay, BlockContract
from resources_app.beds.queries import block_contract, placement_authority
from resources_app.beds.standing import held_nights
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.model import Placement
from resources_app.placements.queries import placement_by_reference
from resources_app.providers.queries import service_by_id
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def place_in_bed(
    session: Session,
    reference: str,
    bed: str,
    placement: str,
    *,
    first_night: date | None = None,
    until: date | None = None,
) -> Booked:
    """Put a placement's child in a bed, from its first night (or a later one) to its end.

    The therapist's assessment falls due with the first bed of a placement. A hold of the same
    authority on these nights is released: it has done its work.

    Raises Refused when the placement is at another home or does not hold all the nights, when
    the child has a bed on one of them already, or when the bed is not free.
    """
    require(session, Permission.KEEP_BEDS)
    with session.act("place_in_bed") as act:
        tables = act.tables
        contract = block_contract(tables, reference, session.today())
        placed = placement_by_reference(tables, placement)
        period = _nights(placed, first_night, until)
        wanted = find_bed(contract, bed, period.start)
        _check_home(tables, contract, wanted, placed)
        _check_one_bed(contract, placed, period)
        code = placement_authority(tables, placed.id)
        need_free(contract, wanted, period, session.today(), held_by=code)
        stay_id = _write_stay(session, tables, wanted, placed.id, code, period)
        _release_holds(session, tables, contract, wanted, code, period)
        _write_assessment(session, tables, contract, placed.id, period.start)
        after = block_contract(tables, reference, session.today())
        shown = breaches_shown(after, period, session.today(), code)
    return Booked(stay_id, wanted.name, period, shown, act.changes)


def _nights(placed: Placement, first_night: date | None, until: date | None) -> Period:
    start = first_night or placed.period.start
    end = until or placed.period.end
    if end is not None and end < start:
        raise BadInput("The child would leave before the first night.", where=Where(field="Until"))
    period = Period(start, end)
    need_nights(period)
    beyond = placed.period.end is not None and (end is None or end > placed.period.end)
    if start < placed.period.start or beyond:
        ends = f" to {day_text(placed.period.end)}" if placed.period.end else " on"
        raise Refused(
            f"Placement {placed.reference} is from {day_text(placed.period.start)}{ends}: "
            "it does not hold all of these nights."
        )
    return period


def _check_home(tables: Tables, contract: BlockContract, bed: Bed, placed: Placement) -> None:
    home = contract.home(bed.home_id)
    service = service_by_id(tables, placed.service_id)
    if service.urn != home.urn:
        raise Refused(
            f"Placement {placed.reference} is at {service.name}, and bed {bed.code} is in "
            f"{home.name}.",
            remedy="Choose a bed of the home that the child was placed in.",
        )


def _check_one_bed(contract: BlockContract, placed: Placement, period: Period) -> None:
    for stay in contract.stays:
        if stay.placement_id == placed.id and stay.period.overlaps(period):
            raise Refused(
                f"{stay.child} ({placed.reference}) has bed {contract.bed(stay.bed_id).name} "
                f"from {day_text(stay.period.start)} already.",
                remedy="Move the child to another bed instead.",
            )


def _write_stay(
    session: Session, tables: Tables, bed: Bed, placement_id: str, code: str, period: Period
) -> str:
    stay_id = session.new_id()
    tables.insert(
        "bed_placement",
        {
            "id": stay_id,
            "bed_id": bed.id,
            "placement_id": placement_id,
            "authority_code": code,
            "start_date": period.start.isoformat(),
            "end_date": iso(period.end),
        },
    )
    return stay_id


def _release_holds(
    session: Session,
    tables: Tables,
    contract: BlockContract,
    bed: Bed,
    code: str,
    period: Period,
) -> None:
    today = session.today()
    for hold in contract.holds:
        nights = held_nights(hold, today)
        mine = hold.bed_id == bed.id and hold.authority_code == code
        if mine and today < hold.lapses_on and nights and nights.overlaps(period):
            tables.update("bed_hold", hold.id, {"released_on": today.isoformat()})


def _write_assessment(
    session: Session, tables: Tables, contract: BlockContract, placement_id: str, arrived: date
) -> None:
    if contract.therapist_weeks is None or assessment_of(tables, placement_id):
        return
    due = arrived + timedelta(weeks=contract.therapist_weeks)
    tables.insert(
        "therapist_assessment",
        {"id": session.new_id(), "placement_id": placement_id, "due_on": due.isoformat()},
    )


def move_bed(
    session: Session, reference: str, placement: str, bed: str, first_night: date
) -> Booked:
    """Move a child to another bed of the same home from a night on.

    Raises NotFound when the placement is in no bed, Refused when the other one is not free.
    """
    require(session, Permission.KEEP_BEDS)
    with session.act("move_bed") as act:
        tables = act.tables
        contract = block_contract(tables, reference, session.today())
        stay = find_stay(contract, placement, first_night)
        _check_running(stay, first_night)
        wanted = find_bed(contract, bed, first_night)
        if wanted.home_id != contract.bed(stay.bed_id).home_id:
            raise Refused(
                f"Bed {wanted.name} is in another home: that is a new placement, not a move.",
                remedy="Make the placement first.",
            )
        period = Period(first_night, stay.period.end)
        code = stay.authority_code
        need_free(contract, wanted, period, session.today(), held_by=code)
        tables.update("bed_placement", stay.id, {"end_date": first_night.isoformat()})
        stay_id = _write_stay(session, tables, wanted, stay.placement_id, code, period)
        after = block_contract(tables, reference, session.today())
        shown = breaches_shown(after, period, session.today(), code)
    return Booked(stay_id, wanted.name, period, shown, act.changes)


def end_stay(session: Session, reference: str, placement: str, on: date) -> Changes:
    """End a child's stay in a bed on the day they leave it: that night is free.

    The placement itself is not ended. A placement that ends takes its child out of the bed by
    itself. Raises Refused for a day outside the stay.
    """
    require(session, Permission.KEEP_BEDS)
    with session.act("end_stay") as act:
        contract = block_contract(act.tables, reference, session.today())
        stay = find_stay(contract, placement, on - timedelta(days=1))
        _check_running(stay, on)
        act.tables.update("bed_placement", stay.id, {"end_date": on.isoformat()})
    return act.changes


def _check_running(stay: BedStay, day: date) -> None:
    last = stay.period.end
    if day <= stay.period.start or (last is not None and day > last):
        until = f" to {day_text(last)}" if last else ""
        raise Refused(
            f"{stay.child} ({stay.placement_reference}) is in the bed from "
            f"{day_text(stay.period.start)}{until}; {day_text(day)} is not within that."
        )
