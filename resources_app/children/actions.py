"""What is done to a child's record: record, amend, legal status, care, brothers and sisters.

The functions that begin with `write_` do their part inside an action that is already under
way (a new request records its child), so that all of it is kept or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from resources_app.children.fields import CHILD_FIELDS
from resources_app.children.model import Child, LegalStatusPeriod, NewLegalStatus
from resources_app.children.queries import (
    are_siblings,
    child,
    child_by_identifier,
    legal_status_periods,
    periods_of_care,
    stored_answers,
)
from resources_app.children.reading import Known, check_dates, check_postcodes, read_child
from resources_app.children.storing import stored_value
from resources_app.foundations.codes import CodeList, read_code, words
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.fields import Reading, Record, unanswered
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import authorities, home_authority


@dataclass(frozen=True)
class ChildRecorded:
    """A child is on record: what changed, and the record's id."""

    changes: Changes
    id: str


def record_child(session: Session, given: Mapping[str, object]) -> ChildRecorded:
    """Put a child on record from a form's answers; once more with the same answers does nothing.

    Raises Problems naming every field that needs putting right.
    """
    require(session, Permission.KEEP_REQUESTS)
    reading = Reading()
    values = read_child(reading, given, known_by(session))
    reading.finish()
    with session.act("record_child") as act:
        child_id = write_child(session, act.tables, values)
    return ChildRecorded(act.changes, child_id)


def amend_child(session: Session, child_id: str, given: Mapping[str, object]) -> Changes:
    """Change a child's record to a form's answers, names and birth included.

    Fields that are not given stay as they are; a field given empty is emptied, unless it is
    always needed. Raises Problems.
    """
    require(session, Permission.KEEP_REQUESTS)
    before = child(session.tables, child_id)
    held = stored_answers(session.tables, child_id)
    reading = Reading(held=held)
    fields = [one for one in CHILD_FIELDS if one.name in given]
    values = reading.record(fields, given)
    check_dates(reading, values, session.today())
    check_postcodes(reading, _differing(held, values))
    reading.finish()
    with session.act("amend_child") as act:
        _update(act.tables, before, values)
    return act.changes


def known_by(session: Session) -> Known:
    """What the store knows that a child's answers are checked against."""
    tables = session.tables
    return Known(
        child_of=lambda identifier: child_by_identifier(tables, identifier),
        authorities={one.ons_code: one.name for one in authorities(tables)},
        today=session.today(),
    )


def write_child(session: Session, tables: Tables, values: Record) -> str:
    """Insert the child, or bring the record of the one with that identifier up to date; the id.

    Only answers that were given change a record. Inside the caller's action.
    """
    known = child_by_identifier(tables, str(values["local_identifier"]))
    if known is not None:
        _update(tables, known, {k: v for k, v in values.items() if not unanswered(v)})
        return known.id
    row = {name: stored_value(name, value) for name, value in values.items()}
    row["id"] = session.new_id()
    row["authority_code"] = row["authority_code"] or home_authority(tables).ons_code
    tables.insert("child", row)
    return str(row["id"])


def set_legal_status(session: Session, child_id: str, code: str, start: date) -> Changes:
    """Give a child a legal status from `start` on; the one in force ends on that day.

    Setting the same status from the same day again does nothing. Raises BadInput for an
    unknown code, and Refused where a later status is already on record.
    """
    require(session, Permission.KEEP_REQUESTS)
    child(session.tables, child_id)
    where = Where(field="Legal status")
    wanted = read_code(CodeList.LEGAL_STATUS, code, where=where, on=start)
    with session.act("set_legal_status") as act:
        write_legal_status(session, act.tables, child_id, NewLegalStatus(wanted, start))
    return act.changes


