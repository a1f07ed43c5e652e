"""Settles an alert from Today: a panel that asks how it was seen to."""

from __future__ import annotations

from resources_app.casework.alerts import settle_alert
from resources_app.casework.running_out import RunningOut
from resources_app.foundations.fields import Field, Kind, Needed
from ui.pages.asking import ask
from ui.pages.page import Page

_NOTE = (Field("note", "How it was seen to", Kind.LONG_TEXT, needed=Needed.ALWAYS),)


def ask_to_settle(page: Page, row: RunningOut) -> None:
    """Open the panel; its button settles the alert, which then leaves the list."""
    ask(
        page,
        "Settle the alert",
        _NOTE,
        "Settle",
        lambda session, given: settle_alert(session, row.alert, note=given["note"]),
        told=f"The alert for {row.reference} is settled.",
        text=f"{row.what}, for {row.reference}. {row.who} The journal keeps what you write.",
    )
