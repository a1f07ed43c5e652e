"""`pack`: the kept files that go with a request's referral pack; its review is in `reviewing`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import click

from resources_app.casework.opening_records import open_request
from resources_app.cli import reviewing
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.documents.finding_model import LeakFinding
from resources_app.documents.pack_attaching import (
    PackChanged,
    move_in_pack,
    put_in_pack,
    say_read,
    take_out_of_pack,
)
from resources_app.documents.pack_attachment_model import (
    NewPackAttachment,
    PackAttachment,
    Packs,
    Topic,
)
from resources_app.documents.pack_attachment_queries import pack_attachments
from resources_app.documents.pack_checking import leaks_in_request
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput
from resources_app.foundations.phrases import joined


@dataclass(frozen=True)
class GoingWithPack:
    """The files that go with a pack, in their order, and what in them stops the anonymised one."""

    attachments: tuple[PackAttachment, ...]
    findings: tuple[LeakFinding, ...]


PRINTS: dict[str, object] = {
    "pack attach": PackChanged,
    "pack attachments": GoingWithPack,
    "pack detach": PackChanged,
    "pack order": PackChanged,
    "pack read": PackChanged,
    **reviewing.PRINTS,
}
_REQUEST = click.argument("reference")
_FILE = click.argument("file_reference", metavar="FILE")


@click.group("pack", cls=RoomGroup)
def pack_group() -> None:
    """A request's referral pack: the review of its words, and the kept files that go with it."""


for _one in reviewing.COMMANDS:
    pack_group.add_command(_one)


@pack_group.command(
    "attach",
    epilog=example(
        'pack attach REQ-26-A7-0042 FIL-26-A7-0007 --kind health --title "Health assessment"',
        "pack attach REQ-26-A7-0042 FIL-26-A7-0008 --kind education --full-only",
    ),
)
@_REQUEST
@_FILE
@click.option(
    "--kind", type=click.Choice([str(one) for one in Topic]), required=True, help="What it is."
)
@click.option("--title", default="", help="Its title on paper; by default what it is.")
@click.option("--dated", type=DATE, help="The day it was written.")
@click.option("--full-only", is_flag=True, help="It goes with the full pack only.")
@click.option("--anonymised-only", is_flag=True, help="It goes with the anonymised pack only.")
@with_invocation
def pack_attach(
    here: Invocation,
    reference: str,
    file_reference: str,
    kind: str,
    title: str,
    dated: date | None,
    full_only: bool,
    anonymised_only: bool,
) -> None:
    """Let a kept FILE (a PDF, JPEG or PNG) go with the pack, or say anew how it goes."""
    if full_only and anonymised_only:
        raise BadInput("--full-only and --anonymised-only leave no pack.", remedy="Give one.")
    packs = Packs.FULL if full_only else Packs.ANONYMISED if anonymised_only else Packs.BOTH
    new = NewPackAttachment(Topic(kind), title, packs, dated)
    with at_work(here) as session:
        changed = put_in_pack(session, reference, file_reference, new)
    _tell(here, changed)


@pack_group.command("attachments", epilog=example("pack attachments REQ-26-A7-0042"))
@_REQUEST
@with_invocation
def pack_list(here: Invocation, reference: str) -> None:
    """List what goes with the pack, what was left out of it, and what stops the anonymised one."""
    # Not read only: opening a restricted child's record is written down.
    with at_work(here) as session:
        asked = open_request(session, reference)
        going = tuple(pack_attachments(session.tables, asked.id))
        leaks = leaks_in_request(session.tables, reference, session.today())
    found = GoingWithPack(going, tuple(one for one in leaks if one.file))
    stopped = [f"The anonymised pack stops at {one}." for one in found.findings]
    report(here.json, found, "\n".join([_text(going), *map(wrapped, stopped)]))


@pack_group.command("detach", epilog=example("pack detach REQ-26-A7-0042 FIL-26-A7-0007"))
@_REQUEST
@_FILE
@with_invocation
def pack_detach(here: Invocation, reference: str, file_reference: str) -> None:
    """Let a FILE no longer go with the pack; it stays kept."""
    with at_work(here) as session:
        changed = take_out_of_pack(session, reference, file_reference)
    _tell(here, changed)


@pack_group.command("order", epilog=example("pack order REQ-26-A7-0042 FIL-26-A7-0007 --place 1"))
@_REQUEST
@_FILE
@click.option("--place", type=int, required=True, help="Its place, from 1.")
@with_invocation
def pack_order(here: Invocation, reference: str, file_reference: str, place: int) -> None:
    """Give a FILE another place among those that go with the pack."""
    with at_work(here) as session:
        changed = move_in_pack(session, reference, file_reference, place)
    _tell(here, changed)


@pack_group.command(
    "read",
    epilog=example('pack read REQ-26-A7-0042 FIL-26-A7-0007 --note "A drawing of a dog; no words"'),
)
@_REQUEST
@_FILE
@click.option("--note", required=True, help="What is on the pages that no search can read.")
@with_invocation
def pack_read(here: Invocation, reference: str, file_reference: str, note: str) -> None:
    """Say that you have read the pages of a FILE that no search can, and that they name nobody."""
    with at_work(here) as session:
        changed = say_read(session, reference, file_reference, note)
    _tell(here, changed)


def _tell(here: Invocation, changed: PackChanged) -> None:
    report(here.json, changed, _text(changed.attachments))


def _text(going: tuple[PackAttachment, ...]) -> str:
    lines = [line for one in going for line in _lines(one)]
    return "\n".join(lines) or "Nothing goes with the pack but the pack itself."


def _lines(one: PackAttachment) -> Iterator[str]:
    dated = f", dated {day_text(one.dated)}" if one.dated else ""
    only = "" if one.packs is Packs.BOTH else f", {one.packs}"
    yield f"{one.position}  {one.file_reference}  “{one.heading}”{dated}"
    yield f"   {one.topic}, {counted(one.pages, 'page')}{only}; {one.file_name}"
    for note in one.notes:
        yield wrapped(note, indent=3)
    if one.unsearchable:
        pages = joined([str(page) for page in one.unsearchable])
        who = f"read by {one.read_by}: {one.read_note}" if one.read_by else "nobody said they did"
        yield wrapped(f"No search can read page {pages}; {who}.", indent=3)
