"""The panels that record nights away from a placement, the return, and a place kept longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from resources_app.agreements.charge_model import AbsenceReason
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, KnownError, Where
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.placements.absence_queries import RecordedAbsence
from resources_app.placements.actions import (
    AbsenceKept,
    record_absence,
    record_return,
    retain_place,
)
from resources_app.session import Session
from ui.pages.page import Page
from ui.shell.widgets.form import Form
from ui.shell.widgets.panel import Panel

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

    _ask(page, "Record an absence", "Record the absence", _AWAY, act,
         "What is paid for these nights follows from the agreement’s retainer.")  # fmt: skip


def ask_return(page: Page, reference: str) -> None:
    """Open the panel that records the day of return."""
    _ask(
        page, "Record the return", "Record the return", _BACK,
        lambda session, record: record_return(session, reference, record["end"]),
    )  # fmt: skip


def ask_to_retain(page: Page, absence: RecordedAbsence) -> None:
    """Open the panel that pays for the place beyond the agreement's most nights."""
    _ask(
        page, "Pay beyond the maximum", "Approve paying on", _KEEP,
        lambda session, record: retain_place(
            session, absence.id, record["until"], record["reason"]
        ),
        f"Away ({absence.reason}) since {day_text(absence.period.start)}. Beyond the agreement’s "
        "most nights nothing is paid unless you approve it.",
    )  # fmt: skip


def _ask(
    page: Page,
    title: str,
    do: str,
    fields: tuple[Field, ...],
    act: Callable[[Session, Any], AbsenceKept],
    text: str = "",
) -> None:
    form = Form(fields)
    panel = Panel(title, form, do, lambda: press(), text=text)

    def press() -> None:
        record = form.read()
        if record is None:
            return
        panel.working(True)
        page.desk.write(panel, lambda session: act(session, record), done, failed=failed)

    def done(kept: AbsenceKept) -> None:
        panel.close_panel()
        one = kept.absence
        back = f", back on {day_text(one.period.end)}" if one.period.end else ""
        page.desk.say(f"Away ({one.reason}) since {day_text(one.period.start)}{back}.")

    def failed(error: KnownError) -> None:
        panel.working(False)
        if not form.complain(error):
            panel.complain(error)

    page.show_panel(panel)
