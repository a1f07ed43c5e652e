"""`price`: what a contract says a service costs."""

from __future__ import annotations

from datetime import date

import click

from resources_app.agreements.model import Element, PriceAnswer
from resources_app.agreements.price_steps_queries import price_in_full
from resources_app.cli.context import DATE, Invocation, example, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report


@click.command(
    epilog=example("price --agreement CRP-2026 --lot 1 --urn SC000002 --age 13 --on 2026-12-07")
)
@click.option("--agreement", required=True, help="The agreement's reference.")
@click.option("--lot", required=True, help="The lot's number.")
@click.option("--urn", required=True, help="The service's Ofsted URN.")
@click.option("--age", type=click.IntRange(0, 25), metavar="N", required=True, help="Whole years.")
@click.option("--on", "day", type=DATE, required=True, help="The day asked about.")
@one_of("--element", Element, "What for.", default=str(Element.CORE), show_default=True)
@with_invocation
def price(
    here: Invocation, agreement: str, lot: str, urn: str, age: int, day: date, element: str
) -> None:
    """Say what a service costs under a contract on a day, and why."""
    with at_work(here, read_only=True) as session:
        answer = price_in_full(
            session.tables, agreement, lot, urn, age=age, on=day, element=Element(element)
        )
    report(here.json, answer, "\n".join(answer.why))


PRINTS = {"price": PriceAnswer}
