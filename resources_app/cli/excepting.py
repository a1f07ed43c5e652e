"""`unregistered`: exceptions for settings that are not registered."""

from __future__ import annotations

from datetime import date

import click

from resources_app.casework.journey import request_whole
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.requests.actions.excepting import authorise_unregistered
from resources_app.requests.unregistered import NewException, UnregisteredException

PRINTS = {
    "unregistered authorise": UnregisteredException,
    "unregistered list": list[UnregisteredException],
}


@click.group("unregistered", cls=RoomGroup)
def unregistered_group() -> None:
    """Exceptions for settings that are not registered."""


@unregistered_group.command(
    "authorise",
    epilog=example(
        'unregistered authorise REQ-26-A7-0042 --name "Mill Lane" --provider "Mill Lane Care" '
        '--address "1 Mill Lane, Aylesbury" --postcode "HP20 1SE" --until 2026-12-18 '
        '--ofsted-told 2026-11-25 --words "No registered home took him tonight."'
    ),
)
@click.argument("reference")
@click.option("--name", required=True, help="What the setting is called.")
@click.option("--provider", required=True, help="Who carries it on.")
@click.option("--address", required=True, help="Where it is.")
@click.option("--postcode", required=True, help="In full.")
@click.option("--until", "last_day", type=DATE, required=True, help="Three months at most.")
@click.option("--ofsted-told", "ofsted_told_on", type=DATE, required=True, help="On which day.")
@click.option("--court-told", "court_told_on", type=DATE, help="Where there is an order.")
@click.option("--words", required=True, help="Why there is no other way.")
@with_invocation
def unregistered_authorise(
    here: Invocation,
    reference: str,
    last_day: date,
    ofsted_told_on: date,
    court_told_on: date | None,
    **texts: str,
) -> None:
    """Authorise, as the Director, one unregistered setting for one request."""
    new = NewException(
        last_day=last_day, ofsted_told_on=ofsted_told_on, court_told_on=court_told_on, **texts
    )
    with at_work(here) as session:
        made = authorise_unregistered(session, reference, new).exception
    report(here.json, made, f"{made.sentence}.")


@unregistered_group.command("list", epilog=example("unregistered list REQ-26-A7-0042"))
@click.argument("reference")
@with_invocation
def unregistered_list(here: Invocation, reference: str) -> None:
    """List the exceptions authorised for a request."""
    # Not read only: opening a restricted child's record is written down.
    with at_work(here) as session:
        found = request_whole(session, reference).exceptions
    text = "\n".join(f"{one.sentence}. “{one.words}”" for one in found)
    report(here.json, list(found), text or "No exception was authorised.")
