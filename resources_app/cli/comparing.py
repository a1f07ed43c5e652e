"""`offer compare`: the offers side by side, row by row, as the desktop and the panel's page say."""

from __future__ import annotations

from collections.abc import Iterator

import click

from resources_app.casework.offer_facts import compared_offers
from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.requests.comparison import Comparison


@click.command("compare", epilog=example("offer compare REQ-26-A7-0042"))
@click.argument("reference")
@with_invocation
def offer_compare(here: Invocation, reference: str) -> None:
    """Lay the offers for a request side by side: fit, place, quality, price, what is missing."""
    # Not read only: opening a restricted child's record is written down.
    with at_work(here) as session:
        table = compared_offers(session, reference)
    report(here.json, table, "\n".join(_lines(table)) or "No offer has come in.")


def _lines(table: Comparison) -> Iterator[str]:
    """Row by row; what the offers agree in is said once."""
    group = ""
    for row in table.rows:
        if row.group != group:
            group = row.group
            yield group
        if not row.differs:
            yield wrapped(f"{row.label}: {row.cells[0]}", indent=2)
            continue
        yield f"  {row.label}"
        for heading, cell in zip(table.headings, row.cells, strict=True):
            yield wrapped(f"{heading}: {cell or '–'}", indent=4)
