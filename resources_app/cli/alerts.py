"""`alert`: what registers said of homes where a child lives, until somebody has seen to it."""

from __future__ import annotations

from dataclasses import dataclass

import click

from resources_app.casework.alert_queries import Alert, open_alert, open_alerts
from resources_app.casework.alerts import require_alerts, settle_alert
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.foundations.clock import local_text


@dataclass(frozen=True)
class AlertSettled:
    """An alert that was seen to, and how; the journal keeps the note."""

    alert: Alert
    note: str


PRINTS = {"alert list": list[Alert], "alert settle": AlertSettled}


@click.group("alert", cls=RoomGroup)
def alert_group() -> None:
    """Bad news of homes where a child lives."""


@alert_group.command("list")
@with_invocation
def alert_list(here: Invocation) -> None:
    """Alerts that nobody has settled, newest first."""
    with at_work(here, read_only=True) as session:
        require_alerts(session)
        found = open_alerts(session.tables)
    text = "\n".join(_text(one) for one in found)
    report(here.json, found, text or "No alert is open.")


@alert_group.command(
    "settle", epilog=example("alert settle 01a203d4-3ddd-7786-9cdd-317d0dd5399a --note Visited")
)
@click.argument("id_", metavar="ID")
@click.option("--note", required=True, help="How it was seen to.")
@with_invocation
def alert_settle(here: Invocation, id_: str, note: str) -> None:
    """Say that an alert has been seen to, and how; it leaves the list."""
    with at_work(here) as session:
        require_alerts(session)
        alert = open_alert(session.tables, id_)
        settle_alert(session, alert.id, note=note)
    data = AlertSettled(alert, note.strip())
    report(
        here.json,
        data,
        f"Settled: {alert.service_name}, {alert.kind}, for placement {alert.reference}.",
    )


def _text(one: Alert) -> str:
    head = f"{one.reference}  {one.service_name}: {one.kind}"
    return f"{head}\n{wrapped(one.message, indent=4)}\n    {local_text(one.raised_at)}  ID {one.id}"
