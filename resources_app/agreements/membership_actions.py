"""A member's standing in a lot from a day on: its tier and rank, and whether it is suspended.

Each change is a row with its day and its reason, so that what a member was on any day can be said.
"""

from __future__ import annotations

from datetime import date

from resources_app.agreements.queries import membership
from resources_app.agreements.standing_queries import MemberStanding, standings_of
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def suspend_member(
    session: Session, membership_id: str, reason: str, *, on: date | None = None
) -> Changes:
    """Suspend a member of a lot from a day (today): it answers no price until `resume_member`.

    Raises BadInput without a reason, NotFound, and Refused when it is suspended already or a later
    change is recorded.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    if not reason.strip():
        raise BadInput("A suspension needs a reason.", where=Where(field="reason"))
    day = on or session.today()
    with session.act("suspend_member", reason=reason) as act:
        now = _standing(act.tables, membership_id, day)
        if now.suspended_reason:
            raise Refused(f"It is suspended already: {now.suspended_reason}")
        _write(
            session, act.tables, membership_id, day, tier=now.tier, rank=now.rank,
            suspended_reason=reason.strip(),
        )  # fmt: skip
    return act.changes


def resume_member(
    session: Session, membership_id: str, *, reason: str = "", on: date | None = None
) -> Changes:
    """End a member's suspension from a day (today). Raises Refused when it is not suspended."""
    require(session, Permission.KEEP_AGREEMENTS)
    day = on or session.today()
    with session.act("resume_member", reason=reason) as act:
        now = _standing(act.tables, membership_id, day)
        if not now.suspended_reason:
            raise Refused("It is not suspended.")
        _write(
            session, act.tables, membership_id, day, tier=now.tier, rank=now.rank,
            reason=reason.strip(),
        )  # fmt: skip
    return act.changes


def change_standing(
    session: Session,
    membership_id: str,
    *,
    tier: int,
    rank: int | None = None,
    on: date | None = None,
    reason: str,
) -> Changes:
    """Give a member another tier or rank from a day (today); until then it keeps the old.

    Raises BadInput without a reason or for a tier below 1, and Refused when a later change is
    recorded or nothing would change.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    if not reason.strip():
        raise BadInput("A change of tier says why.", where=Where(field="reason"))
    if tier < 1 or (rank is not None and rank < 1):
        raise BadInput("Tiers and ranks begin at 1.", where=Where(field="tier"))
    day = on or session.today()
    with session.act("change_standing", reason=reason) as act:
        now = _standing(act.tables, membership_id, day)
        if (now.tier, now.rank) == (tier, rank):
            raise Refused("It has that tier and rank already.")
        _write(
            session, act.tables, membership_id, day, tier=tier, rank=rank,
            suspended_reason=now.suspended_reason, reason=reason.strip(),
        )  # fmt: skip
    return act.changes


def _standing(tables: Tables, membership_id: str, day: date) -> MemberStanding:
    """The standing that a change from `day` follows. Raises NotFound, and Refused as above."""
    held = membership(tables, membership_id, on=day)
    if day not in held.period:
        raise Refused(
            f"It is in the lot from {day_text(held.period.start)}"
            + (f" until {day_text(held.period.end)}." if held.period.end else ".")
        )
    last = standings_of(tables, membership_id)[-1]
    if last.start is not None and last.start > day:
        raise Refused(
            f"A change from {day_text(last.start)} is recorded already.",
            remedy="Give that day or a later one.",
        )
    return last


def _write(
    session: Session, tables: Tables, membership_id: str, day: date, **values: object
) -> None:
    tables.insert(
        "membership_standing",
        {
            "id": session.new_id(),
            "membership_id": membership_id,
            "start_date": day.isoformat(),
            **values,
        },
    )
