"""`panel`: agendas, minutes, and what a panel recommends."""

from __future__ import annotations

from datetime import date

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds
from resources_app.requests.actions.panels import (
    PanelKept,
    convene_panel,
    minute_panel,
    put_on_agenda,
    record_panel_outcome,
)
from resources_app.requests.panel_model import NewPanel, Panel, PanelItem, PanelOutcome
from resources_app.requests.panel_queries import panel, panels

PRINTS = {
    "panel list": list[Panel],
    "panel show": Panel,
    "panel add": PanelKept,
    "panel agenda": PanelKept,
    "panel decide": PanelKept,
    "panel minute": PanelKept,
}


@click.group("panel", cls=RoomGroup)
def panel_group() -> None:
    """Panels that look at decisions; what they say recommends and approves nothing."""


@panel_group.command("list")
@with_invocation
def panel_list(here: Invocation) -> None:
    """List every panel, the latest first."""
    with at_work(here, read_only=True) as session:
        found = panels(session.tables)
    rows = [
        [day_text(one.held_on), one.reference, one.title, counted(len(one.items), "request")]
        for one in found
    ]
    report(here.json, found, columns(rows, elastic=2) or "No panel was convened.")


@panel_group.command("show", epilog=example("panel show PNL-26-A7-0003"))
@click.argument("panel_reference", metavar="PANEL")
@with_invocation
def panel_show(here: Invocation, panel_reference: str) -> None:
    """Show a panel's agenda, what it recommended, and its minutes."""
    with at_work(here, read_only=True) as session:
        found = panel(session.tables, panel_reference)
    report(here.json, found, _text(found))


@panel_group.command(
    "add", epilog=example('panel add --on 2026-12-03 --title "Resources panel" --chair "H Oye"')
)
@click.option("--on", "day", type=DATE, required=True, help="The day it is held.")
@click.option("--title", required=True, help="What it is called.")
@click.option("--chair", required=True, help="Who chairs it.")
@click.option("--attendee", "attendees", multiple=True, help="Who comes; once for each.")
@with_invocation
def panel_add(
    here: Invocation, day: date, title: str, chair: str, attendees: tuple[str, ...]
) -> None:
    """Convene a panel for a day."""
    with at_work(here) as session:
        kept = convene_panel(session, NewPanel(title, day, chair, attendees))
    report(here.json, kept, f"{kept.panel.reference} is held on {day_text(day)}.")


@panel_group.command(
    "agenda",
    epilog=example('panel agenda PNL-26-A7-0003 REQ-26-A7-0042 --question "Is it worth it?"'),
)
@click.argument("panel_reference", metavar="PANEL")
@click.argument("reference")
@click.option("--question", required=True, help="What the panel is asked.")
@with_invocation
def panel_agenda(here: Invocation, panel_reference: str, reference: str, question: str) -> None:
    """Put a request before a panel."""
    with at_work(here) as session:
        kept = put_on_agenda(session, panel_reference, reference, question)
    report(here.json, kept, _text(kept.panel))


@panel_group.command(
    "decide",
    epilog=example(
        'panel decide PNL-26-A7-0003 REQ-26-A7-0042 --outcome recommended --words "Worth it."'
    ),
)
@click.argument("panel_reference", metavar="PANEL")
@click.argument("reference")
@click.option(
    "--outcome", type=click.Choice([str(one) for one in PanelOutcome]), required=True, help="What."
)
@click.option("--words", required=True, help="Why, as the panel said it.")
@with_invocation
def panel_decide(
    here: Invocation, panel_reference: str, reference: str, outcome: str, words: str
) -> None:
    """Record what a panel recommends of a request; it approves nothing."""
    with at_work(here) as session:
        kept = record_panel_outcome(
            session, panel_reference, reference, PanelOutcome(outcome), words
        )
    report(here.json, kept, _text(kept.panel))


@panel_group.command("minute", epilog=example('panel minute PNL-26-A7-0003 --minutes "…"'))
@click.argument("panel_reference", metavar="PANEL")
@click.option("--minutes", required=True, help="What was said.")
@click.option("--attendee", "attendees", multiple=True, help="Who came; once for each.")
@with_invocation
def panel_minute(
    here: Invocation, panel_reference: str, minutes: str, attendees: tuple[str, ...]
) -> None:
    """Write a panel's minutes; then its agenda and outcomes stand."""
    with at_work(here) as session:
        kept = minute_panel(session, panel_reference, minutes, attendees)
    report(here.json, kept, _text(kept.panel))


def _text(found: Panel) -> str:
    head = f"{found.reference}: {found.title}, {day_text(found.held_on)}, chaired by {found.chair}"
    came = [f"With {', '.join(found.attendees)}"] if found.attendees else []
    minutes = [f"Minutes by {found.minuted_by}: {found.minutes}"] if found.minuted_by else []
    return "\n".join([head, *came, *map(_item_text, found.items), *minutes])


def _item_text(one: PanelItem) -> str:
    cost = f", {pounds(one.weekly_pence)} a week" if one.weekly_pence is not None else ""
    home = f": {one.home}{cost}" if one.home else ""
    said = f"\n   {one.outcome}: {one.words}" if one.outcome else ""
    return f"{one.position}. {one.reference} {one.child}{home}. {one.question}{said}"
