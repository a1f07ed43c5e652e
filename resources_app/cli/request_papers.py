"""`print funding-record`: what is printed of a request beside its pack and its offers."""

from __future__ import annotations

from pathlib import Path

import click

from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.documents import LARGE, OUT, Printed, hand_over
from resources_app.cli.opening import at_work
from resources_app.documents.delivering import check_place
from resources_app.documents.funding_records import print_funding_record

PRINTS = {"print funding-record": Printed}


@click.command(
    "funding-record", epilog=example("print funding-record REQ-26-A7-0042 --out record.pdf")
)
@click.argument("reference")
@LARGE
@OUT
@with_invocation
def funding_record(here: Invocation, reference: str, large: bool, out: Path) -> None:
    """Print who approved a request’s funding, when, within which limit, and on what."""
    with at_work(here) as session:
        check_place(out)
        made = print_funding_record(session, reference, large_print=large)
        hand_over(here, session, made, out)
