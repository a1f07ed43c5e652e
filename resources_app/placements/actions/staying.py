"""Arrangements at 18: asked for, approved by somebody else, and ended.

Approval is what ends the placement and the time of being looked after, on the arrangement's first
day; until then nothing financial moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.approvals.actions import check_money, record_money
from resources_app.approvals.model import Cost, Subject
from resources_app.children.actions import write_end_of_care
from resources_app.children.queries import child, periods_of_care
from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.dates import day_text, nights_in_year_from
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.money import charge_for_nights
from resources_app.placements.actions.ending import Ending, write_ending
from resources_app.placements.actions.new_places import living_postcode
from resources_app.placements.model import Placement
from resources_app.placements.queries import placement_by_reference
from resources_app.placements.staying_on import (
    USUAL_CODE,
    NewStaying,
    StayingKind,
    StayingOn,
    digest_of,
    net_weekly,
    why_not_start,
)
from resources_app.placements.staying_queries import arrangements_of, find_arrangement
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.references import next_reference

_CHANGE_CODE = "CARPL"  # the placement ends as the plan for 18 has it


@dataclass(frozen=True)
class StayingKept:
    """An arrangement as it now stands, and what is still to be done, in sentences."""

    arrangement: StayingOn
    still_due: tuple[str, ...]
    changes: Changes


def propose_staying(session: Session, reference: str, new: NewStaying) -> StayingKept:
    """Ask for what follows a placement at 18. Moving on costs nothing and holds at once.

    Raises BadInput, naming the field, for what cannot be; Refused where something is agreed or
    asked for already, and for Staying Put where the child does not live with foster carers.
    """
    require(session, Permission.PLACE)
    code = need_code(
        CodeList.REASON_EPISODE_CEASED,
        new.code or USUAL_CODE[new.kind],
        where=Where(field="Why no longer looked after"),
    )
    with session.act("propose_staying") as act:
        placement = placement_by_reference(act.tables, reference)
        _check(session, act.tables, placement, new)
        staying_id = session.new_id()
        row: dict[str, object] = {
            "id": staying_id,
            "reference": next_reference(session, act.tables, "STY"),
            "placement_id": placement.id,
            "kind": str(new.kind),
            "start_date": new.start.isoformat(),
            "living_postcode": _lives_at(placement, new),
            "episode_ceased_code": code,
            "plan": new.plan.strip(),
            "state": "proposed",
            "proposed_by": session.officer.id,
            "proposed_at": session.stamp(),
            "bound_sha256": digest_of(new),
        }
        act.tables.insert("staying_on", row)
        act.tables.insert_many(
            "staying_line",
            [
                {
                    "id": session.new_id(),
                    "staying_on_id": staying_id,
                    "kind": str(one.kind),
                    "weekly_pence": one.weekly_pence,
                    "description": one.description.strip(),
                    "start_date": new.start.isoformat(),
                }
                for one in new.lines
            ],
        )
        due: tuple[str, ...] = ()
        made = find_arrangement(act.tables, str(row["reference"]))
        if new.kind is StayingKind.MOVING_ON:
            due = _take_effect(session, act.tables, made)
            made = find_arrangement(act.tables, made.reference)
    return StayingKept(made, due, act.changes)


def approve_staying(session: Session, reference: str, *, words: str = "") -> StayingKept:
    """Approve an arrangement within one's limit, never one's own; it then takes effect.

    The placement ends, and being looked after with it, on the arrangement's first day. Raises
    Refused when it was decided already or is one's own or above the limit, and when the
    placement ended on another day since it was asked for.
    """
    with session.act("approve_staying", reason=words) as act:
        found = _waiting(act.tables, reference)
        placement = placement_by_reference(act.tables, found.placement_reference)
        _check_follows(placement, found.period.start)
        cost = cost_of_staying(found)
        held = check_money(session, act.tables, found.proposed_by, cost)
        subject = Subject("staying_on", found.id, found.bound_sha256)
        record_money(session, act.tables, subject, cost, held=held, outcome="approved", words=words)
        due = _take_effect(session, act.tables, found)
        kept = find_arrangement(act.tables, reference)
    return StayingKept(kept, due, act.changes)


def withdraw_staying(session: Session, reference: str, *, reason: str) -> StayingKept:
    """Take an arrangement back before it was decided, with the reason."""
    require(session, Permission.PLACE)
    if not reason.strip():
        raise BadInput("A withdrawal says why.", where=Where(field="Reason"))
    with session.act("withdraw_staying", reason=reason.strip()) as act:
        found = _waiting(act.tables, reference)
        act.tables.update(
            "staying_on", found.id, {"state": "withdrawn", "end_reason": reason.strip()}
        )
        kept = find_arrangement(act.tables, reference)
    return StayingKept(kept, (), act.changes)


def end_staying(session: Session, reference: str, day: date, reason: str) -> StayingKept:
    """End an approved arrangement on a day (not a day of it any more), with its lines.

    Raises BadInput, naming the field, and Refused where it does not go on.
    """
    require(session, Permission.PLACE)
    if not reason.strip():
        raise BadInput("An ending says why.", where=Where(field="Reason"))
    with session.act("end_staying", reason=reason.strip()) as act:
        found = find_arrangement(act.tables, reference)
        if found.state != "approved" or found.period.end is not None:
            raise Refused(f"{found.reference} does not go on.")
        if day <= found.period.start:
            raise BadInput(
                f"It began on {day_text(found.period.start)}.",
                where=Where(field="Ended on"),
                remedy="Give a day after it.",
            )
        ended = {"end_date": day.isoformat(), "end_reason": reason.strip()}
        act.tables.update("staying_on", found.id, ended)
        for row in act.tables.rows(
            "SELECT id FROM staying_line WHERE staying_on_id = ? AND end_date IS NULL", (found.id,)
        ):
            act.tables.update("staying_line", row["id"], {"end_date": day.isoformat()})
        kept = find_arrangement(act.tables, reference)
    return StayingKept(kept, (), act.changes)


def cost_of_staying(one: StayingOn) -> Cost:
    """What an arrangement puts up for approval: net of what comes in, a week and a year."""
    weekly = max(one.weekly_pence, 0)
    return Cost(weekly, charge_for_nights(weekly, nights_in_year_from(one.period.start)))


def _check(session: Session, tables: Tables, placement: Placement, new: NewStaying) -> None:
    born = child(tables, placement.child_id).date_of_birth
    if why := why_not_start(born, new.start, session.today()):
        raise BadInput(why, where=Where(field="From"), remedy="Give the 18th birthday or later.")
    if not new.plan.strip():
        raise BadInput("Say what is agreed.", where=Where(field="What is agreed"))
    _check_follows(placement, new.start)
    standing = [
        one for one in arrangements_of(tables, placement.id)
        if one.state in ("proposed", "approved")
    ]  # fmt: skip
    if standing:
        raise Refused(f"{standing[0].reference}, {standing[0].kind}, is {standing[0].state}.")
    fostered = placement.placement_code.startswith("U")
    if new.kind is StayingKind.PUT and not fostered:
        raise Refused(
            "Staying Put is with the foster carers of the placement, and the child does not live "
            "with foster carers.",
            remedy="Choose Staying Close, or correct the statutory placement type first.",
        )
    if new.kind is StayingKind.MOVING_ON and new.lines:
        raise BadInput(
            "Moving on costs nothing and needs no approval, so it has no lines.",
            where=Where(field="Lines"),
            remedy="Choose Staying Close for what is paid.",
        )
    if net_weekly(new.lines) < 0:
        raise BadInput("More comes in than is paid.", where=Where(field="Lines"),
                       remedy="Check the amounts.")  # fmt: skip


def _check_follows(placement: Placement, start: date) -> None:
    """Raise Refused where the placement ends on another day than the one it is followed from."""
    ended = placement.period.end
    if ended is not None and ended != start:
        raise Refused(
            f"{placement.reference} ends on {day_text(ended)}.",
            remedy="Start on that day, or correct the day of leaving first.",
        )


def _lives_at(placement: Placement, new: NewStaying) -> str:
    if new.kind is StayingKind.PUT:
        return placement.living_postcode
    return living_postcode(new.living_postcode)


def _take_effect(session: Session, tables: Tables, found: StayingOn) -> tuple[str, ...]:
    placement = placement_by_reference(tables, found.placement_reference)
    start = found.period.start
    due: tuple[str, ...] = ()
    if placement.period.end is None:
        ending = Ending(start, _CHANGE_CODE, f"18: {found.kind} ({found.reference}).")
        _, due = write_ending(session, tables, [placement], ending)
    cared_for = [
        one for one in periods_of_care(tables, placement.child_id) if one.period.end is None
    ]
    if cared_for:
        write_end_of_care(tables, placement.child_id, start, found.code)
    tables.update("staying_on", found.id, {"state": "approved"})
    return due


def _waiting(tables: Tables, reference: str) -> StayingOn:
    found = find_arrangement(tables, reference)
    if found.state != "proposed":
        raise Refused(f"{found.reference} is {found.state} already.")
    return found
