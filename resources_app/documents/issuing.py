"""Hands out copies of registered documents, and writes down each of them.

A copy that cannot be written down is not handed out, and one that could not be written to disk is
not written down: it is complete before the action ends, and comes to its place after it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from resources_app.casework.opening_records import note_opening
from resources_app.documents.checking_again import check_leaving
from resources_app.documents.delivering import check_place, deliver_registered, placing
from resources_app.documents.emailing import Mail
from resources_app.documents.issue_model import CopySaved, Handing, Way
from resources_app.documents.issue_queries import children_named
from resources_app.documents.model import Delivered, Document
from resources_app.documents.outgoing import outgoing
from resources_app.documents.queries import document, registered_bytes
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def open_document(session: Session, reference: str) -> tuple[Document, bytes]:
    """A document and its bytes as they were first printed, for whoever reads it now.

    The opening of a restricted child's record is written down first. Raises NotFound, and
    StoreProblem when what is stored is no longer what was registered.
    """
    require(session, Permission.PRINT)
    one = document(session.tables, reference)
    people = children_named(session.tables, one.kind, one.subject_table, one.subject_id)
    note_opening(session, people, through=one.reference)
    return one, registered_bytes(session.tables, one)


def reprint(session: Session, reference: str) -> bytes:
    """The bytes of a registered document as they were first printed; see `open_document`."""
    return open_document(session, reference)[1]


def save_copy(
    session: Session,
    reference: str,
    out: Path,
    *,
    password: str = "",
    recipient: str = "",
    way: Way = Way.SAVED,
) -> CopySaved:
    """Write a copy of a registered document to a file, under a password if one is given.

    Whoever asks has printed or opened it (`open_document`). It is for whom it was made out to,
    unless a `recipient` is named; that copy carries their name where the kind asks for it
    (`outgoing`). Raises NotFound, Refused or BadInput as `deliver` does, and what `outgoing`
    does; then nothing is written down.
    """
    require(session, Permission.PRINT)
    check_place(out)
    one, recipient = document(session.tables, reference), " ".join(recipient.split())
    copy = outgoing(session, one, recipient)
    with placing() as files, session.act("issue_document") as act:
        file = deliver_registered(files, copy.content, one.reference, out, password=password)
        handing = Handing(way, recipient or one.made_for, address=out.name)
        record_issue(session, act.tables, one, handing, file, encrypted=file.encrypted)
    marked_for = recipient if copy.is_marked else ""
    return CopySaved(one.reference, file, act.changes, marked_for)


def save_mail(session: Session, reference: str, mail: Mail, out: Path) -> CopySaved:
    """Write an e-mail with a registered document attached to a file, as a draft to be sent.

    The document counts as e-mailed to the address it is written to. Raises as `save_copy` does.
    """
    require(session, Permission.PRINT)
    check_place(out)
    one = document(session.tables, reference)
    check_leaving(session, session.tables, one)
    with placing() as files, session.act("issue_document") as act:
        file = files.deliver(mail.content, out)
        record_issue(session, act.tables, one, Handing(Way.EMAIL, mail.name, mail.to))
    return CopySaved(one.reference, file, act.changes)


def note_issue(session: Session, reference: str, handing: Handing) -> Changes:
    """Write down that a copy of a registered document, as it was printed, went out.

    For copies made elsewhere: by the printer, the mail program, by hand. Raises NotFound.
    """
    require(session, Permission.PRINT)
    one = document(session.tables, reference)
    with session.act("issue_document", reason=handing.note) as act:
        record_issue(session, act.tables, one, handing)
    return act.changes


def record_issue(
    session: Session,
    tables: Tables,
    one: Document,
    handing: Handing,
    copy: bytes | Delivered | None = None,
    *,
    encrypted: bool = False,
) -> None:
    """Write down a copy inside an action that hands it out; `copy` is its bytes, or its file, where
    they are not the registered ones (encrypted, marked for its recipient, joined with others)."""
    if isinstance(copy, bytes):
        sha256 = hashlib.sha256(copy).hexdigest()
    else:
        sha256 = copy.sha256 if copy else one.sha256
    tables.insert(
        "document_issue",
        {
            "id": session.new_id(),
            "document_id": one.id,
            "issued_at": session.stamp(),
            "issued_by": session.officer.id,
            "way": handing.way,
            "recipient": " ".join(handing.recipient.split()),
            "address": handing.address.strip(),
            "sha256": sha256,
            "encrypted": int(encrypted),
            "note": handing.note.strip(),
        },
    )