def write_legal_status(
    session: Session, tables: Tables, child_id: str, status: NewLegalStatus
) -> None:
    """Set a legal status inside the caller's action; see `set_legal_status`."""
    had = legal_status_periods(tables, child_id)
    if any(_same(one, status) for one in had):
        return
    later = [one for one in had if one.period.start >= status.start]
    if later:
        raise Refused(
            f"The child’s legal status from {day_text(later[0].period.start)} is already "
            f"recorded: {words(CodeList.LEGAL_STATUS, later[0].legal_status)}.",
            remedy="A new status begins after the last one on record.",
        )
    for one in had:
        if one.period.end is None or one.period.end > status.start:
            tables.update("legal_status_period", one.id, {"end_date": status.start.isoformat()})
    tables.insert(
        "legal_status_period",
        {
            "id": session.new_id(),
            "child_id": child_id,
            "legal_status": status.legal_status,
            "start_date": status.start.isoformat(),
            "end_date": status.end.isoformat() if status.end else None,
        },
    )


def start_care(session: Session, child_id: str, start: date) -> Changes:
    """The child is looked after from `start`. Raises Refused when already looked after then."""
    require(session, Permission.KEEP_REQUESTS)
    child(session.tables, child_id)
    had = periods_of_care(session.tables, child_id)
    if any(one.period == Period(start) for one in had):
        return Changes("start_care", frozenset())
    if any(one.period.overlaps(Period(start)) for one in had):
        raise Refused(f"The child is already looked after on or after {day_text(start)}.")
    with session.act("start_care") as act:
        row = {"id": session.new_id(), "child_id": child_id, "start_date": start.isoformat()}
        act.tables.insert("period_of_care", row)
    return act.changes


def end_care(session: Session, child_id: str, end: date, reason: str) -> Changes:
    """The child stopped being looked after on `end` (not looked after that day) for a coded reason.

    Raises Refused when the child is not looked after, BadInput for a wrong code or day.
    """
    require(session, Permission.KEEP_REQUESTS)
    with session.act("end_care") as act:
        write_end_of_care(act.tables, child_id, end, reason)
    return act.changes


def write_end_of_care(tables: Tables, child_id: str, end: date, reason: str) -> None:
    """Write inside the caller's action that a child stopped being looked after; see `end_care`."""
    open_now = [one for one in periods_of_care(tables, child_id) if one.period.end is None]
    if not open_now:
        raise Refused("The child is not looked after.")
    code = read_code(CodeList.REASON_EPISODE_CEASED, reason, where=Where(field="Reason"))
    if not code:
        raise BadInput("This is needed.", where=Where(field="Reason"))
    if end < open_now[-1].period.start:
        raise BadInput(
            "The child would stop being looked after before it began, on "
            f"{day_text(open_now[-1].period.start)}.",
            where=Where(field="To, not including"),
        )
    changes = {"end_date": end.isoformat(), "reason_ended": code}
    tables.update("period_of_care", open_now[-1].id, changes)


def link_siblings(session: Session, child_id: str, sibling_id: str) -> Changes:
    """Record that two children are brothers or sisters; linked already, nothing changes."""
    require(session, Permission.KEEP_REQUESTS)
    child(session.tables, child_id)
    child(session.tables, sibling_id)
    with session.act("link_siblings") as act:
        write_siblings(session, act.tables, child_id, sibling_id)
    return act.changes


def write_siblings(session: Session, tables: Tables, child_id: str, sibling_id: str) -> None:
    """Link two children in both directions inside the caller's action.

    Raises BadInput for a child and itself.
    """
    if child_id == sibling_id:
        raise BadInput("A child is not their own brother or sister.")
    for one, other in ((child_id, sibling_id), (sibling_id, child_id)):
        if not are_siblings(tables, one, other):
            row = {"id": session.new_id(), "child_id": one, "sibling_id": other}
            tables.insert("sibling", row)


def _same(one: LegalStatusPeriod, status: NewLegalStatus) -> bool:
    return one.legal_status == status.legal_status and one.period.start == status.start


def _update(tables: Tables, before: Child, values: Record) -> None:
    """Write the answers that differ from the record."""
    differing = _differing(stored_answers(tables, before.id), values)
    if differing:
        changes = {name: stored_value(name, value) for name, value in differing.items()}
        tables.update("child", before.id, changes)


def _differing(held: Mapping[str, object], values: Record) -> Record:
    """The answers that are not what the record holds."""
    return {name: one for name, one in values.items() if held[name] != stored_value(name, one)}
