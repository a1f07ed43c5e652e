"""`tell`: those who are told of a placement, of a move and of its end, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from resources_app.casework.opening_records import note_opening
from resources_app.children.queries import child
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, FILE, Invocation, example, with_invocation
from resources_app.cli.manner import in_manner
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.documents.delivering import check_place
from resources_app.documents.issuing import save_copy
from resources_app.documents.model import Delivered, Kind
from resources_app.documents.notifying import print_notification, save_notification_mail
from resources_app.foundations.dates import day_text
from resources_app.placements.actions import (
    NotificationKept,
    add_recipient,
    name_recipient,
    send_notification,
    waive_notification,
)
from resources_app.placements.notification_queries import Notification, notifications_about
from resources_app.placements.queries import placement_by_reference
from resources_app.placements.recipients import Recipient
from resources_app.printing.manner import Manner

_ID = click.argument("id_", metavar="ID")
_OUT = click.option("--out", type=FILE, required=True, help="Where to write it.")
_WHO = click.option("--who", default="", help="The person, or their office.")
_ORGANISATION = click.option("--organisation", default="", help="Where they are.")
_EMAIL = click.option("--email", default="", help="Their e-mail address.")
_EXAMPLE_ID = "01a203d4-3ddd-7786-9cdd-317d0dd5399a"


@dataclass(frozen=True)
class LetterWritten:
    """A letter as it is registered, and the copy that was written."""

    reference: str
    version: int
    pages: int
    file: Delivered


PRINTS = {
    "tell list": list[Notification],
    "tell name": NotificationKept,
    "tell add": NotificationKept,
    "tell sent": NotificationKept,
    "tell waive": NotificationKept,
    "tell letter": LetterWritten,
    "tell mail": Delivered,
}


@click.group("tell", cls=RoomGroup)
def tell_group() -> None:
    """Those who are told of a placement, of a move and of its end."""


@tell_group.command("list")
@click.argument("reference")
@with_invocation
def tell_list(here: Invocation, reference: str) -> None:
    """List everybody who is to be told about a placement, the soonest due first."""
    # Not read only: the names are a child's, and opening a restricted one is written down.
    with at_work(here) as session:
        placement = placement_by_reference(session.tables, reference)
        about = child(session.tables, placement.child_id)
        note_opening(session, [about], through=placement.reference)
        found, today = notifications_about(session.tables, placement.id), session.today()
    rows = [
        [
            one.stands(today),
            f"by {day_text(one.due_on)}",
            one.duty,
            one.name or "nobody is named yet",
            f"ID {one.id}",
        ]
        for one in found
    ]
    nothing = f"Nobody is to be told about {placement.reference}."
    report(here.json, found, columns(rows, elastic=3) or nothing)


@tell_group.command(
    "name", epilog=example(f"tell name {_EXAMPLE_ID} --who 'Ann Moor' --email ann@example.org")
)
@_ID
@_WHO
@_ORGANISATION
@_EMAIL
@with_invocation
def tell_name(here: Invocation, id_: str, who: str, organisation: str, email: str) -> None:
    """Say who somebody to be told is."""
    with at_work(here) as session:
        kept = name_recipient(session, id_, Recipient(who, organisation, email))
    report(here.json, kept, f"To be told: {kept.notification.name}.")


@tell_group.command("add", epilog=example(f"tell add {_EXAMPLE_ID} --who 'Ivor Moor'"))
@click.argument("duty", metavar="DUTY_ID")
@_WHO
@_ORGANISATION
@_EMAIL
@with_invocation
def tell_add(here: Invocation, duty: str, who: str, organisation: str, email: str) -> None:
    """Add somebody to those whom a duty to notify is owed to."""
    with at_work(here) as session:
        kept = add_recipient(session, duty, Recipient(who, organisation, email))
    report(here.json, kept, f"To be told: {kept.notification.name}. ID {kept.notification.id}")


@tell_group.command("sent", epilog=example(f"tell sent {_EXAMPLE_ID} --on 2026-12-08 --how letter"))
@_ID
@click.option("--on", "day", type=DATE, required=True, help="The day it was sent.")
@click.option("--how", default="", help="By e-mail, letter, portal …")
@click.option("--proof", default="", help="A reference, or where the proof is kept.")
@with_invocation
def tell_sent(here: Invocation, id_: str, day: date, how: str, proof: str) -> None:
    """Say that somebody was told, how, and where the proof is."""
    with at_work(here) as session:
        kept = send_notification(session, id_, day, how=how, proof=proof)
    report(here.json, kept, f"Told on {day_text(day)}: {kept.notification.name}.")


@tell_group.command("waive")
@_ID
@click.option("--reason", required=True, help="Why they need not be told.")
@with_invocation
def tell_waive(here: Invocation, id_: str, reason: str) -> None:
    """Say why somebody need not be told."""
    with at_work(here) as session:
        kept = waive_notification(session, id_, reason)
    report(here.json, kept, f"Need not be told: {kept.notification.name}.")


@tell_group.command("letter", epilog=example(f"tell letter {_EXAMPLE_ID} --out letter.pdf"))
@_ID
@in_manner(Kind.NOTIFICATION)
@_OUT
@with_invocation
def tell_letter(here: Invocation, id_: str, manner: Manner, out: Path) -> None:
    """Print the letter to somebody who is told; it is registered and kept as proof."""
    with at_work(here) as session:
        check_place(out)
        made = print_notification(session, id_, manner=manner).document
        file = save_copy(session, made.reference, out).file
    data = LetterWritten(made.reference, made.version, made.pages, file)
    report(here.json, data, f"{made.reference} is registered, and written to {file.path}.")


@tell_group.command("mail", epilog=example(f"tell mail {_EXAMPLE_ID} --out letter.eml"))
@_ID
@in_manner(Kind.NOTIFICATION)
@_OUT
@with_invocation
def tell_mail(here: Invocation, id_: str, manner: Manner, out: Path) -> None:
    """Write the e-mail with the letter attached, for the mail program to open and send."""
    with at_work(here) as session:
        file = save_notification_mail(session, id_, out, manner=manner).file
    report(here.json, file, f"{file.path} opens in the mail program, ready to send.")
