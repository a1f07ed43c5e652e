"""Puts kept files in with a request's referral pack, takes them out, and orders them.

A file is looked into before it goes in (`vetting`), so that whoever is in a hurry does not learn
on the day of sending that a report is locked.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.casework.attachment_model import Attachment, AttachmentKind
from resources_app.casework.attachment_queries import attachment
from resources_app.documents.pack_attachment_model import NewPackAttachment, PackAttachment
from resources_app.documents.pack_attachment_queries import pack_attachment, pack_attachments
from resources_app.documents.pack_checking import check_said
from resources_app.documents.page_text import read_pages, unsearchable_of, wordless_of
from resources_app.documents.vetted_model import Vetted
from resources_app.documents.vetting import vet
from resources_app.documents.vetting_limits import check_limit
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.printing.wording import wording
from resources_app.requests.model import Request
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.store.blobs import read_blob
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

_LONGEST_HEADING = 120
_NOTE = "What is on them"
_UNREAD: dict[str, object] = {"read_by": None, "read_at": None, "read_note": ""}


@dataclass(frozen=True)
class PackChanged:
    """The files that go with a pack as they now stand, and the one that was named, if it does."""

    attachments: tuple[PackAttachment, ...]
    attachment: PackAttachment | None
    changes: Changes


def put_in_pack(
    session: Session, request_reference: str, file_reference: str, new: NewPackAttachment
) -> PackChanged:
    """Let a kept file go with a request's pack, after those that do; or say anew how it goes.

    Who read its unsearchable pages stays on record unless there are others among them by now.
    Raises NotFound, BadInput for a file that cannot go with a pack and why, and Refused for one
    that is kept with another child.
    """
    require(session, Permission.KEEP_REQUESTS)
    asked = request(session.tables, request_reference)
    kept = attachment(session.tables, file_reference)
    _check_whose(asked, kept)
    heading = _heading(new)
    vetted = vet_kept(session.tables, kept)
    pages = read_pages(vetted.pdf)
    unsearchable = unsearchable_of(pages)
    row: dict[str, object] = {
        "heading": heading,
        "topic": new.topic,
        "packs": new.packs,
        "dated": new.dated.isoformat() if new.dated else None,
        "pages": vetted.pages,
        "unsearchable": " ".join(map(str, unsearchable)),
        "wordless": " ".join(map(str, wordless_of(pages))),
        "vetted": "\n".join(vetted.notes),
    }
    with session.act("put_in_pack", reason=kept.reference) as act:
        going = pack_attachments(act.tables, asked.id)
        there = next((one for one in going if one.file_reference == kept.reference), None)
        others = [one for one in going if one is not there]
        _check_together(act.tables, others, vetted, Where(file=kept.file_name))
        if there:
            again = {} if {*unsearchable} <= {*there.unsearchable} else _UNREAD
            act.tables.update("pack_attachment", there.id, row | again)
        else:
            act.tables.insert("pack_attachment", row | _new_row(session, asked, kept, len(going)))
        changed = _as_it_stands(act.tables, asked, kept.reference)
    return PackChanged(*changed, act.changes)


def take_out_of_pack(session: Session, request_reference: str, file_reference: str) -> PackChanged:
    """Let a kept file no longer go with a request's pack; it stays kept. Raises NotFound."""
    require(session, Permission.KEEP_REQUESTS)
    with session.act("take_out_of_pack", reason=file_reference.strip().upper()) as act:
        asked = request(act.tables, request_reference)
        act.tables.delete(
            "pack_attachment", pack_attachment(act.tables, asked.id, file_reference).id
        )
        _order(act.tables, pack_attachments(act.tables, asked.id))
        changed = _as_it_stands(act.tables, asked, "")
    return PackChanged(*changed, act.changes)


