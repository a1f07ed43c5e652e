"""`print chaser`: what is printed of providers and of the register itself."""

from __future__ import annotations

from pathlib import Path

import click

from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.documents import OUT, Printed, hand_over
from resources_app.cli.manner import in_manner
from resources_app.cli.opening import at_work
from resources_app.documents.delivering import check_place
from resources_app.documents.due_diligence import print_chaser
from resources_app.documents.model import Kind
from resources_app.printing.manner import Manner

PRINTS = {"print chaser": Printed}


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
