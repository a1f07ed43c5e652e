"""How a placement ends: on a day, for a coded reason, with what is then due.

`end_placement` is the action; `end_current` makes room inside the action that makes a new
placement. Either way `write_ending` writes the whole of it: code, notice, absences, respite,
duties, fee lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from resources_app.agreements.charge_model import AccountCharge
from resources_app.agreements.charging import charge
from resources_app.children.queries import child
from resources_app.foundations.authorities import PlacementArea
from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.actions.duties import Happened, owe
from resources_app.placements.area_queries import area_of_placement
from resources_app.placements.charging_queries import accounts
from resources_app.placements.duties import DutyFacts, Event
from resources_app.placements.model import Placement
from resources_app.placements.notice_queries import standing_notice
from resources_app.placements.queries import (
    agreement_over,
    fee_lines_beyond,
    living_under,
    notice_days_over,
    placement_by_reference,
    placements_of_child,
)
from resources_app.placements.respite_queries import respites_of
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

_LONGEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Ending:
    """How a placement ends: `day` is the one the child left, not a night in it.

    `code` is of CodeList.REASON_PLACEMENT_CHANGED; `notice_given_by` 'council' or 'provider'.
    """

    day: date
    code: str
    note: str
    notice_given_on: date | None = None
    notice_given_by: str = ""
    disrupted: bool = False


@dataclass(frozen=True)
class Ended:
    """A placement that ended, what is due for its last month, and what is still to be done."""

    reference: str
    day: date
    final: tuple[AccountCharge, ...]
    still_due: tuple[str, ...]
    changes: Changes


def end_placement(session: Session, reference: str, ending: Ending) -> Ended:
    """End a placement on the day the child left; its fee lines end with it.

    Raises BadInput, naming the field, for a day that cannot be or an unknown code, and Refused
    when its end is recorded already: another day is a variation (`propose_ending_change`).
    """
    require(session, Permission.PLACE)
    with session.act("end_placement", reason=ending.note.strip()) as act:
        placement = placement_by_reference(act.tables, reference)
        _check_open(session, placement)
        final, still_due = write_ending(session, act.tables, [placement], ending)
    return Ended(placement.reference, ending.day, final, still_due, act.changes)


def end_current(
    session: Session, tables: Tables, child_ids: Iterable[str], ending: Ending
) -> tuple[tuple[AccountCharge, ...], tuple[str, ...]]:
    """End the main placements these children are in on the ending's day, inside the caller's
    action; their final charges, and what is still due, in sentences.
    """
    ended = [
        one
        for child_id in child_ids
        for one in placements_of_child(tables, child_id)
        if one.kind == "main" and one.period.start < ending.day and ending.day in one.period
    ]
    return write_ending(session, tables, ended, ending)


def write_ending(
    session: Session, tables: Tables, ended: Sequence[Placement], ending: Ending
) -> tuple[tuple[AccountCharge, ...], tuple[str, ...]]:
    """Write how placements end, each in full; the one place where an ending is written.

    A placement ends with its fee lines once nobody lives under its agreement any more. While
    a brother or sister stays there the prices run on, and somebody has to vary them.
    """
    code = need_code(CodeList.REASON_PLACEMENT_CHANGED, ending.code, where=Where(field="Why"))
    if not ending.note.strip():
        raise BadInput("An ending says what happened.", where=Where(field="What happened"))
    endings = [(one, _with_notice(tables, one, ending)) for one in ended]
    for one, its in endings:
        _check_ending(session, one, its)
        row = {
            "end_date": its.day.isoformat(),
            "end_reason": its.note.strip(),
            "end_code": code,
            "notice_given_on": _iso(its.notice_given_on),
            "notice_given_by": its.notice_given_by,
            "disrupted": int(its.disrupted or one.disrupted),
        }
        tables.update("placement", one.id, row)
        _end_absences(tables, one, its.day)
        end_respite(tables, one, its.day)
        _owe_notifying(session, tables, one, its.day)
    still_due = _end_agreements(tables, ended, ending.day)
    notices = dict.fromkeys(_notice(tables, one, its) for one, its in endings)
    still_due += tuple(one for one in notices if one)
    return _final_charge(tables, ended, ending.day), still_due


def end_respite(tables: Tables, placement: Placement, day: date) -> None:
    """Respite ends with the placement in which it nests: no night from `day` on is paid.

    What has not begun by then is withdrawn, and so is what waits for a yes; its stay has no
    nights left.
    """
    for one in respites_of(tables, placement.id):
        end = one.nights.end
        if one.state not in ("proposed", "approved") or end is None or end <= day:
            continue
        last = max(one.nights.start, day)
        began = one.stay_reference and last > one.nights.start
        row = {"end_date": last.isoformat()} if began else {"state": "withdrawn"}
        tables.update("respite", one.id, row)
        if one.stay_reference:
            stay = placement_by_reference(tables, one.stay_reference)
            why = f"{placement.reference} ended on {day_text(day)}, and its respite with it."
            tables.update("placement", stay.id, {"end_date": last.isoformat(), "end_reason": why})
            _end_agreements(tables, [stay], last)


def _with_notice(tables: Tables, placement: Placement, ending: Ending) -> Ending:
    """The ending with the notice that was recorded before, where it says of none itself."""
    given = standing_notice(tables, placement.id)
    if given is None or ending.notice_given_on is not None:
        return ending
    return replace(ending, notice_given_on=given.given_on, notice_given_by=given.given_by)


def _check_open(session: Session, placement: Placement) -> None:
    ended = placement.period.end
    if ended is not None:
        said = "ended" if ended <= session.today() else "is to end"
        raise Refused(
            f"{placement.reference} {said} on {day_text(ended)}.",
            remedy="Propose another day as a variation of the agreement.",
        )


def _check_ending(session: Session, placement: Placement, ending: Ending) -> None:
    where = Where(field="Day the child left")
    if ending.day <= placement.period.start:
        raise BadInput(
            f"The placement began on {day_text(placement.period.start)}.",
            where=where,
            remedy="Give a day after it.",
        )
    if ending.day > session.today() + _LONGEST_AHEAD:
        raise BadInput(
            f"{day_text(ending.day)} is more than a year away.",
            where=where,
            remedy="Check the year.",
        )
    given = ending.notice_given_on
    if given is None and ending.notice_given_by:
        raise BadInput(
            f"The {ending.notice_given_by} gave notice, and no day says when.",
            where=Where(field="Notice given on"),
            remedy="Give the day, or leave open who gave it.",
        )
    if given is not None and given > ending.day:
        raise BadInput(
            f"The child left on {day_text(ending.day)}.",
            where=Where(field="Notice given on"),
            remedy="Give the day on which notice was given before that.",
        )


def _owe_notifying(session: Session, tables: Tables, placement: Placement, day: date) -> None:
    """Regulation 14: the people told of the placement are told of its end."""
    facts = DutyFacts(
        outside_area=area_of_placement(tables, placement) is not PlacementArea.IN_AREA,
        has_school=bool(child(tables, placement.child_id).school_name),
    )
    owe(session, tables, placement.id, Happened(Event.ENDING, day), facts)


def _notice(tables: Tables, placement: Placement, ending: Ending) -> str:
    """What is to be said of the notice, in a sentence; empty where it was long enough."""
    needed = notice_days_over(tables, placement)
    if needed is None:
        return ""
    given = ending.notice_given_on
    if given is None:
        return f"No notice is recorded; the agreement asks for {needed} days."
    runs_to = given + timedelta(days=needed)
    short = (runs_to - ending.day).days
    if short <= 0:
        return ""
    return (
        f"Notice of {needed} days, given on {day_text(given)}, runs to {day_text(runs_to)}: "
        f"{short} of its nights are left. Agree with the provider whether they are paid."
    )


def _end_absences(tables: Tables, placement: Placement, day: date) -> None:
    """A child who left is away no more, and one foreseen for afterwards never comes.

    What was foreseen stays in the journal.
    """
    beyond = tables.rows(
        """SELECT id, start_date FROM absence
            WHERE placement_id = ? AND (end_date IS NULL OR end_date > ?)""",
        (placement.id, day.isoformat()),
    )
    for row in beyond:
        if row["start_date"] < day.isoformat():
            tables.update("absence", row["id"], {"end_date": day.isoformat()})
        else:
            tables.delete("absence", row["id"])


def _final_charge(
    tables: Tables, ended: Sequence[Placement], day: date
) -> tuple[AccountCharge, ...]:
    """What the month in which the child left costs, up to the last night or day charged."""
    month = Period(day.replace(day=1), day + timedelta(days=1))
    found = accounts(tables, during=month, placement_ids=[one.id for one in ended])
    return tuple(charge(one, month) for one in found)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _end_agreements(tables: Tables, ended: Iterable[Placement], day: date) -> tuple[str, ...]:
    found = {over.id: over for one in ended if (over := agreement_over(tables, one)) is not None}
    still_due = []
    for over in found.values():
        if living_under(tables, over, day):
            still_due.append(
                f"{over.reference} covers a brother or sister who stays: vary its prices."
            )
            continue
        for line in fee_lines_beyond(tables, over.id, day):
            # A line that had not begun by then never does.
            last = max(line.period.start, day)
            tables.update("fee_line", line.id, {"end_date": last.isoformat()})
    return tuple(still_due)
