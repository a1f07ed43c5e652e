"""`order`: what courts ordered about a child."""

from __future__ import annotations

from datetime import date

import click

from resources_app.casework.childs_file import open_childs_file
from resources_app.children.court_actions import discharge_order, record_order
from resources_app.children.court_orders import BY_CODE, CourtOrder, NewOrder
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report

PRINTS = {
    "order add": CourtOrder,
    "order list": list[CourtOrder],
    "order discharge": CourtOrder,
}


@click.group("order", cls=RoomGroup)
def order_group() -> None:
    """Court orders: secure accommodation, and deprivation of liberty."""


@order_group.command(
    "add",
    epilog=example(
        'order add 40517 --kind secure --court "Family Court at Reading" --case RG26C00112 '
        "--made 2026-11-20 --from 2026-11-20 --until 2027-02-19"
    ),
)
@click.argument("identifier")
@click.option("--kind", type=click.Choice(list(BY_CODE)), required=True, help="What it allows.")
@click.option("--court", default="", help="The court that made it.")
@click.option("--case", "case_reference", default="", help="The case number.")
@click.option("--made", "made_on", type=DATE, required=True, help="The day it was made.")
@click.option("--from", "start", type=DATE, required=True, help="The first day it covers.")
@click.option("--until", "last_day", type=DATE, required=True, help="The last day it covers.")
@click.option(
    "--under-13",
    "approved_under_13_on",
    type=DATE,
    help="The day the Secretary of State approved a secure home under the age of 13.",
)
@with_invocation
def order_add(
    here: Invocation,
    identifier: str,
    kind: str,
    court: str,
    case_reference: str,
    made_on: date,
    start: date,
    last_day: date,
    approved_under_13_on: date | None,
) -> None:
    """Record a court order about a child, with its court, case and dates."""
    new = NewOrder(kind, made_on, start, last_day, court, case_reference, approved_under_13_on)
    with at_work(here) as session:
        child = open_childs_file(session, identifier).child
        kept = record_order(session, child.id, new).order
    report(here.json, kept, f"Recorded: {kept.sentence}. ID {kept.id}")


@order_group.command("list", epilog=example("order list 40517"))
@click.argument("identifier")
@with_invocation
def order_list(here: Invocation, identifier: str) -> None:
    """List a child's court orders, the newest first."""
    with at_work(here) as session:
        found, today = open_childs_file(session, identifier).orders, session.today()
    text = "\n".join(f"{one.sentence}: {one.stands(today)}. ID {one.id}" for one in found)
    report(here.json, list(found), text or "No court order is recorded.")


@order_group.command("discharge")
@click.argument("id_", metavar="ID")
@click.option("--on", type=DATE, required=True, help="From this day on it allows nothing.")
@click.option("--reason", required=True, help="Why.")
@with_invocation
def order_discharge(here: Invocation, id_: str, on: date, reason: str) -> None:
    """Say that an order no longer holds."""
    with at_work(here) as session:
        kept = discharge_order(session, id_, on, reason=reason).order
    report(here.json, kept, f"No longer holds: {kept.sentence}.")
