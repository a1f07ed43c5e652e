"""`print variation`: what is printed of a placement after its contract schedule."""

from __future__ import annotations

from pathlib import Path

import click

from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.documents import OUT, Printed, hand_over
from resources_app.cli.manner import in_manner
from resources_app.cli.opening import at_work
from resources_app.documents.delivering import check_place
from resources_app.documents.model import Kind
from resources_app.documents.variations import print_variation
from resources_app.printing.manner import Manner

PRINTS = {"print variation": Printed}


@click.command(
    "variation",
    epilog=example(
        "print variation PLC-26-A7-0042 --out variation.pdf",
        "print variation IPA-26-A7-0042 --number 2 --out variation.pdf",
    ),
)
@click.argument("reference")
@click.option("--number", type=int, help="Which variation; else the last that is approved.")
@in_manner(Kind.VARIATION)
@OUT
@with_invocation
def variation(
    here: Invocation, reference: str, number: int | None, manner: Manner, out: Path
) -> None:
    """Print an approved variation of a placement’s agreement, to be signed."""
    with at_work(here) as session:
        check_place(out)
        made = print_variation(session, reference, number, manner=manner)
        hand_over(here, session, made, out)
