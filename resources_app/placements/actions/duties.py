"""Owing duties when something happens to a placement, and saying that one was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.duties import (
    DutyFacts,
    Event,
    OwedDuty,
    arising,
    known_duty,
    numbered,
)
from resources_app.placements.duty_queries import document_key, find_duty
from resources_app.placements.notification_queries import notifications_of, recipient_facts
from resources_app.placements.recipients import RecipientFacts, recipients
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


@dataclass(frozen=True)
class Happened:
    """What made duties arise: the event, its day, and which of its kind it was, from one on."""

    event: Event
    day: date
    number: int = 1


def owe(
    session: Session,
    tables: Tables,
    placement_id: str,
    happened: Happened,
    facts: DutyFacts,
) -> None:
    """Write down the duties that an event makes arise, inside the caller's action.

    A duty to notify has a row for everybody who is to be told. One that the placement has
    already is left as it is.
    """
    held = {
        row["duty"]
        for row in tables.rows("SELECT duty FROM duty WHERE placement_id = ?", (placement_id,))
    }
    arise = [
        (numbered(duty.code, happened.number), due)
        for duty, due in arising(happened.event, facts, happened.day)
    ]
    owed = {code: due for code, due in arise if code not in held}
    if not owed:
        return
    who = recipient_facts(tables, placement_id)
    rows = [
        {"id": session.new_id(), "placement_id": placement_id, "duty": code,
         "due_on": due.isoformat()}
        for code, due in owed.items()
    ]  # fmt: skip
    tables.insert_many("duty", rows)
    tables.insert_many("notification", list(_told(session, rows, who)))


def _told(
    session: Session, duties: Iterable[Mapping[str, object]], who: RecipientFacts
) -> Iterator[dict[str, object]]:
    for duty in duties:
        code = str(duty["duty"])
        known = known_duty(code)
        if known is None or not known.told:
            continue
        for one in recipients(code, who):
            yield {
                "id": session.new_id(),
                "duty_id": duty["id"],
                "addressee": one.addressee,
                "organisation": one.organisation,
                "email": one.email,
            }


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
    session: Session,
    duty_id: str,
    on: date,
    *,
    how: str = "",
    proof: str = "",
    document: str = "",
) -> DutyKept:
    """Say that a duty was done on a day, how, and where the proof is.

    `document` is the reference of a registered document that proves it, such as the placement
    plan. Raises BadInput for a day to come, NotFound for a document that is not there, Refused
    when it was done already.
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
        key = document_key(act.tables, document)
        write_done(session, act.tables, duty_id, on, how=how, proof=proof, document_id=key)
        kept = find_duty(act.tables, duty_id)
    return DutyKept(kept, act.changes)


def write_done(
    session: Session,
    tables: Tables,
    duty_id: str,
    on: date,
    *,
    how: str = "",
    proof: str = "",
    document_id: str | None = None,
) -> None:
    """Write that a duty was done, inside the caller's action; whoever was not told yet was."""
    day, evidence = on.isoformat(), {"how": how.strip(), "proof": proof.strip()}
    evidence_row: dict[str, object] = {**evidence, "document_id": document_id}
    done = {"done_on": day, "done_by": session.officer.id, **evidence_row}
    tables.update("duty", duty_id, done)
    for one in notifications_of(tables, duty_id):
        if one.open:
            sent = {"sent_on": day, "sent_by": session.officer.id, **evidence_row}
            tables.update("notification", one.id, sent)


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
