"""The panels that record nights away from a placement, the return, and a place kept longer."""

from __future__ import annotations

from typing import Any

from resources_app.agreements.charge_model import AbsenceReason
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.money import pounds
from resources_app.placements.absence_queries import RecordedAbsence
from resources_app.placements.actions import (
    AbsenceKept,
    PlaceRetained,
    record_absence,
    record_return,
    retain_place,
)
from resources_app.session import Actor, Session
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.page import Page

_AWAY = (
    Field(
        "reason", "Why", Kind.CHOICE, needed=Needed.ALWAYS, options=tuple(map(str, AbsenceReason))
    ),
    Field("start", "First night away", Kind.DATE, needed=Needed.ALWAYS),
    Field("end", "Day of return", Kind.DATE, help="Leave it open while the child is away."),
)
_BACK = (Field("end", "Day of return", Kind.DATE, needed=Needed.ALWAYS),)
_KEEP = (
    Field("until", "Until", Kind.DATE, needed=Needed.ALWAYS, help="The first night not paid."),
    Field("reason", "Reason", Kind.LONG_TEXT, needed=Needed.ALWAYS),
)


def ask_absence(page: Page, reference: str) -> None:
    """Open the panel that records nights away."""

    def act(session: Session, record: Any) -> AbsenceKept:
        start, end = record["start"], record["end"]
        if end is not None and end <= start:
            raise BadInput(
                f"The first night away is {day_text(start)}.",
                where=Where(field="Day of return"),
                remedy="Give a day after it.",
            )
        away = Period(start, end)
        return record_absence(session, reference, AbsenceReason(record["reason"]), away)

    text = "What is paid for these nights follows from the agreement’s retainer."
    ask(page, "Record an absence", _AWAY, "Record the absence", act, told=_said, text=text)


def ask_return(page: Page, reference: str) -> None:
    """Open the panel that records the day of return."""

    def act(session: Session, record: Any) -> AbsenceKept:
        return record_return(session, reference, record["end"])

    ask(page, "Record the return", _BACK, "Record the return", act, told=_said)


def why_not_retained(officer: Actor, one: RecordedAbsence | None) -> str:
    """Why this officer may not pay for a place beyond the maximum; empty when they may try."""
    if one is None:
        return "Choose an absence first."
    if one.recorded_by == officer.id:
        return "You recorded this absence, and nobody approves what they ask for."
    return why_not(officer, Permission.APPROVE_FUNDING)


def ask_to_retain(page: Page, absence: RecordedAbsence) -> None:
    """Open the panel that pays for the place beyond the agreement's most nights."""
    text = (
        f"Away ({absence.reason}) since {day_text(absence.period.start)}. Beyond the agreement’s "
        "most nights nothing is paid unless you approve it."
    )

    def act(session: Session, record: Any) -> PlaceRetained:
        return retain_place(session, absence.id, record["until"], record["reason"])

    def said(kept: PlaceRetained) -> str:
        until = day_text(kept.absence.retained_until)
        return f"The place is paid until {until}, for {pounds(kept.cost.annual_pence)} in all."

    ask(page, "Pay beyond the maximum", _KEEP, "Approve paying on", act, told=said, text=text)


def _said(kept: AbsenceKept) -> str:
    one = kept.absence
    back = f", back on {day_text(one.period.end)}" if one.period.end else ""
    return f"Away ({one.reason}) since {day_text(one.period.start)}{back}."
