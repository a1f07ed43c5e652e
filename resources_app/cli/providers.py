"""`provider`: the due-diligence documents of a provider, and asking for those that are wanting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, FILE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.documents.due_diligence import Held, documents_held, save_chaser_mail
from resources_app.documents.model import Delivered
from resources_app.foundations.dates import day_text
from resources_app.foundations.phrases import capital
from resources_app.providers.due_diligence_actions import KINDS, record_document


@dataclass(frozen=True)
class DocumentsHeld:
    """The documents that a provider is asked for, each as it has given it."""

    provider: str
    documents: tuple[Held, ...]


PRINTS = {
    "provider documents": DocumentsHeld,
    "provider record": DocumentsHeld,
    "provider chase": Delivered,
}


@click.group("provider", cls=RoomGroup)
def provider_group() -> None:
    """The due-diligence documents of a provider."""


_NAME = click.argument("provider", metavar="PROVIDER")


@provider_group.command("documents", epilog=example('provider documents "Abbot Care"'))
@_NAME
@with_invocation
def documents(here: Invocation, provider: str) -> None:
    """Show which documents a provider has given, which run out soon, and which are missing."""
    with at_work(here, read_only=True) as session:
        held = documents_held(session.tables, provider, session.today())
    _report(here, provider, held)


@provider_group.command(
    "record",
    epilog=example(
        'provider record "Abbot Care" --kind "safeguarding policy" --expires 2027-03-31',
    ),
)
@_NAME
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    metavar="KIND",
    required=True,
    help=f"What it is: {'; '.join(KINDS)}.",
)
@click.option("--expires", type=DATE, help="Its last good day; left out, it does not run out.")
@click.option("--issued", type=DATE, help="The day it was issued.")
@click.option("--note", default="", help="What is to be known of it.")
@with_invocation
def record(
    here: Invocation,
    provider: str,
    kind: str,
    expires: date | None,
    issued: date | None,
    note: str,
) -> None:
    """Record a document that a provider has given."""
    with at_work(here) as session:
        record_document(session, provider, kind, expires_on=expires, issued_on=issued, note=note)
        held = documents_held(session.tables, provider, session.today())
    _report(here, provider, held)


@provider_group.command("chase", epilog=example('provider chase "Abbot Care" --eml chaser.eml'))
@_NAME
@click.option("--eml", type=FILE, required=True, help="Where to write the e-mail.")
@with_invocation
def chase(here: Invocation, provider: str, eml: Path) -> None:
    """Write an e-mail that asks for the documents wanting, the letter attached (`print chaser`)."""
    with at_work(here) as session:
        saved = save_chaser_mail(session, provider, eml)
    report(here.json, saved.file, f"{saved.reference} is attached to {eml}, for you to send.")


def _report(here: Invocation, provider: str, held: tuple[Held, ...]) -> None:
    rows = [
        (capital(one.kind), day_text(one.last_day) or ("no end" if one.given else ""), one.stands)
        for one in held
    ]
    report(here.json, DocumentsHeld(provider, held), columns(rows))
