"""Approving a connected person for a time, extending that once, and saying what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.actions.duties import fulfil
from resources_app.placements.connected import (
    DUTY,
    GROUNDS,
    LABELS,
    MAY_APPROVE,
    MORE_WEEKS,
    NewApproval,
    TemporaryApproval,
    is_connected,
    why_not_approved,
    why_not_extended,
)
from resources_app.placements.connected_queries import find_temporary, temporary_approvals
from resources_app.placements.queries import placement_by_reference
from resources_app.providers.queries import service_by_id
from resources_app.requests.bed_codes import HELP, why_not_code
from resources_app.session import Actor, Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class ApprovalKept:
    """A temporary approval as it now stands."""

    approval: TemporaryApproval
    changes: Changes


def approve_connected(session: Session, reference: str, new: NewApproval) -> ApprovalKept:
    """Approve, for sixteen weeks, the connected person with whom a placement is.

    Raises Refused for an officer who may not, for a placement with nobody connected and while
    another approval of theirs holds; BadInput, at the field, for a day that cannot be.
    """
    _check_officer(session.officer)
    with session.act("approve_connected") as act:
        placement = placement_by_reference(act.tables, reference)
        service = service_by_id(act.tables, placement.service_id)
        if not is_connected(service, placement.placement_code):
            raise Refused(f"{placement.reference} is not with a relative or friend of the child.")
        _check_new(new, session.today())
        before = temporary_approvals(act.tables, placement.child_id, service.id)
        if any(new.start <= one.last_day for one in before):
            raise Refused(f"There is one already: {before[0].sentence}.")
        assert new.period.end is not None
        key = session.new_id()
        act.tables.insert(
            "temporary_approval",
            {
                "id": key,
                "child_id": placement.child_id,
                "service_id": service.id,
                "carer": new.carer.strip(),
                "relation": new.relation.strip(),
                "assessed_on": new.assessed_on.isoformat(),
                "start_date": new.period.start.isoformat(),
                "end_date": new.period.end.isoformat(),
                "approved_by": session.officer.id,
                "approved_at": session.stamp(),
            },
        )
        fulfil(session, act.tables, [placement.id], DUTY)
        kept = find_temporary(act.tables, key)
    return ApprovalKept(kept, act.changes)


def extend_connected(session: Session, approval_id: str, ground: str) -> ApprovalKept:
    """Extend an approval by eight weeks, once, on a ground of regulation 25.

    Raises Refused for an officer who may not and for one that is over or was extended before,
    BadInput for another ground.
    """
    _check_officer(session.officer)
    if ground not in GROUNDS:
        raise BadInput(
            f"“{ground}” is no ground.",
            where=Where(field=LABELS["ground"]),
            remedy=f"Use {' or '.join(GROUNDS)}.",
        )
    with session.act("extend_connected", reason=GROUNDS[ground]) as act:
        there = find_temporary(act.tables, approval_id)
        if reason := why_not_extended(there, session.today()):
            raise Refused(reason)
        assert there.period.end is not None
        changes = {
            "end_date": (there.period.end + timedelta(weeks=MORE_WEEKS)).isoformat(),
            "extended_on": session.today().isoformat(),
            "extended_by": session.officer.id,
            "extension_ground": ground,
        }
        act.tables.update("temporary_approval", there.id, changes)
        kept = find_temporary(act.tables, there.id)
    return ApprovalKept(kept, act.changes)


def end_connected(session: Session, approval_id: str, on: date, outcome: str) -> ApprovalKept:
    """Say from when on a temporary approval is over, and what came of it (a code).

    Raises BadInput for a day before it began or still to come, Refused when it is over already.
    """
    require(session, Permission.PLACE)
    with session.act("end_connected") as act:
        there = find_temporary(act.tables, approval_id)
        if there.ended_on is not None:
            raise Refused(why_not_extended(there, session.today()))
        if not there.period.start <= on <= session.today():
            raise BadInput(
                f"{day_text(on)} is not a day between its beginning and today.",
                where=Where(field=LABELS["on"]),
            )
        where = Where(field=LABELS["outcome"])
        code = need_code(CodeList.CONNECTED_OUTCOMES, outcome, where=where)
        changes = {"ended_on": on.isoformat(), "outcome": code}
        act.tables.update("temporary_approval", there.id, changes)
        kept = find_temporary(act.tables, there.id)
    return ApprovalKept(kept, act.changes)


def why_not_approver(officer: Actor) -> str:
    """Why an officer may not approve a connected person, as a sentence; empty when they may."""
    if officer.role in MAY_APPROVE:
        return ""
    who = " or ".join(sorted(MAY_APPROVE))
    return f"A temporary approval is for a {who}; {officer.name} is a {officer.role}."


def _check_officer(officer: Actor) -> None:
    if reason := why_not_approver(officer):
        raise Refused(reason)


def _check_new(new: NewApproval, today: date) -> None:
    for name in ("relation", "carer"):
        if not str(getattr(new, name)).strip():
            raise BadInput("This is needed.", where=Where(field=LABELS[name]))
    if said := why_not_code(new.carer):
        raise BadInput(said, where=Where(field=LABELS["carer"]), remedy=HELP)
    said, field = why_not_approved(new, today)
    if said:
        raise BadInput(said, where=Where(field=LABELS[field]))
