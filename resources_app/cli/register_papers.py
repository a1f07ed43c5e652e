"""`print chaser` and `print register`: what is printed of providers and of the register itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from resources_app.cli.context import DATE, Invocation, example, one_of, with_invocation
from resources_app.cli.documents import OUT, Printed, hand_over
from resources_app.cli.manner import in_manner
from resources_app.cli.opening import at_work
from resources_app.documents.delivering import check_place
from resources_app.documents.due_diligence import print_chaser
from resources_app.documents.model import Kind
from resources_app.documents.register_paper import print_register
from resources_app.printing.manner import Manner

PRINTS = {"print register": Printed, "print chaser": Printed}


@click.command("chaser", epilog=example('print chaser "Abbot Care" --out chaser.pdf'))
@click.argument("provider")
@in_manner(Kind.DOCUMENT_CHASER)
@OUT
@with_invocation
def chaser(here: Invocation, provider: str, manner: Manner, out: Path) -> None:
    """Print the letter that asks a provider for documents run out, or missing."""
    with at_work(here) as session:
        check_place(out)
        made = print_chaser(session, provider, manner=manner)
        hand_over(here, session, made, out)


@click.command(
    "register",
    epilog=example(
        "print register --from 2026-04-01 --until 2026-06-30 --out register.pdf",
        "print register --from 2026-04-01 --until 2026-06-30 --for Abbot --out register.pdf",
    ),
)
@click.option("--from", "first", type=DATE, required=True, help="The first day.")
@click.option("--until", "last", type=DATE, required=True, help="The last day.")
@one_of("--kind", Kind, "Only documents of this kind.")
@click.option("--for", "recipient", default="", help="Made out to somebody whose name has this.")
@in_manner(Kind.DOCUMENT_REGISTER)
@OUT
@with_invocation
def register(
    here: Invocation,
    first: date,
    last: date,
    kind: str | None,
    recipient: str,
    manner: Manner,
    out: Path,
) -> None:
    """Print the register: what was printed between two days, each with its SHA-256."""
    with at_work(here) as session:
        check_place(out)
        one = Kind(kind.lower()) if kind else None
        made = print_register(session, first, last, kind=one, recipient=recipient, manner=manner)
        hand_over(here, session, made, out)
