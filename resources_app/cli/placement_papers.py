"""`print variation`, `notice-letter` and `ending-letter`: of a placement after its schedule."""

from __future__ import annotations

from pathlib import Path

import click

from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.documents import OUT, Printed, hand_over
from resources_app.cli.manner import in_manner
from resources_app.cli.opening import at_work
from resources_app.documents.delivering import check_place
from resources_app.documents.model import Kind
from resources_app.documents.placement_letters import print_ending_letter, print_notice_letter
from resources_app.documents.variations import print_variation
from resources_app.printing.manner import Manner

PRINTS = {
    "print notice-letter": Printed,
    "print ending-letter": Printed,
    "print variation": Printed,
}


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


@click.command(
    "notice-letter", epilog=example("print notice-letter PLC-26-A7-0042 --out notice.pdf")
)
@click.argument("reference")
@in_manner(Kind.NOTICE_LETTER)
@OUT
@with_invocation
def notice_letter(here: Invocation, reference: str, manner: Manner, out: Path) -> None:
    """Print the letter that gives, or answers, notice of a placement."""
    with at_work(here) as session:
        check_place(out)
        made = print_notice_letter(session, reference, manner=manner)
        hand_over(here, session, made, out)


@click.command(
    "ending-letter", epilog=example("print ending-letter PLC-26-A7-0042 --out ending.pdf")
)
@click.argument("reference")
@in_manner(Kind.ENDING_LETTER)
@OUT
@with_invocation
def ending_letter(here: Invocation, reference: str, manner: Manner, out: Path) -> None:
    """Print the letter to the provider once a placement has ended."""
    with at_work(here) as session:
        check_place(out)
        made = print_ending_letter(session, reference, manner=manner)
        hand_over(here, session, made, out)
