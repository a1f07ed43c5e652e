"""`request travel`: minutes from a home that somebody drove or looked up."""

from __future__ import annotations

from dataclasses import dataclass

import click

from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.foundations.errors import BadInput
from resources_app.requests.actions.travel import LONGEST, enter_travel_time
from resources_app.requests.travelling import DESTINATIONS


@dataclass(frozen=True)
class Timed:
    """A travel time that is kept for a request's child; null minutes: it is estimated again."""

    reference: str
    urn: str
    to: str
    minutes: int | None


PRINTS = {"request travel": Timed}


@click.command(
    "travel",
    epilog=example(
        "request travel REQ-26-A7-0042 SC000002 --to school --minutes 25",
        "request travel REQ-26-A7-0042 SC000002 --to school --estimate",
    ),
)
@click.argument("reference")
@click.argument("urn")
@click.option("--to", type=click.Choice(DESTINATIONS), required=True, help="Where to.")
@click.option("--minutes", type=click.IntRange(1, LONGEST), metavar="N", help="One way.")
@click.option("--estimate", is_flag=True, help="Forget what was entered; estimate it again.")
@click.option(
    "--postcode", default="", help="Where the child would sleep, if not the service’s own."
)
@with_invocation
def request_travel(
    here: Invocation,
    reference: str,
    urn: str,
    to: str,
    minutes: int | None,
    estimate: bool,
    postcode: str,
) -> None:
    """Enter how long the way from a service to home, school or family takes."""
    if estimate is (minutes is not None):
        raise BadInput("Nothing says how long it takes.", remedy="Give --minutes or --estimate.")
    with at_work(here) as session:
        enter_travel_time(session, reference, urn, to, minutes, postcode=postcode)
    data = Timed(reference.strip().upper(), urn.strip().upper(), to, minutes)
    told = f"{minutes} minutes to {to}, as entered" if minutes else f"estimated again to {to}"
    report(here.json, data, f"{data.urn}: {told}.")
