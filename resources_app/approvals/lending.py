"""Lending one's limit to a colleague for an absence, and taking it back.

A lent limit is used like one's own, and each approval says whose it was. It is never lent on,
never used for what the lender asks for, and ends with its days or with the lender's leaving.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.approvals.model import Delegation
from resources_app.approvals.queries import delegations
from resources_app.foundations.dates import Period, day_text, inclusive_end
from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.session import Actor, Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission, Role
from resources_app.team.permissions import require, why_not
from resources_app.team.queries import limit_for, officer_called


@dataclass(frozen=True)
class Lent:
    """A limit that was lent, as it now stands."""

    delegation: Delegation
    changes: Changes


def lend_limit(session: Session, to: str, period: Period, reason: str) -> Lent:
    """Lend one's own limit to a colleague, by initials or name, for the days of a period.

    Raises Refused for oneself, a leaver, somebody who may approve nothing, and without a limit to
    lend; BadInput for days that are over or have no end, and without a reason.
    """
    require(session, Permission.APPROVE_FUNDING)
    if period.end is None or period.end <= session.today():
        raise BadInput(
            "A limit is lent for days that are still to come, and end.",
            where=Where(field="To and including"),
            remedy="Give a last day that is not over.",
        )
    if not reason.strip():
        raise BadInput("Lending a limit needs a reason.", where=Where(field="Reason"))
    with session.act("lend_limit", reason=reason.strip()) as act:
        holder = officer_called(act.tables, to)
        if holder.id == session.officer.id:
            raise Refused("Nobody lends a limit to themselves.")
        if not holder.active:
            raise Refused(f"{holder.name} has left the team.")
        actor = Actor(holder.id, holder.name, holder.initials, str(holder.role))
        if said := why_not(actor, Permission.APPROVE_FUNDING):
            raise Refused(said)
        if limit_for(act.tables, Role(session.officer.role), session.today()) is None:
            raise Refused(f"No delegated limit is set for a {session.officer.role}.")
        delegation_id = session.new_id()
        act.tables.insert(
            "delegation",
            {
                "id": delegation_id,
                "from_officer": session.officer.id,
                "to_officer": holder.id,
                "start_date": period.start.isoformat(),
                "end_date": period.end.isoformat(),
                "reason": reason.strip(),
            },
        )
        found = next(one for one in delegations(act.tables) if one.id == delegation_id)
    return Lent(found, act.changes)


def revoke_limit(session: Session, delegation_id: str) -> Lent:
    """Take a lent limit back from today on: the lender, or whoever manages the team.

    Raises NotFound, and Refused for anybody else or once it was taken back.
    """
    with session.act("revoke_limit") as act:
        found = next((one for one in delegations(act.tables) if one.id == delegation_id), None)
        if found is None:
            raise NotFound("There is no such lent limit.")
        if found.from_id != session.officer.id:
            require(session, Permission.MANAGE_TEAM)
        if found.revoked:
            raise Refused(f"{found.from_name} has taken it back already.")
        act.tables.update("delegation", found.id, {"revoked_on": session.today().isoformat()})
        found = next(one for one in delegations(act.tables) if one.id == delegation_id)
    return Lent(found, act.changes)


def lent_words(one: Delegation) -> str:
    """`Tess Malone’s limit, lent to Hugh Oyelaran from 1 Dec 2026 to 14 Dec 2026`."""
    days = f"from {day_text(one.period.start)} to {day_text(inclusive_end(one.period.end))}"
    back = ", taken back" if one.revoked else ""
    return f"{one.from_name}’s limit, lent to {one.to_name} {days}{back}"
