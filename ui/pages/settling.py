"""Settles an alert from Today: a panel that asks how it was seen to."""

from __future__ import annotations

from resources_app.casework.alerts import settle_alert
from resources_app.casework.running_out import RunningOut
from resources_app.foundations.errors import KnownError
from resources_app.foundations.fields import Field, Kind, Needed
from ui.pages.page import Page
from ui.shell.widgets.form import Form
from ui.shell.widgets.panel import Panel

_NOTE = (Field("note", "How it was seen to", Kind.LONG_TEXT, needed=Needed.ALWAYS),)


def ask_to_settle(page: Page, row: RunningOut) -> None:
    """Open the panel; its button settles the alert, which then leaves the list."""
    form = Form(_NOTE)
    panel = Panel(
        "Settle the alert",
        form,
        "Settle",
        lambda: press(),
        text=f"{row.what}, for {row.reference}. {row.who} The journal keeps what you write.",
    )

    def press() -> None:
        record = form.read()
        if record is None:
            return
        note = str(record["note"])
        panel.working(True)
        page.desk.write(
            panel, lambda session: settle_alert(session, row.alert, note=note), done, failed=failed
        )

    def done(_: object) -> None:
        panel.close_panel()
        page.desk.say(f"The alert for {row.reference} is settled.")

    def failed(error: KnownError) -> None:
        panel.working(False)
        if not form.complain(error):
            panel.complain(error)

    page.show_panel(panel)
