"""Nights away from where a child lives: recorded, ended, and paid for beyond the agreement's
maximum where somebody with the authority says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.agreements.charge_model import AbsenceReason
from resources_app.approvals.actions import check_money, record_money
from resources_app.approvals.model import Cost, Subject
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.placements.absence_queries import RecordedAbsence, absence, absences_of
from resources_app.placements.charging_queries import accounts_of
from resources_app.placements.queries import placement_by_reference
from resources_app.placements.retaining import cost_of_retaining
from resources_app.requests.digest import sha256_of
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

# How far ahead anything but a holiday is known: a hospital's date, a day at court.
_FORESEEN = timedelta(days=60)


@dataclass(frozen=True)
class AbsenceKept:
    """An absence as it now stands."""

    absence: RecordedAbsence
    changes: Changes


@dataclass(frozen=True)
class PlaceRetained:
    """An absence whose place is paid for beyond the maximum, and what that costs, net pence."""

    absence: RecordedAbsence
    cost: Cost
    changes: Changes


def record_absence(
    session: Session, reference: str, reason: AbsenceReason, away: Period
) -> AbsenceKept:
    """Record nights away from a placement: `away` runs from the first night to the return.

    Raises BadInput where the nights lie outside the placement, Refused where the child was
    away already on one of them.
    """
    require(session, Permission.PLACE)
    if reason is not AbsenceReason.HOLIDAY and away.start > session.today() + _FORESEEN:
        raise BadInput(
            f"{day_text(away.start)} is too far ahead for an absence ({reason}).",
            where=Where(field="First night away"),
            remedy="Check the year; only a holiday is planned so early.",
        )
    with session.act("record_absence") as act:
        placement = placement_by_reference(act.tables, reference)
        _check_within(away, placement.period)
        for other in absences_of(act.tables, placement.id):
            if other.period.overlaps(away):
                raise Refused(
                    f"{placement.reference} already has an absence ({other.reason}) since "
                    f"{day_text(other.period.start)}.",
                    remedy="Record the return first, or give other nights.",
                )
        absence_id = session.new_id()
        act.tables.insert(
            "absence",
            {
                "id": absence_id,
                "placement_id": placement.id,
                "reason": str(reason),
                "start_date": away.start.isoformat(),
                "end_date": away.end.isoformat() if away.end else None,
            },
        )
        kept = absence(act.tables, absence_id)
    return AbsenceKept(kept, act.changes)


def record_return(session: Session, reference: str, day: date) -> AbsenceKept:
    """End the absence that a placement has open, on the day of return.

    Raises NotFound where none is open, BadInput for a day before the first night away.
    """
    require(session, Permission.PLACE)
    with session.act("record_return") as act:
        placement = placement_by_reference(act.tables, reference)
        still = next(
            (one for one in absences_of(act.tables, placement.id) if one.period.end is None), None
        )
        if still is None:
            raise NotFound(f"Nobody is away from {placement.reference}.")
        if day <= still.period.start:
            raise BadInput(
                f"The first night away was {day_text(still.period.start)}.",
                where=Where(field="Day of return"),
                remedy="Give a day after it.",
            )
        _check_within(Period(still.period.start, day), placement.period)
        act.tables.update("absence", still.id, {"end_date": day.isoformat()})
        kept = absence(act.tables, still.id)
    return AbsenceKept(kept, act.changes)


def retain_place(session: Session, absence_id: str, until: date, reason: str) -> PlaceRetained:
    """Pay the retainer beyond the agreement's maximum, up to a day (exclusive), for a reason.

    It is money, and approved as money is: within a limit, and never by whoever recorded the
    absence. Raises BadInput without a reason or for a day that is not after the first night
    away, Refused where nothing more would be paid, and as `approvals.actions.check_money` does.
    """
    require(session, Permission.APPROVE_FUNDING)
    if not reason.strip():
        raise BadInput("Paying beyond the maximum needs a reason.", where=Where(field="Reason"))
    with session.act("retain_place", reason=reason.strip()) as act:
        found = absence(act.tables, absence_id)
        if until <= found.period.start:
            raise BadInput(
                f"The absence began on {day_text(found.period.start)}.",
                where=Where(field="Until"),
                remedy="Give a later day.",
            )
        cost = retaining_cost(act.tables, found, until)
        _approve_retaining(session, act.tables, found, until, cost, reason.strip())
        kept = absence(act.tables, absence_id)
    return PlaceRetained(kept, cost, act.changes)


def retaining_cost(tables: Tables, found: RecordedAbsence, until: date) -> Cost:
    """What paying up to a day (exclusive) costs beyond the maximum. Raises Refused for nothing."""
    days = Period(found.period.start, until)
    account = next(iter(accounts_of(tables, found.placement_reference, days)), None)
    cost = cost_of_retaining(account, found.period.start, until) if account else Cost(0, 0)
    if not cost.annual_pence:
        raise Refused(
            f"Nothing would be paid beyond the agreement’s most nights up to {day_text(until)}.",
            remedy="Give a later day, if the place is kept for longer.",
        )
    return cost


def _approve_retaining(
    session: Session,
    tables: Tables,
    found: RecordedAbsence,
    until: date,
    cost: Cost,
    reason: str,
) -> None:
    if session.officer.id == found.recorded_by:
        raise Refused("You recorded this absence, and nobody approves what they ask for.")
    held = check_money(session, tables, found.recorded_by, cost)
    bound = sha256_of(
        [found.id, found.period.start.isoformat(), until.isoformat(), cost.annual_pence]
    )
    subject = Subject("absence", found.id, bound)
    record_money(session, tables, subject, cost, held=held, outcome="approved", words=reason)
    tables.update(
        "absence",
        found.id,
        {
            "retained_until": until.isoformat(),
            "retained_by": session.officer.id,
            "retained_reason": reason,
        },
    )


def _check_within(away: Period, stay: Period) -> None:
    if away.start < stay.start or (
        stay.end is not None and (away.start >= stay.end or (away.end or stay.end) > stay.end)
    ):
        ends = f" and ended on {day_text(stay.end)}" if stay.end else ""
        raise BadInput(
            f"The placement began on {day_text(stay.start)}{ends}.",
            where=Where(field="Nights away"),
            remedy="Give nights within it.",
        )
