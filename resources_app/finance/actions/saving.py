"""Recording a saving with its evidence; agreeing it, never by who recorded it; withdrawing it."""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.agreements.queries import find_agreement
from resources_app.finance.saving_model import NewSaving, SavingState
from resources_app.finance.saving_queries import find_saving, savings
from resources_app.finance.savings import counted_already
from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.queries import placement_by_reference
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.references import next_reference


@dataclass(frozen=True)
class SavingRecorded:
    """A saving that was recorded."""

    id: str
    reference: str
    changes: Changes


def add_saving(session: Session, new: NewSaving) -> SavingRecorded:
    """Record a saving; it counts once somebody else has agreed it.

    Raises BadInput, naming the field, where evidence, an amount or what it is on is missing;
    NotFound for an unknown reference; Refused where the same kind is counted for the placement
    on any of these nights already.
    """
    require(session, Permission.KEEP_INVOICES)
    kind = need_code(CodeList.SAVING_KINDS, new.kind, where=Where(field="Kind"))
    _check(new)
    saving_id = session.new_id()
    with session.act("record_saving") as act:
        placement_id, agreement_id = _subject(act.tables, new)
        period = Period(new.start, new.end)
        held = savings(act.tables, placement_id=placement_id) if placement_id else []
        why = counted_already(kind, placement_id, period, held)
        if why:
            raise Refused(why, remedy="Withdraw it first if this one takes its place.")
        reference = next_reference(session, act.tables, "SAV")
        act.tables.insert(
            "saving",
            {
                "id": saving_id,
                "reference": reference,
                "kind": kind,
                "placement_id": placement_id,
                "agreement_id": agreement_id,
                "description": new.description.strip(),
                "evidence": new.evidence.strip(),
                "weekly_pence": new.weekly_pence,
                "one_off_pence": new.one_off_pence,
                "start_date": new.start.isoformat(),
                "end_date": new.end.isoformat() if new.end else None,
                "recorded_by": session.officer.id,
                "recorded_on": session.today().isoformat(),
            },
        )
    return SavingRecorded(saving_id, reference, act.changes)


def _check(new: NewSaving) -> None:
    if not new.description.strip():
        raise BadInput("Say what was done.", where=Where(field="What was done"))
    if not new.evidence.strip():
        raise BadInput(
            "A saving needs evidence.",
            where=Where(field="Evidence"),
            remedy="Name the letter, the offer or the decision that shows it.",
        )
    if new.weekly_pence < 0 or new.one_off_pence < 0 or not (new.weekly_pence or new.one_off_pence):
        raise BadInput(
            "A saving is an amount a week, an amount once, or both.", where=Where(field="A week")
        )
    if new.end is not None and new.end <= new.start:
        raise BadInput("The saving would end before it starts.", where=Where(field="To"))


def _subject(tables: Tables, new: NewSaving) -> tuple[str | None, str | None]:
    if bool(new.placement.strip()) == bool(new.agreement.strip()):
        raise BadInput(
            "A saving is made on one placement, or under one agreement.",
            where=Where(field="Placement"),
            remedy="Give the reference of one of them.",
        )
    if new.placement.strip():
        return placement_by_reference(tables, new.placement).id, None
    return None, find_agreement(tables, new.agreement).id


def agree_saving(session: Session, reference: str) -> Changes:
    """Agree that a saving is real. Raises Refused for one's own, or one agreed or withdrawn."""
    require(session, Permission.APPROVE_INVOICES)
    with session.act("agree_saving") as act:
        saving = find_saving(act.tables, reference)
        if saving.recorded_by == session.officer.id:
            raise Refused(
                f"You recorded {saving.reference}; somebody else has to agree it.",
            )
        if saving.state is not SavingState.RECORDED:
            raise Refused(f"{saving.reference} is {saving.state} already.")
        act.tables.update(
            "saving",
            saving.id,
            {"agreed_by": session.officer.id, "agreed_on": session.today().isoformat()},
        )
    return act.changes


def withdraw_saving(session: Session, reference: str, *, reason: str) -> Changes:
    """Withdraw a saving: it no longer counts. Needs a reason."""
    require(session, Permission.KEEP_INVOICES)
    if not reason.strip():
        raise BadInput("Say why the saving is withdrawn.", where=Where(field="Reason"))
    with session.act("withdraw_saving", reason=reason.strip()) as act:
        saving = find_saving(act.tables, reference)
        if saving.state is SavingState.WITHDRAWN:
            raise Refused(f"{saving.reference} is withdrawn already.")
        act.tables.update(
            "saving",
            saving.id,
            {
                "withdrawn_on": session.today().isoformat(),
                "withdrawn_reason": reason.strip(),
            },
        )
    return act.changes
