"""`search`: finding any record from a few letters."""

from __future__ import annotations

import click

from resources_app.casework.finding import Found, find
from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report


@click.command(epilog=example("search hearth", "search REQ-26-A7"))
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 1000), metavar="N", default=50, show_default=True)
@with_invocation
def search(here: Invocation, text: str, limit: int) -> None:
    """Find children, requests, placements, services, agreements and documents by TEXT."""
    with at_work(here, read_only=True) as session:
        found = find(session.tables, text, session.officer, limit=limit)
    rows = [(str(one.kind), one.reference, one.title, one.detail) for one in found]
    report(here.json, found, columns(rows, elastic=2) or f"Nothing answers to “{text}”.")


PRINTS = {"search": list[Found]}
