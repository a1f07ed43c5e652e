"""Nights on which nobody can sleep in a bed: a broken window, a room that is decorated."""

from __future__ import annotations

from datetime import date

from resources_app.beds.actions.booking import Booked, iso, need_free
from resources_app.beds.finding import find_bed, find_closure
from resources_app.beds.queries import block_contract
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def take_out_of_service(
    session: Session, reference: str, bed: str, period: Period, reason: str
) -> Booked:
    """Take a bed out of service; an end of None is until somebody puts it back.

    Raises Refused when a child sleeps in it or it is held, BadInput without a reason.
    """
    require(session, Permission.KEEP_BEDS)
    if not reason.strip():
        raise BadInput("Say why the bed is out of service.", where=Where(field="Reason"))
    with session.act("take_out_of_service", reason=reason.strip()) as act:
        contract = block_contract(act.tables, reference, session.today())
        wanted = find_bed(contract, bed, period.start)
        need_free(contract, wanted, period, session.today())
        closure_id = session.new_id()
        act.tables.insert(
            "bed_out_of_service",
            {
                "id": closure_id,
                "bed_id": wanted.id,
                "reason": reason.strip(),
                "start_date": period.start.isoformat(),
                "end_date": iso(period.end),
            },
        )
    return Booked(closure_id, wanted.name, period, (), act.changes)


def back_in_service(session: Session, reference: str, bed: str, first_night: date) -> Changes:
    """Put a bed back in service from a night on; on its first night out, it never was out.

    Raises NotFound when it is not out of service then, Refused for a day before that.
    """
    require(session, Permission.KEEP_BEDS)
    with session.act("back_in_service") as act:
        contract = block_contract(act.tables, reference, session.today())
        wanted = find_bed(contract, bed, first_night)
        closure = find_closure(contract, wanted, first_night)
        if first_night < closure.period.start:
            raise Refused(f"It is out of service only from {day_text(closure.period.start)}.")
        act.tables.update("bed_out_of_service", closure.id, {"end_date": first_night.isoformat()})
    return act.changes
