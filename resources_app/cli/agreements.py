"""`price` and `search`: what a contract says, and finding any record."""

from __future__ import annotations

from datetime import date

import click

from resources_app.agreements.model import Element
from resources_app.agreements.queries import price as price_of
from resources_app.casework.finding import find
from resources_app.cli.context import DATE, Invocation, with_invocation
from resources_app.cli.output import columns, report

_ELEMENT = click.Choice([str(one) for one in Element])


def register(group: click.Group) -> None:
    """Add this module's commands."""
    group.add_command(price)
    group.add_command(search)


@click.command()
@click.option("--agreement", required=True, help="The agreement's reference.")
@click.option("--lot", required=True, help="The lot's number.")
@click.option("--urn", required=True, help="The service's Ofsted URN.")
@click.option("--age", type=click.IntRange(0, 25), required=True, help="Whole years.")
@click.option("--on", "day", type=DATE, required=True, help="The day asked about.")
@click.option("--element", type=_ELEMENT, default=str(Element.CORE), show_default=True)
@with_invocation
def price(
    here: Invocation, agreement: str, lot: str, urn: str, age: int, day: date, element: str
) -> None:
    """Say what a service costs under a contract on a day, and why."""
    with here.session(read_only=True) as session:
        answer = price_of(
            session.tables, agreement, lot, urn, age=age, on=day, element=Element(element)
        )
    report(here.json, answer.as_dict(), "\n".join(answer.why))


@click.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@with_invocation
def search(here: Invocation, text: str, limit: int) -> None:
    """Find children, requests, placements, services, agreements and documents by TEXT."""
    with here.session(read_only=True) as session:
        found = find(session.tables, text, limit=limit)
    rows = [(str(one.kind), one.reference, one.title, one.detail) for one in found]
    report(here.json, found, columns(rows) or f"Nothing answers to “{text}”.")
