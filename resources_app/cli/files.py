"""`file`: files and e-mails kept with a request or on a child's file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from resources_app.casework.attaching import (
    FilesKept,
    keep_on_file,
    keep_with_request,
    open_attachment,
    remove_attachment,
)
from resources_app.casework.attachment_model import Attachment
from resources_app.casework.attachment_queries import attachments_of_child, attachments_of_request
from resources_app.casework.childs_file import open_childs_file
from resources_app.casework.opening_records import open_request
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, wrapped
from resources_app.documents.delivering import check_place, deliver
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput
from resources_app.foundations.phrases import small
from resources_app.session import Session


@dataclass(frozen=True)
class Opened:
    """A file that was kept, and where its copy is; None where none was asked for."""

    file: Attachment
    out: Path | None


@dataclass(frozen=True)
class Removed:
    """A file that is no longer kept with its record."""

    reference: str


PRINTS = {
    "file keep": FilesKept,
    "file list": list[Attachment],
    "file show": Opened,
    "file remove": Removed,
}
_REQUEST = click.option("--request", "reference", default="", help="The request, by reference.")
_CHILD = click.option("--child", "identifier", default="", help="The child, by local identifier.")


@click.group("file", cls=RoomGroup)
def file_group() -> None:
    """Files and e-mails kept with a request or on a child's file."""


@file_group.command(
    "keep",
    epilog=example(
        'file keep "FW Rowan.msg" --request REQ-26-A7-0042',
        "file keep plan.pdf photo.jpg --child 40517",
    ),
)
@click.argument("files", type=FILE, nargs=-1, required=True)
@_REQUEST
@_CHILD
@with_invocation
def file_keep(here: Invocation, files: tuple[Path, ...], reference: str, identifier: str) -> None:
    """Keep FILES, or e-mails (.eml, .msg) with what is in them, whole and as they came."""
    _one_of_both(reference, identifier)
    with at_work(here) as session:
        if reference:
            made = keep_with_request(session, reference, files)
        else:
            made = keep_on_file(session, identifier, files)
    report(here.json, made, "\n".join(_kept(made)))


def _kept(made: FilesKept) -> Iterator[str]:
    for one in made.kept:
        known = "was kept already" if one.already_there else "is kept"
        inside = f" with {counted(one.parts, 'file')}" if one.parts else ""
        why = one.attachment.unread_why
        unread = f" It is kept unread: {small(why)}" if why else ""
        yield f"{one.attachment.reference}: “{one.attachment.title}” {known}{inside}.{unread}"


@file_group.command("list", epilog=example("file list --request REQ-26-A7-0042"))
@_REQUEST
@_CHILD
@with_invocation
def file_list(here: Invocation, reference: str, identifier: str) -> None:
    """List what was kept with a request, or for a child, the last first."""
    _one_of_both(reference, identifier)
    # Not read only: opening a restricted child's record is written down.
    with at_work(here) as session:
        found = _of_request(session, reference) if reference else _of_child(session, identifier)
    rows = [
        (
            one.reference,
            str(one.kind),
            one.sender or one.file_name,
            one.title,
            local_text(one.sent_at or one.added_at),
            f"in {one.part_of}" if one.part_of else "",
        )
        for one in found
    ]
    report(here.json, found, columns(rows, elastic=3) or "Nothing was kept yet.")


def _of_request(session: Session, reference: str) -> list[Attachment]:
    return attachments_of_request(session.tables, open_request(session, reference).id)


def _of_child(session: Session, identifier: str) -> list[Attachment]:
    found = open_childs_file(session, identifier)
    return attachments_of_child(session.tables, found.child.id)


@file_group.command(
    "show",
    epilog=example("file show FIL-26-A7-0042", "file show FIL-26-A7-0042 --out mail.msg"),
)
@click.argument("reference")
@click.option("--out", type=FILE, help="Write a copy here, as it came.")
@with_invocation
def file_show(here: Invocation, reference: str, out: Path | None) -> None:
    """Show what was kept: an e-mail as plain text; write a copy with --out."""
    with at_work(here) as session:
        if out is not None:
            check_place(out)
        found, content = open_attachment(session, reference)
    if out is not None:
        deliver(content, out)
    report(here.json, Opened(found, out), "\n".join(_shown(found, out)))


def _shown(one: Attachment, out: Path | None) -> Iterator[str]:
    where = f" with {one.request_reference}" if one.request_reference else ""
    kept = f"kept{where} by {one.added_by} {local_text(one.added_at)}"
    yield f"{one.reference}: “{one.title}”, {kept}"
    yield f"  {one.file_name}, {one.size:,} bytes, SHA-256 {one.sha256}"
    if one.sender:
        yield wrapped(f"From {one.sender}", indent=2)
    for line in one.recipients.splitlines():
        yield wrapped(f"To {line}", indent=2)
    if one.sent_at:
        yield f"  Sent {local_text(one.sent_at)}"
    if one.unread_why:
        yield f"  Kept unread. {one.unread_why}"
    if out is not None:
        yield f"  A copy is in {out}"
    elif one.body_text:
        yield f"\n{one.body_text}"


@file_group.command(
    "remove", epilog=example('file remove FIL-26-A7-0042 --reason "It is about another child."')
)
@click.argument("reference")
@click.option("--reason", required=True, help="Why it goes; the journal keeps it.")
@with_invocation
def file_remove(here: Invocation, reference: str, reason: str) -> None:
    """Take a file away from a record that it was kept with by mistake."""
    with at_work(here) as session:
        remove_attachment(session, reference, reason=reason)
    gone = reference.strip().upper()
    report(here.json, Removed(gone), f"{gone} is no longer kept.")


def _one_of_both(reference: str, identifier: str) -> None:
    if bool(reference) == bool(identifier):
        raise BadInput("Give a request or a child.", remedy="Name one: --request or --child.")