def move_in_pack(
    session: Session, request_reference: str, file_reference: str, place: int
) -> PackChanged:
    """Give a file another place in a request's pack, from 1; what is past the end is the last.

    Raises NotFound, and BadInput for a place before the first.
    """
    require(session, Permission.KEEP_REQUESTS)
    if place < 1:
        raise BadInput("Places are counted from 1.", where=Where(field="Place"))
    with session.act("move_in_pack", reason=file_reference.strip().upper()) as act:
        asked = request(act.tables, request_reference)
        moved = pack_attachment(act.tables, asked.id, file_reference)
        others = [one for one in pack_attachments(act.tables, asked.id) if one.id != moved.id]
        _order(act.tables, [*others[: place - 1], moved, *others[place - 1 :]])
        changed = _as_it_stands(act.tables, asked, moved.file_reference)
    return PackChanged(*changed, act.changes)


def say_read(
    session: Session, request_reference: str, file_reference: str, note: str
) -> PackChanged:
    """Say that you have read the pages of a file that no search can, and that they name nobody.

    `note` says what is on them; the journal keeps it, so it may name nobody. Raises NotFound,
    BadInput for the note, and Refused where every page was searched.
    """
    require(session, Permission.KEEP_REQUESTS)
    if not note.strip():
        raise BadInput("Say what you read there.", where=Where(field=_NOTE))
    check_said(session, request_reference, note, _NOTE)
    with session.act("say_read", reason=note.strip()) as act:
        asked = request(act.tables, request_reference)
        there = pack_attachment(act.tables, asked.id, file_reference)
        if not there.unsearchable:
            raise Refused(f"Every page of {there.file_reference} can be searched; none is left.")
        act.tables.update(
            "pack_attachment",
            there.id,
            {
                "read_by": session.officer.id,
                "read_at": session.stamp(),
                "read_note": note.strip(),
            },
        )
        changed = _as_it_stands(act.tables, asked, there.file_reference)
    return PackChanged(*changed, act.changes)


def vet_kept(tables: Tables, kept: Attachment) -> Vetted:
    """What of a kept file may go with a pack. Raises BadInput that names it and says why not."""
    is_email = kept.kind is AttachmentKind.EMAIL
    return vet(read_blob(tables, kept.sha256), kept.file_name, is_email=is_email)


def _check_whose(asked: Request, kept: Attachment) -> None:
    """Raise Refused for what is kept with a record that this request is not about."""
    if kept.request_id != asked.id and kept.child_id not in (asked.child_id, *asked.sibling_ids):
        raise Refused(
            f"{kept.reference} is kept with another child, so it does not go with this pack.",
            remedy="Keep the file with this request, where it is about this child.",
        )


def _check_together(
    tables: Tables, others: list[PackAttachment], vetted: Vetted, where: Where
) -> None:
    """Raise BadInput where a file makes of the pack more than can be read, or sent by e-mail."""
    check_limit("pages together", vetted.pages + sum(one.pages for one in others), where)
    sizes = [len(vet(read_blob(tables, one.sha256), one.file_name).pdf) for one in others]
    check_limit("bytes together", len(vetted.pdf) + sum(sizes), where)


def _heading(new: NewPackAttachment) -> str:
    given = " ".join(new.heading.split()) or wording("divider")["topics"][new.topic]
    if len(given) > _LONGEST_HEADING:
        raise BadInput(
            f"The title has {len(given)} characters.",
            where=Where(field="Title"),
            remedy=f"Give at most {_LONGEST_HEADING}.",
        )
    return str(given)


def _new_row(session: Session, asked: Request, kept: Attachment, going: int) -> dict[str, object]:
    return {
        "id": session.new_id(),
        "request_id": asked.id,
        "attachment_id": kept.id,
        "position": going + 1,
        "put_in_by": session.officer.id,
        "put_in_at": session.stamp(),
    }


def _order(tables: Tables, wanted: list[PackAttachment]) -> None:
    for place, one in enumerate(wanted, start=1):
        tables.update("pack_attachment", one.id, {"position": place})


def _as_it_stands(
    tables: Tables, asked: Request, file_reference: str
) -> tuple[tuple[PackAttachment, ...], PackAttachment | None]:
    going = tuple(pack_attachments(tables, asked.id))
    return going, next((one for one in going if one.file_reference == file_reference), None)
