"""Keeping a bed for a child until somebody decides. A hold lapses without anybody's doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.beds.actions.booking import Booked, breaches_shown, need_free
from resources_app.beds.finding import find_bed, find_partner
from resources_app.beds.hold_queries import held_for
from resources_app.beds.model import Hold
from resources_app.beds.queries import block_contract, contract_of
from resources_app.beds.standing import why_hold_ended
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.requests.queries import request as request_of
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class NewHold:
    """A hold to be made: which bed, for whom, which nights, and the day it holds nothing more.

    `authority` is a code, name or letter; `request` the reference of the request it is for.
    """

    bed: str
    authority: str
    period: Period
    lapses_on: date
    reason: str = ""
    request: str = ""


def hold_bed(session: Session, reference: str, new: NewHold) -> Booked:
    """Hold a bed for an authority. Raises Refused when it is not free, BadInput for its days."""
    require(session, Permission.KEEP_BEDS)
    if new.period.end is None:
        raise BadInput("A hold needs its last night.", where=Where(field="Until"))
    _check_lapses(session, new.lapses_on)
    with session.act("hold_bed") as act:
        tables = act.tables
        contract = block_contract(tables, reference, session.today())
        bed = find_bed(contract, new.bed, new.period.start)
        code = find_partner(contract, new.authority).code
        need_free(contract, bed, new.period, session.today())
        hold_id = session.new_id()
        tables.insert(
            "bed_hold",
            {
                "id": hold_id,
                "bed_id": bed.id,
                "authority_code": code,
                "request_id": request_of(tables, new.request).id if new.request else None,
                "start_date": new.period.start.isoformat(),
                "end_date": new.period.end.isoformat(),
                "lapses_on": new.lapses_on.isoformat(),
                "reason": new.reason.strip(),
            },
        )
        after = block_contract(tables, reference, session.today())
        shown = breaches_shown(after, new.period, session.today(), code)
    return Booked(hold_id, bed.name, new.period, shown, act.changes)


def _check_lapses(session: Session, lapses_on: date) -> None:
    if lapses_on <= session.today():
        raise BadInput(
            f"A hold that lapses on {day_text(lapses_on)} would hold nothing.",
            where=Where(field="Lapses on"),
            remedy="Give a day after today.",
        )


def extend_hold(session: Session, hold_id: str, lapses_on: date) -> Changes:
    """Let a hold lapse later. Raises Refused when it has lapsed or was released: hold it anew."""
    require(session, Permission.KEEP_BEDS)
    _check_lapses(session, lapses_on)
    with session.act("extend_hold") as act:
        _standing(session, act.tables, hold_id)
        act.tables.update("bed_hold", hold_id, {"lapses_on": lapses_on.isoformat()})
    return act.changes


def release_hold(session: Session, hold_id: str, *, reason: str = "") -> Changes:
    """Let a held bed go from tonight on. Raises Refused when it holds nothing any more."""
    require(session, Permission.KEEP_BEDS)
    with session.act("release_hold", reason=reason) as act:
        _standing(session, act.tables, hold_id)
        act.tables.update("bed_hold", hold_id, {"released_on": session.today().isoformat()})
    return act.changes


def release_holds_of(session: Session, tables: Tables, request_id: str) -> None:
    """Let every bed go that is held for a request, inside the caller's action."""
    today = session.today()
    for one in held_for(tables, request_id, today):
        tables.update("bed_hold", one.id, {"released_on": today.isoformat()})


def _standing(session: Session, tables: Tables, hold_id: str) -> Hold:
    today = session.today()
    contract = contract_of(tables, "bed_hold", hold_id, today)
    hold = next(one for one in contract.holds if one.id == hold_id)
    ended = why_hold_ended(hold, today)
    if ended:
        day = hold.released_on if ended == "released" else hold.lapses_on
        raise Refused(
            f"The hold was {ended} on {day_text(day)}."
            if ended == "released"
            else f"The hold lapsed on {day_text(day)}.",
            remedy="Hold the bed anew if it is still free.",
        )
    return hold
