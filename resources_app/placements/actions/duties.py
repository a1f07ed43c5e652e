"""Owing duties when something happens to a placement, and saying that one was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.duties import DutyFacts, Event, OwedDuty, arising
from resources_app.placements.duty_queries import find_duty
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class DutyKept:
    """A duty as it now stands."""

    duty: OwedDuty
    changes: Changes


def owe(
    session: Session,
    tables: Tables,
    placement_id: str,
    event: Event,
    facts: DutyFacts,
    day: date,
) -> None:
    """Write down the duties that an event makes arise, inside the caller's action.

    One that the placement has already is left as it is.
    """
    held = {
        row["duty"]
        for row in tables.rows("SELECT duty FROM duty WHERE placement_id = ?", (placement_id,))
    }
    tables.insert_many(
        "duty",
        (
            {
                "id": session.new_id(),
                "placement_id": placement_id,
                "duty": duty.code,
                "due_on": due.isoformat(),
            }
            for duty, due in arising(event, facts, day)
            if duty.code not in held
        ),
    )


def fulfil(session: Session, tables: Tables, placement_ids: list[str], code: str) -> None:
    """Mark a duty of these placements as done today, inside the caller's action."""
    for placement_id in placement_ids:
        row = tables.one(
            "SELECT id FROM duty WHERE placement_id = ? AND duty = ? AND done_on IS NULL",
            (placement_id, code),
        )
        if row is not None:
            done = {"done_on": session.today().isoformat(), "done_by": session.officer.id}
            tables.update("duty", row["id"], done)


def complete_duty(
    session: Session, duty_id: str, on: date, *, how: str = "", proof: str = ""
) -> DutyKept:
    """Say that a duty was done on a day, how, and where the proof is.

    Raises BadInput for a day to come, Refused when it was done already.
    """
    require(session, Permission.PLACE)
    if on > session.today():
        raise BadInput(
            f"{day_text(on)} is still to come.",
            where=Where(field="Done on"),
            remedy="Give the day it was done.",
        )
    with session.act("complete_duty", reason=proof.strip()) as act:
        _open(act.tables, duty_id)
        act.tables.update(
            "duty",
            duty_id,
            {
                "done_on": on.isoformat(),
                "done_by": session.officer.id,
                "how": how.strip(),
                "proof": proof.strip(),
            },
        )
        kept = find_duty(act.tables, duty_id)
    return DutyKept(kept, act.changes)


def waive_duty(session: Session, duty_id: str, reason: str) -> DutyKept:
    """Say why a duty need not be done for this child. Raises BadInput without a reason."""
    require(session, Permission.PLACE)
    if not reason.strip():
        raise BadInput("Leaving a duty out needs a reason.", where=Where(field="Why not"))
    with session.act("waive_duty", reason=reason.strip()) as act:
        _open(act.tables, duty_id)
        act.tables.update("duty", duty_id, {"not_needed": reason.strip()})
        kept = find_duty(act.tables, duty_id)
    return DutyKept(kept, act.changes)


def _open(tables: Tables, duty_id: str) -> OwedDuty:
    duty = find_duty(tables, duty_id)
    if not duty.open:
        done = f"was done on {day_text(duty.done_on)}" if duty.done_on else "is not needed"
        raise Refused(f"“{duty.words}” {done}.")
    return duty
