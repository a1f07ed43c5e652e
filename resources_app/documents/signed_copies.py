"""Keeps the signed copy of a document that came back, as it came, and says whom it shows.

A file that cannot be opened is refused with the reason: in ten years nobody could ask again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from resources_app.documents.issuing import open_document
from resources_app.documents.model import Document
from resources_app.documents.queries import document
from resources_app.documents.signature_model import (
    CopyKept,
    CopyKind,
    SignatureState,
    SignedCopy,
    SignedHow,
    SigningParty,
)
from resources_app.documents.signature_queries import shown_on, signed_copies, signing_party
from resources_app.documents.signing import UNSETTLED
from resources_app.documents.vetting import vet
from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.mail.file_kinds import media_type_of, safe_name
from resources_app.session import Session
from resources_app.store.blobs import keep_blob, read_blob
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class CopyFile:
    """A signed copy before it is kept: its name, its bytes, what it is, and who signed how."""

    name: str
    content: bytes
    kind: CopyKind = CopyKind.SCAN
    how: SignedHow = SignedHow.BY_HAND
    note: str = ""


def attach_signed(
    session: Session,
    reference: str,
    path: Path,
    *,
    places: Collection[int] = (),
    on: date | None = None,
    note: str = "",
) -> CopyKept:
    """Keep a scan, a photograph or a PDF as a signed copy of a document.

    `places` are those whose signature it shows; who had not signed yet has from then on, on a day
    (today). The same bytes are kept once. Raises NotFound, and BadInput, naming the file, for one
    that is damaged, encrypted, too large, or neither a PDF nor a picture.
    """
    require(session, Permission.ASK_SIGNATURES)
    where = Where(file=path.name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"The file cannot be read: {error.strerror}.", where=where) from error
    vet(content, path.name)
    one = document(session.tables, reference)
    if sha256(content).hexdigest() == one.sha256:
        raise BadInput(
            f"This is {one.reference} as it was printed; nobody has signed it.",
            where=where,
            remedy="Give the copy that came back signed.",
        )
    file = CopyFile(safe_name(path.name), content, note=note.strip())
    return keep_signed(session, one, file, places, on)


def keep_signed(
    session: Session,
    one: Document,
    file: CopyFile,
    places: Collection[int],
    on: date | None,
) -> CopyKept:
    """Keep a signed copy that was looked at, and who signed it."""
    day = on or session.today()
    if day > session.today():
        raise BadInput("The day of signing is still to come.", where=Where(field="on"))
    with session.act("attach_signed") as act:
        parties = [signing_party(act.tables, one, place) for place in sorted(set(places))]
        there = _there(act.tables, one, file)
        key = there.id if there else _insert(session, act.tables, one, file)
        known = set(there.shows if there else ())
        for party in parties:
            if party.party not in known:
                _show(session, act.tables, key, party)
            _sign(act.tables, party, day, file.how)
        kept = next(copy for copy in signed_copies(act.tables, one.id) if copy.id == key)
    return CopyKept(kept, there is not None, act.changes)


def open_signed(session: Session, reference: str, copy_id: str) -> tuple[SignedCopy, bytes]:
    """A signed copy and its bytes, for whoever reads it now; see `open_document`."""
    one, _ = open_document(session, reference)
    found = _copy_of(session.tables, one, copy_id)
    return found, read_blob(session.tables, found.sha256)


def remove_signed(session: Session, reference: str, copy_id: str, *, reason: str) -> Changes:
    """Take away a signed copy that is another document's; how the signatures stand is left alone.

    Raises NotFound, BadInput without a reason, and Refused for one that was signed here.
    """
    require(session, Permission.KEEP_SIGNATURES)
    if not reason.strip():
        raise BadInput("Say why it is taken away.", where=Where(field="reason"))
    one = document(session.tables, reference)
    with session.act("remove_signed_copy", reason=reason.strip()) as act:
        found = _copy_of(act.tables, one, copy_id)
        if found.kind is CopyKind.DIGITAL:
            raise Refused("It was signed here with a certificate, so it stays.")
        for shown_id in shown_on(act.tables, copy_id):
            act.tables.delete("signed_copy_party", shown_id)
        act.tables.delete("signed_copy", copy_id)
    return act.changes


def _copy_of(tables: Tables, one: Document, copy_id: str) -> SignedCopy:
    found = next((copy for copy in signed_copies(tables, one.id) if copy.id == copy_id), None)
    if found is None:
        raise NotFound(f"{one.reference} has no such signed copy.")
    return found


def _there(tables: Tables, one: Document, file: CopyFile) -> SignedCopy | None:
    digest = sha256(file.content).hexdigest()
    return next((copy for copy in signed_copies(tables, one.id) if copy.sha256 == digest), None)


def _insert(session: Session, tables: Tables, one: Document, file: CopyFile) -> str:
    key = session.new_id()
    tables.insert(
        "signed_copy",
        {
            "id": key,
            "document_id": one.id,
            "sha256": keep_blob(tables, file.content),
            "file_name": file.name,
            "media_type": media_type_of(file.name, file.content),
            "kind": file.kind,
            "added_by": session.officer.id,
            "added_at": session.stamp(),
            "note": file.note,
        },
    )
    return key


def _show(session: Session, tables: Tables, key: str, party: SigningParty) -> None:
    row = {"id": session.new_id(), "signed_copy_id": key, "party_id": party.id}
    tables.insert("signed_copy_party", row)


def _sign(tables: Tables, party: SigningParty, day: date, how: SignedHow) -> None:
    if party.state is SignatureState.SIGNED:
        return
    # A signature that came after all says so itself.
    changed = {**UNSETTLED, "signed_on": day.isoformat(), "signed_how": str(how)}
    tables.update("signature_party", party.id, changed)
