"""`request impact`: who lives there, and what a placement would mean for them."""

from __future__ import annotations

from dataclasses import dataclass

import click

from resources_app.casework.impact import Impact, assess_impact, impact_of
from resources_app.cli.context import Invocation, example, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.foundations.errors import BadInput
from resources_app.providers.queries import service_by_urn
from resources_app.requests.impact import Outcome
from resources_app.requests.queries import request as request_with


@dataclass(frozen=True)
class ImpactShown:
    """Who lives in a household of a service, and what was judged of it for a request."""

    reference: str
    urn: str
    impact: Impact


PRINTS = {"request impact": ImpactShown}


@click.command(
    "impact",
    epilog=example(
        "request impact REQ-26-A7-0042 SC000002 --carer FC-0192",
        'request impact REQ-26-A7-0042 SC000004 --outcome "fits together" --assessment "Two calm"',
    ),
)
@click.argument("reference")
@click.argument("urn")
@click.option("--carer", default="", help="The carer’s code, for a fostering agency.")
@one_of("--outcome", Outcome, "What it comes to.")
@click.option("--assessment", default="", help="What it would mean for each of them.")
@click.option("--measures", default="", help="What makes it work.")
@with_invocation
def request_impact(
    here: Invocation,
    reference: str,
    urn: str,
    carer: str,
    outcome: str | None,
    assessment: str,
    measures: str,
) -> None:
    """Show who lives at a service, or record what a placement would mean for them."""
    if assessment and outcome is None:
        raise BadInput("An assessment comes to something.", remedy="Give --outcome.")
    with at_work(here, read_only=outcome is None) as session:
        if outcome is not None:
            assess_impact(
                session,
                reference,
                urn,
                assessment=assessment,
                outcome=Outcome(outcome.lower()),
                measures=measures,
                household=carer,
            )
        asked = request_with(session.tables, reference)
        service = service_by_urn(session.tables, urn)
        found = impact_of(session.tables, asked.id, service, carer, session.today())
    data = ImpactShown(asked.reference, service.urn, found)
    report(
        here.json, data, "\n".join([wrapped(f"{service.name}:"), *map(wrapped, found.sentences)])
    )
