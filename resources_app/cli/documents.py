"""`print` and `document`: referral packs, contract schedules and the register of both."""

from __future__ import annotations

from pathlib import Path

import click

from resources_app.cli.context import FILE, Invocation, with_invocation
from resources_app.cli.output import report
from resources_app.documents.actions import (
    DocumentMade,
    print_contract_schedule,
    print_referral_pack,
    reprint,
)
from resources_app.documents.delivering import deliver


def register(group: click.Group) -> None:
    """Add this module's commands."""
    group.add_command(print_group)


@click.group("print")
def print_group() -> None:
    """Print documents; each is registered with its SHA-256 and reprints byte for byte."""


_OUT = click.option("--out", type=FILE, required=True, help="Where to write the PDF.")
_FOR = click.option("--for", "for_whom", default="", help="Whom it is printed for.")


@print_group.command("referral-pack")
@click.argument("reference")
@click.option("--full", is_flag=True, help="With the child's identity; else anonymised.")
@_FOR
@_OUT
@with_invocation
def referral_pack(here: Invocation, reference: str, full: bool, for_whom: str, out: Path) -> None:
    """Print a request's referral pack. An anonymised one that gives the child away is refused."""
    with here.session() as session:
        made = print_referral_pack(session, reference, full=full, for_whom=for_whom)
    _deliver(here, made, out)


@print_group.command("contract-schedule")
@click.argument("reference")
@_FOR
@_OUT
@with_invocation
def contract_schedule(here: Invocation, reference: str, for_whom: str, out: Path) -> None:
    """Print the contract schedule of a placement or its IPA."""
    with here.session() as session:
        made = print_contract_schedule(session, reference, for_whom=for_whom)
    _deliver(here, made, out)


@print_group.command("again")
@click.argument("document")
@_OUT
@with_invocation
def again(here: Invocation, document: str, out: Path) -> None:
    """Print a registered DOCUMENT again, byte for byte."""
    with here.session(read_only=True) as session:
        content = reprint(session, document)
    deliver(content, out)
    report(here.json, {"reference": document, "out": out}, f"Wrote {out}.")


def _deliver(here: Invocation, made: DocumentMade, out: Path) -> None:
    deliver(made.bytes, out)
    data = {
        "reference": made.reference,
        "version": made.version,
        "pages": made.pages,
        "sha256": made.sha256,
        "out": out,
    }
    report(
        here.json,
        data,
        f"{made.reference}, version {made.version}, {made.pages} pages: {out}\n"
        f"SHA-256 {made.sha256}",
    )
