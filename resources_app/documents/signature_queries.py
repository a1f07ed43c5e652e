"""The documents' room's SQL about signatures and signed copies."""

from __future__ import annotations

from resources_app.documents.model import Document
from resources_app.documents.signature_model import (
    CopyKind,
    Signatures,
    SignedCopy,
    SigningParty,
)
from resources_app.foundations.clock import from_stamp
from resources_app.foundations.dates import stored_day
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables
from resources_app.team.council import council_name

_PARTY = """
    SELECT signature_party.*, document.reference,
           (SELECT count(*) FROM signature_chaser AS chaser
             WHERE chaser.party_id = signature_party.id) AS chased,
           (SELECT max(chased_at) FROM signature_chaser AS chaser
             WHERE chaser.party_id = signature_party.id) AS last_chased_at
      FROM signature_party JOIN document ON document.id = signature_party.document_id
"""
_COPY = """
    SELECT signed_copy.*, document.reference, officer.name AS adder, blob.size
      FROM signed_copy
      JOIN document ON document.id = signed_copy.document_id
      JOIN officer ON officer.id = signed_copy.added_by
      JOIN blob ON blob.sha256 = signed_copy.sha256
"""


def signatures_of(tables: Tables, one: Document) -> Signatures:
    """How a document's signatures stand, and its signed copies."""
    parties = tuple(signing_parties(tables, one.id))
    copies = tuple(signed_copies(tables, one.id))
    return Signatures(
        one.reference, parties, copies, "" if parties else signed_as(tables, one), our_party(tables)
    )


def our_party(tables: Tables) -> str:
    """What the council is called in the signature blocks that it signs."""
    return f"For {council_name(tables)}"


def signing_parties(tables: Tables, document_id: str) -> list[SigningParty]:
    """Who is to sign a document, in the order of its signature blocks."""
    rows = tables.rows(f"{_PARTY} WHERE document_id = ? ORDER BY place", (document_id,))
    return [_party(row) for row in rows]


def signing_party(tables: Tables, one: Document, place: int) -> SigningParty:
    """The party in a place, from 1. Raises NotFound."""
    row = tables.one(f"{_PARTY} WHERE document_id = ? AND place = ?", (one.id, place))
    if row is None:
        raise NotFound(
            f"Nobody signs {one.reference} in place {place}.",
            remedy="Places are counted from 1, as `document signatures` shows them.",
        )
    return _party(row)


def signed_as(tables: Tables, one: Document) -> str:
    """The reference of the document that has the signatures of this version where this one, in
    another manner such as large print, has none itself; empty otherwise."""
    found = tables.value(
        """SELECT reference FROM document JOIN signature_party ON document_id = document.id
            WHERE subject_id = ? AND kind = ? AND made_for = ? AND version = ?
              AND document.id <> ? LIMIT 1""",
        (one.subject_id, one.kind, one.made_for, one.version, one.id),
    )
    return str(found or "")


def open_parties_before(tables: Tables, one: Document) -> list[str]:
    """The ids of parties who have not signed an earlier version to the same recipient."""
    rows = tables.rows(
        """SELECT signature_party.id FROM signature_party
             JOIN document ON document.id = signature_party.document_id
            WHERE document.subject_id = ? AND document.kind = ? AND document.made_for = ?
              AND document.version < ? AND signed_on IS NULL AND declined_on IS NULL
              AND not_needed_why = ''""",
        (one.subject_id, one.kind, one.made_for, one.version),
    )
    return [str(row["id"]) for row in rows]


def signed_copies(tables: Tables, document_id: str) -> list[SignedCopy]:
    """The signed copies of a document, the last kept first."""
    rows = tables.rows(
        f"{_COPY} WHERE document_id = ? ORDER BY added_at DESC, signed_copy.id DESC",
        (document_id,),
    )
    return [_copy(tables, row) for row in rows]


def signed_copies_with_bytes(tables: Tables, sha256: str) -> list[SignedCopy]:
    """The signed copies that have these bytes."""
    rows = tables.rows(f"{_COPY} WHERE signed_copy.sha256 = ?", (sha256,))
    return [_copy(tables, row) for row in rows]


def shown_on(tables: Tables, copy_id: str) -> list[str]:
    """The ids of the rows that say whose signature a copy shows."""
    rows = tables.rows("SELECT id FROM signed_copy_party WHERE signed_copy_id = ?", (copy_id,))
    return [str(row["id"]) for row in rows]


def _copy(tables: Tables, row: Row) -> SignedCopy:
    shown = tables.rows(
        """SELECT party FROM signed_copy_party
             JOIN signature_party ON signature_party.id = signed_copy_party.party_id
            WHERE signed_copy_id = ? ORDER BY place""",
        (row["id"],),
    )
    return SignedCopy(
        id=row["id"],
        document=row["reference"],
        sha256=row["sha256"],
        size=int(row["size"]),
        file_name=row["file_name"],
        media_type=row["media_type"],
        kind=CopyKind(row["kind"]),
        added_by=row["adder"],
        added_at=from_stamp(row["added_at"]),
        note=row["note"],
        shows=tuple(one["party"] for one in shown),
    )


def _party(row: Row) -> SigningParty:
    plain = (
        "id", "place", "party", "name", "position", "email", "signed_how", "declined_why",
        "not_needed_why", "chased",
    )  # fmt: skip
    return SigningParty(
        **{name: row[name] for name in plain},
        document=row["reference"],
        asked_on=stored_day(row["asked_on"]),
        due_on=stored_day(row["due_on"]),
        signed_on=stored_day(row["signed_on"]),
        declined_on=stored_day(row["declined_on"]),
        last_chased_at=from_stamp(row["last_chased_at"]) if row["last_chased_at"] else None,
    )
