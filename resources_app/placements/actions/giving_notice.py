"""Giving notice of a placement before it ends, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.model import Placement
from resources_app.placements.notice_queries import find_notice, standing_notice
from resources_app.placements.notices import GIVERS, Notice
from resources_app.placements.queries import notice_days_over, placement_by_reference
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class NoticeKept:
    """A notice as it now stands."""

    notice: Notice
    changes: Changes


def give_notice(
    session: Session, reference: str, given_by: str, given_on: date, reason: str
) -> NoticeKept:
    """Record that council or provider gave notice on a day; its end is counted for you.

    Raises BadInput, naming the field, for what cannot be; Refused where notice was given
    already, and where no agreement says how long it is.
    """
    require(session, Permission.PLACE)
    if given_by not in GIVERS:
        raise BadInput("Notice is given by the council or by the provider.",
                       where=Where(field="Given by"), remedy="Choose one.")  # fmt: skip
    if not reason.strip():
        raise BadInput("Notice has a reason.", where=Where(field="Reason"))
    with session.act("give_notice", reason=reason.strip()) as act:
        placement = placement_by_reference(act.tables, reference)
        _check_day(placement, given_on, session.today())
        standing = standing_notice(act.tables, placement.id)
        if standing is not None:
            raise Refused(
                f"The {standing.given_by} gave notice on {day_text(standing.given_on)}.",
                remedy="Take that back first.",
            )
        days = notice_days_over(act.tables, placement)
        if days is None:
            raise Refused("No agreement says how much notice this placement needs.")
        made = session.new_id()
        act.tables.insert(
            "notice",
            {
                "id": made,
                "placement_id": placement.id,
                "given_by": given_by,
                "given_on": given_on.isoformat(),
                "runs_to": (given_on + timedelta(days=days)).isoformat(),
                "reason": reason.strip(),
                "recorded_by": session.officer.id,
                "recorded_at": session.stamp(),
            },
        )
        kept = find_notice(act.tables, made)
    return NoticeKept(kept, act.changes)


def withdraw_notice(session: Session, reference: str, reason: str) -> NoticeKept:
    """Take the notice of a placement back, with the reason. Raises Refused where none stands."""
    require(session, Permission.PLACE)
    if not reason.strip():
        raise BadInput("Taking notice back needs a reason.", where=Where(field="Reason"))
    with session.act("withdraw_notice", reason=reason.strip()) as act:
        placement = placement_by_reference(act.tables, reference)
        standing = standing_notice(act.tables, placement.id)
        if standing is None:
            raise Refused(f"No notice of {placement.reference} stands.")
        back = {"withdrawn_on": session.today().isoformat(), "withdrawn_reason": reason.strip()}
        act.tables.update("notice", standing.id, back)
        kept = find_notice(act.tables, standing.id)
    return NoticeKept(kept, act.changes)


def _check_day(placement: Placement, given_on: date, today: date) -> None:
    where = Where(field="Given on")
    ended = placement.period.end
    if given_on > today:
        raise BadInput(f"{day_text(given_on)} is still to come.", where=where,
                       remedy="Give the day notice was given.")  # fmt: skip
    if ended is not None and ended <= today:
        raise Refused(f"{placement.reference} ended on {day_text(ended)}.")
