"""Keeping files and e-mails with a request, or on a child's file; opening and removing them.

The bytes are kept as they came. An e-mail is read as well: who wrote, when, what, and each file
in it is kept beside it. One that cannot be read is kept as a file, with why. Nothing goes with a
referral pack unless an officer puts it in (`documents.pack_attaching`), which looks into it first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from resources_app.casework.attachment_model import (
    MOST_BYTES,
    MOST_DEEP,
    Attachment,
    AttachmentKind,
)
from resources_app.casework.attachment_queries import (
    attachment,
    contacts_citing,
    kept_already,
    packs_with,
    parts_of,
)
from resources_app.casework.opening_records import note_opening
from resources_app.children.model import Child
from resources_app.children.queries import child, child_by_identifier, children_by_id
from resources_app.foundations.clock import stamp
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput, KnownError, NotFound, Refused, Where
from resources_app.foundations.phrases import joined
from resources_app.mail.file_kinds import is_mail, media_type_of, safe_name
from resources_app.mail.model import Message, Part
from resources_app.mail.reading import read_mail
from resources_app.requests.queries import request, request_by_id
from resources_app.session import Session
from resources_app.store.blobs import keep_blob, read_blob
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.references import next_reference


@dataclass(frozen=True)
class Kept:
    """One file that was kept, and how many files in it; `already_there` when it was before."""

    attachment: Attachment
    parts: int = 0
    already_there: bool = False


@dataclass(frozen=True)
class FilesKept:
    """The files of one action, in the order given, and what changed."""

    kept: tuple[Kept, ...]
    changes: Changes


@dataclass(frozen=True)
class _Given:
    """A file before it is kept; `message` is what was read out of an e-mail."""

    name: str
    media_type: str
    content: bytes
    message: Message | None = None
    unread_why: str = ""


@dataclass(frozen=True)
class _Where:
    """With which request, or on which child's file."""

    request_id: str | None
    child_id: str


def keep_with_request(session: Session, reference: str, paths: Iterable[Path]) -> FilesKept:
    """Keep files with a request, in whatever state it is; all of them or none.

    The same bytes are kept once. Raises NotFound, and BadInput for a file that cannot be read,
    is empty, or has more than `MOST_BYTES`.
    """
    require(session, Permission.KEEP_REQUESTS)
    one = request(session.tables, reference)
    return _keep(session, _Where(one.id, one.child_id), paths)


def keep_on_file(session: Session, identifier: str, paths: Iterable[Path]) -> FilesKept:
    """Keep files on a child's file, by local identifier; see `keep_with_request`."""
    require(session, Permission.KEEP_REQUESTS)
    one = child_by_identifier(session.tables, identifier)
    if one is None:
        raise NotFound(f"There is no child {identifier.strip()}.")
    return _keep(session, _Where(None, one.id), paths)


def open_attachment(session: Session, reference: str) -> tuple[Attachment, bytes]:
    """What was kept and its bytes, for whoever opens it now. Raises NotFound.

    The opening of a restricted child's record is written down first, as their request's is.
    """
    found = attachment(session.tables, reference)
    note_opening(session, people_of(session.tables, found), through=found.reference)
    return found, read_blob(session.tables, found.sha256)


def people_of(tables: Tables, found: Attachment) -> list[Child]:
    """The children whom what was kept is about."""
    if not found.request_id:
        return [child(tables, found.child_id)]
    asked = request_by_id(tables, found.request_id)
    return list(children_by_id(tables, (asked.child_id, *asked.sibling_ids)).values())


def remove_attachment(session: Session, reference: str, *, reason: str) -> Changes:
    """Take what was kept with the wrong record away from it, with the files that came in it.

    It is no longer listed or found; the journal keeps that it was there, and why it went.
    Raises NotFound, BadInput without a reason, and Refused while a contact points at it, or it
    goes with a pack.
    """
    require(session, Permission.KEEP_REQUESTS)
    if not reason.strip():
        raise BadInput("Say why it is taken away.", where=Where(field="Why"))
    with session.act("remove_attachment", reason=reason.strip()) as act:
        found = attachment(act.tables, reference)
        for one in (*_inside(act.tables, found), found):
            if contacts_citing(act.tables, one.id):
                raise Refused(f"A logged contact points at {one.reference}, so it stays.")
            if going_with := packs_with(act.tables, one.id):
                raise Refused(
                    f"{one.reference} goes with the pack of {joined(going_with)}.",
                    remedy="Take it out of the pack first.",
                )
            act.tables.delete("attachment", one.id)
    return act.changes


