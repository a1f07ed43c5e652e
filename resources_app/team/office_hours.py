"""The team's office hours, dated: read, and set from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.office_hours import OfficeHours
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.hours_queries import hours_from
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class HoursSet:
    """The office hours as they are from a day on."""

    hours: OfficeHours
    effective_from: date
    changes: Changes


def set_office_hours(session: Session, hours: OfficeHours, effective_from: date) -> HoursSet:
    """Set when the team is at work, from a day on; another time for the same day replaces it.

    Raises BadInput where it would close before it opens.
    """
    require(session, Permission.MANAGE_TEAM)
    if hours.closes <= hours.opens:
        raise BadInput(
            "The office would close before it opens.",
            where=Where(field="Closes"),
            remedy="Give two times of the same day.",
        )
    row = {"opens": _text(hours.opens), "closes": _text(hours.closes)}
    with session.act("set_office_hours") as act:
        there = hours_from(act.tables, effective_from)
        if there is not None:
            act.tables.update("office_hours", there, row)
        else:
            row |= {"id": session.new_id(), "effective_from": effective_from.isoformat()}
            act.tables.insert("office_hours", row)
    return HoursSet(hours, effective_from, act.changes)


def _text(moment: time) -> str:
    return f"{moment:%H:%M}"
