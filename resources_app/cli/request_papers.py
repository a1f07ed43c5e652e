"""`print response-form`, `print funding-record`: what is printed of a request beside its pack."""

from __future__ import annotations

from pathlib import Path

import click

from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.documents import OUT, Printed, hand_over
from resources_app.cli.manner import in_manner
from resources_app.cli.opening import at_work
from resources_app.documents.delivering import check_place
from resources_app.documents.funding_records import print_funding_record
from resources_app.documents.model import Kind
from resources_app.documents.response_forms import print_response_form
from resources_app.printing.manner import Manner

PRINTS = {"print response-form": Printed, "print funding-record": Printed}


@click.command("response-form", epilog=example("print response-form REQ-26-A7-0042 --out form.pdf"))
@click.argument("reference")
@in_manner(Kind.RESPONSE_FORM)
@OUT
@with_invocation
def response_form(here: Invocation, reference: str, manner: Manner, out: Path) -> None:
    """Print what a provider fills in and sends back; it does not say who the child is."""
    with at_work(here) as session:
        check_place(out)
        made = print_response_form(session, reference, manner=manner)
        hand_over(here, session, made, out)


@click.command(
    "funding-record", epilog=example("print funding-record REQ-26-A7-0042 --out record.pdf")
)
@click.argument("reference")
@in_manner(Kind.FUNDING_RECORD)
@OUT
@with_invocation
def funding_record(here: Invocation, reference: str, manner: Manner, out: Path) -> None:
    """Print who approved a request’s funding, when, within which limit, and on what."""
    with at_work(here) as session:
        check_place(out)
        made = print_funding_record(session, reference, manner=manner)
        hand_over(here, session, made, out)