def _inside(tables: Tables, found: Attachment) -> Iterator[Attachment]:
    """Everything that came in an e-mail, what lies deepest first."""
    for one in parts_of(tables, found.id):
        yield from _inside(tables, one)
        yield one


def _keep(session: Session, where: _Where, paths: Iterable[Path]) -> FilesKept:
    given = [_read(path) for path in paths]
    with session.act("keep_files") as act:
        kept = tuple(_keep_one(session, act.tables, where, one) for one in given)
    return FilesKept(kept, act.changes)


def _read(path: Path) -> _Given:
    """A file as it lies there. Raises BadInput naming it."""
    where = Where(file=path.name)
    try:
        if path.is_dir():
            raise BadInput("This is a folder.", where=where, remedy="Give the files in it.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BadInput(
                f"The file has {size / 1_000_000:,.0f} MB.",
                where=where,
                remedy=f"At most {MOST_BYTES // 1_000_000} MB are kept: make it smaller, or keep "
                "its parts.",
            )
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"The file cannot be read: {error.strerror}.", where=where) from error
    if not content:
        raise BadInput("The file is empty.", where=where, remedy="Save it again, then add it.")
    name = safe_name(path.name)
    return _looked_into(name, media_type_of(name, content), content)


def _looked_into(name: str, media_type: str, content: bytes) -> _Given:
    """A file with what an e-mail says; one that cannot be read is a file, with why."""
    if not is_mail(media_type):
        return _Given(name, media_type, content)
    try:
        return _Given(name, media_type, content, read_mail(content, media_type))
    except KnownError as error:
        return _Given(name, media_type, content, unread_why=error.what)


def _keep_one(session: Session, tables: Tables, where: _Where, given: _Given) -> Kept:
    there = kept_already(
        tables, sha256(given.content).hexdigest(), where.request_id, where.child_id
    )
    if there is not None:
        return Kept(there, len(parts_of(tables, there.id)), already_there=True)
    key, reference = _insert(session, tables, where, given, part_of=None)
    parts = _keep_parts(session, tables, where, given, key, deep=1)
    return Kept(attachment(tables, reference), parts)


def _keep_parts(
    session: Session, tables: Tables, where: _Where, mail: _Given, key: str, *, deep: int
) -> int:
    """Keep what came in an e-mail beside it, and what came in that; how many files."""
    parts: tuple[Part, ...] = mail.message.parts if mail.message else ()
    for part in parts:
        given = _part(part, deep)
        inner, _ = _insert(session, tables, where, given, part_of=key)
        _keep_parts(session, tables, where, given, inner, deep=deep + 1)
    return len(parts)


def _part(part: Part, deep: int) -> _Given:
    if deep >= MOST_DEEP:
        why = f"It lies {counted(deep, 'e-mail')} deep." if is_mail(part.media_type) else ""
        return _Given(part.file_name, part.media_type, part.content, unread_why=why)
    named = media_type_of(part.file_name, part.content)
    return _looked_into(part.file_name, named if is_mail(named) else part.media_type, part.content)


def _insert(
    session: Session, tables: Tables, where: _Where, given: _Given, *, part_of: str | None
) -> tuple[str, str]:
    key, reference = session.new_id(), next_reference(session, tables, "FIL")
    row: dict[str, object] = {
        "id": key,
        "reference": reference,
        "request_id": where.request_id,
        "child_id": where.child_id,
        "part_of": part_of,
        "file_name": given.name,
        "media_type": given.media_type,
        "kind": AttachmentKind.EMAIL if given.message else AttachmentKind.FILE,
        "sha256": keep_blob(tables, given.content),
        "unread_why": given.unread_why,
        "added_by": session.officer.id,
        "added_at": session.stamp(),
    }
    if given.message:
        row |= _said(given.message)
    tables.insert("attachment", row)
    return key, reference


def _said(message: Message) -> dict[str, object]:
    return {
        "sent_at": stamp(message.sent_at) if message.sent_at else None,
        "sender": message.sender,
        "recipients": "\n".join(message.recipients),
        "subject": message.subject,
        "body_text": message.text,
    }
