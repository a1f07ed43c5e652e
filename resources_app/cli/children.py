"""`child`: a child's file, and the log of contacts about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import click

from resources_app.casework.childs_file import ChildsFile, open_childs_file
from resources_app.casework.contacting import log_contact_about
from resources_app.children.contacts import Contact
from resources_app.children.postcode_notes import postcode_notes
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.documents.model import Document
from resources_app.documents.queries import documents_of_child
from resources_app.foundations.clock import local_text
from resources_app.foundations.codes import CodeList, words, words_with_code
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.phrases import capital


@dataclass(frozen=True)
class Shown(ChildsFile):
    """A child's file with what was printed about the child, the last printed first."""

    documents: tuple[Document, ...]


PRINTS = {"child show": Shown, "child contact": Contact}


@click.group("child", cls=RoomGroup)
def child_group() -> None:
    """A child's file, by the council's own identifier."""


@child_group.command("show", epilog=example("child show 40517"))
@click.argument("identifier")
@with_invocation
def child_show(here: Invocation, identifier: str) -> None:
    """Show a child's file: status, care, requests, placements, documents and contacts."""
    # Not read only: opening a restricted child's record is written down.
    with at_work(here) as session:
        read = open_childs_file(session, identifier)
        printed, today = documents_of_child(session.tables, read.child.id), session.today()
    found = Shown(**vars(read), documents=tuple(printed))
    head, *more = _lines(found, today)
    text = "\n".join([head, *(wrapped(line, indent=2) for line in more)])
    report(here.json, found, text)


def _lines(found: Shown, today: date) -> Iterator[str]:
    child = found.child
    yield f"{child.local_identifier}: {child.full_name}, born {day_text(child.date_of_birth)}"
    yield found.standing
    yield from postcode_notes(found.child)
    for sibling in found.siblings:
        yield f"Brother or sister {sibling.local_identifier}: {sibling.full_name}"
    for status in found.legal_statuses:
        said = words(CodeList.LEGAL_STATUS, status.legal_status)
        yield f"{_when(status.period)}: {said}"
    for spell in found.care:
        why = words(CodeList.REASON_EPISODE_CEASED, spell.reason_ended)
        yield f"Looked after {_when(spell.period).lower()}{': ' + why if why else ''}"
    for episode in found.episodes:
        began = words_with_code(CodeList.REASON_NEW_EPISODE, episode.reason)
        where = f" ({episode.where})" if episode.where else ""
        yield f"Episode {_when(episode.period).lower()}: {began}{where}"
    for order in found.orders:
        yield f"{order.sentence}: {order.stands(today)}"
    for before in (*found.earlier.requests, *found.earlier.placements):
        yield f"{before.reference}: {before.sentence}"
    for one in found.documents:
        yield f"{one.reference}: {one.kind}, version {one.version}, {local_text(one.made_at)}"
    for kept in found.files:
        yield f"{kept.reference}: “{kept.title}”, kept {local_text(kept.added_at)}"
    for contact in found.contacts:
        about = f" ({contact.about})" if contact.about else ""
        yield f"{day_text(contact.on)}, {contact.with_whom}{about}: {contact.what}"


def _when(period: Period) -> str:
    until = f" until {day_text(period.end)}" if period.end else ""
    return capital(f"from {day_text(period.start)}{until}")


@child_group.command(
    "contact",
    epilog=example(
        'child contact 40517 --on 2026-11-20 --with "Mina Doshi, social worker" '
        '--what "He asked to see his grandmother."'
    ),
)
@click.argument("identifier")
@click.option("--on", type=DATE, required=True, help="The day it happened.")
@click.option("--with", "with_whom", required=True, help="Who was spoken to.")
@click.option("--what", required=True, help="What was said.")
@click.option("--about", default="", help="A request or a kept file of the child, by reference.")
@with_invocation
def child_contact(
    here: Invocation, identifier: str, on: date, with_whom: str, what: str, about: str
) -> None:
    """Log a contact about a child: when, with whom, and what was said."""
    with at_work(here) as session:
        child = open_childs_file(session, identifier).child
        made = log_contact_about(
            session, child.id, Contact(on, with_whom, what, about=about)
        ).contact
    report(here.json, made, f"Logged for {day_text(made.on)}, {made.with_whom}.")
