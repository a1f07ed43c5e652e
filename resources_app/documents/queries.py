"""The documents' room's SQL: the register of what was printed, and its bytes."""

from __future__ import annotations

import hashlib

from resources_app.documents.model import Document, Kind, Signing
from resources_app.foundations.clock import from_stamp
from resources_app.foundations.errors import NotFound, StoreProblem
from resources_app.store.tables import Row, Tables

# A document that says something later than `document` of the same subject, to the same recipient.
# Variants of one version say the same; two laptops working alone may both print a version 2.
LATER = """
    later.subject_id = document.subject_id AND later.kind = document.kind
    AND later.made_for = document.made_for
    AND (later.version > document.version
         OR (later.version = document.version
             AND later.content_sha256 <> document.content_sha256
             AND (later.made_at, later.id) > (document.made_at, document.id)))
"""

DOCUMENTS = f"""
    SELECT document.*, officer.name AS maker, blob.size,
           COALESCE(placement_request.reference, ipa.reference, uplift.reference,
                    told.reference, panel.reference, chased.name,
                    CASE document.subject_table WHEN 'register'
                        THEN substr(document.subject_id, 1, 24) END,
                    agreement.reference || CASE document.subject_table
                        WHEN 'agreement quarter' THEN substr(document.subject_id, 37)
                        ELSE '' END, '')
               AS subject_reference,
           COALESCE((SELECT later.reference FROM document AS later
                      WHERE {LATER}
                      ORDER BY later.version DESC, later.variant = document.variant DESC,
                               later.made_at DESC, later.id DESC LIMIT 1), '') AS superseded_by,
           (SELECT count(*) FROM signature_party AS party
             WHERE party.document_id = document.id AND party.not_needed_why = '') AS to_sign,
           (SELECT count(*) FROM signature_party AS party
             WHERE party.document_id = document.id AND party.signed_on IS NOT NULL) AS signed,
           (SELECT count(*) FROM signature_party AS party
             WHERE party.document_id = document.id AND party.declined_on IS NOT NULL) AS declined
      FROM document
      JOIN officer ON officer.id = document.made_by
      JOIN blob ON blob.sha256 = document.sha256
      LEFT JOIN placement_request ON document.subject_table = 'placement_request'
           AND placement_request.id = document.subject_id
      LEFT JOIN variation ON document.subject_table = 'variation'
           AND variation.id = document.subject_id
      LEFT JOIN ipa ON ipa.id = CASE document.subject_table
           WHEN 'ipa' THEN document.subject_id WHEN 'variation' THEN variation.ipa_id END
      LEFT JOIN provider AS chased ON document.subject_table = 'provider'
           AND chased.id = document.subject_id
      LEFT JOIN panel ON document.subject_table = 'panel' AND panel.id = document.subject_id
      -- a quarter of an agreement: its key (36 letters), and ' 2026-27 Q1'; or its provider's key
      LEFT JOIN agreement
           ON document.subject_table IN ('agreement quarter', 'agreement and provider')
           AND agreement.id = substr(document.subject_id, 1, 36)
      LEFT JOIN notification ON document.subject_table = 'notification'
           AND notification.id = document.subject_id
      LEFT JOIN duty ON duty.id = notification.duty_id
      LEFT JOIN notice ON document.subject_table = 'notice' AND notice.id = document.subject_id
      LEFT JOIN placement AS told ON told.id = CASE document.subject_table
           WHEN 'notification' THEN duty.placement_id WHEN 'notice' THEN notice.placement_id
           WHEN 'placement' THEN document.subject_id END
      LEFT JOIN uplift ON document.subject_table = 'uplift and provider'
           AND uplift.id = substr(document.subject_id, 1, instr(document.subject_id, ' ') - 1)
"""


# What a placement's documents are about. To add something: a SELECT here.
OF_PLACEMENT = """
    SELECT id AS subject_id, placement_id FROM ipa
    UNION SELECT variation.id, ipa.placement_id FROM variation JOIN ipa ON ipa.id = variation.ipa_id
    UNION SELECT id, id FROM placement
    UNION SELECT id, placement_id FROM notice
    UNION SELECT notification.id, duty.placement_id
            FROM notification JOIN duty ON duty.id = notification.duty_id
"""
# The requests about a child (:child), and what the child's documents are about.
REQUESTS_OF_CHILD = """
    SELECT id FROM placement_request WHERE child_id = :child
    UNION SELECT request_id FROM request_sibling WHERE child_id = :child
"""
OF_CHILD = f"""
    {REQUESTS_OF_CHILD}
    UNION SELECT subject_id FROM ({OF_PLACEMENT})
           WHERE placement_id IN (SELECT id FROM placement WHERE child_id = :child)
"""


def document(tables: Tables, reference: str) -> Document:
    """One registered document by its reference, whatever the capitals. Raises NotFound."""
    row = tables.one(f"{DOCUMENTS} WHERE document.reference = ?", (reference.strip().upper(),))
    if row is None:
        raise NotFound(
            f"There is no document {reference.strip()}.",
            remedy="References look like DOC-26-A7-0042.",
        )
    return document_of(row)


def documents_with_bytes(tables: Tables, sha256: str) -> list[Document]:
    """The documents that were registered with these bytes: one, or none."""
    rows = tables.rows(f"{DOCUMENTS} WHERE document.sha256 = ?", (sha256,))
    return [document_of(row) for row in rows]


def documents_about(tables: Tables, subject_table: str, subject_id: str) -> list[Document]:
    """Everything printed about a request or an agreement, the last printed first."""
    rows = tables.rows(
        f"""{DOCUMENTS} WHERE document.subject_table = ? AND document.subject_id = ?
            ORDER BY document.made_at DESC, document.id DESC""",
        (subject_table, subject_id),
    )
    return [document_of(row) for row in rows]


def documents_of_child(tables: Tables, child_id: str) -> list[Document]:
    """Everything printed about a child's requests and agreements, the last printed first."""
    rows = tables.rows(
        f"""{DOCUMENTS} WHERE document.subject_id IN ({OF_CHILD})
            ORDER BY document.made_at DESC, document.id DESC""",
        {"child": child_id},
    )
    return [document_of(row) for row in rows]


def documents_of_placement(tables: Tables, placement_id: str) -> list[Document]:
    """Everything printed about a placement and its agreement, the last printed first."""
    rows = tables.rows(
        f"""{DOCUMENTS} WHERE document.subject_id IN (
                SELECT subject_id FROM ({OF_PLACEMENT}) WHERE placement_id = ?)
            ORDER BY document.made_at DESC, document.id DESC""",
        (placement_id,),
    )
    return [document_of(row) for row in rows]


def letters_of_uplift(tables: Tables, uplift_id: str) -> list[Document]:
    """The letters printed about an uplift, by recipient, the last version first."""
    rows = tables.rows(
        f"""{DOCUMENTS} WHERE document.subject_table = 'uplift and provider' AND uplift.id = ?
            ORDER BY document.made_for, document.version DESC, document.id DESC""",
        (uplift_id,),
    )
    return [document_of(row) for row in rows]


def last_document(tables: Tables, kind: Kind, subject_id: str, made_for: str) -> Document | None:
    """The newest document of a kind about a subject made out to the same recipient, or None."""
    row = tables.one(
        f"""{DOCUMENTS}
            WHERE document.kind = ? AND document.subject_id = ? AND document.made_for = ?
            ORDER BY document.version DESC, document.made_at DESC, document.id DESC LIMIT 1""",
        (kind, subject_id, made_for),
    )
    return None if row is None else document_of(row)


def variant_of(tables: Tables, one: Document, variant: str) -> Document | None:
    """The document that says what another does, in a variant: large print of version 2. None
    where it was not printed.
    """
    row = tables.one(
        f"""{DOCUMENTS}
            WHERE document.subject_id = :subject AND document.kind = :kind
              AND document.made_for = :made_for AND document.version = :version
              AND document.content_sha256 = :content AND document.variant = :variant
            ORDER BY document.made_at, document.id LIMIT 1""",
        {
            "subject": one.subject_id,
            "kind": one.kind,
            "made_for": one.made_for,
            "version": one.version,
            "content": one.content_sha256,
            "variant": variant,
        },
    )
    return None if row is None else document_of(row)


def next_version(tables: Tables, kind: Kind, subject_id: str) -> int:
    """The number of the next version of a kind of document about a subject, from 1."""
    last = tables.value(
        "SELECT MAX(version) FROM document WHERE kind = ? AND subject_id = ?", (kind, subject_id)
    )
    return 1 if last is None else int(last) + 1


def stored_bytes(tables: Tables, sha256: str) -> bytes:
    """The bytes with this hash. Raises NotFound."""
    found = tables.value("SELECT bytes FROM blob WHERE sha256 = ?", (sha256,))
    if found is None:
        raise NotFound("The bytes of this document are not in this store.")
    return bytes(found)


def registered_bytes(tables: Tables, one: Document) -> bytes:
    """A registered document's bytes. Raises StoreProblem when they are no longer those."""
    content = stored_bytes(tables, one.sha256)
    if hashlib.sha256(content).hexdigest() != one.sha256:
        raise StoreProblem(
            f"The stored bytes of {one.reference} are not those that were registered.",
            remedy="Restore the store from a backup; do not use this copy.",
        )
    return content


def frozen_data(tables: Tables, one: Document) -> bytes | None:
    """What a document says as data; None for one from before these were kept."""
    name = tables.value("SELECT frozen_sha256 FROM document WHERE id = ?", (one.id,))
    return stored_bytes(tables, str(name)) if name else None


def ipa_placement_id(tables: Tables, placement_id: str) -> str | None:
    """The placement whose agreement covers this one: brothers and sisters placed on one request
    share the agreement of the child the request is for. None without any.
    """
    found = tables.value(
        """SELECT ipa.placement_id FROM ipa
           JOIN placement AS held ON held.id = ipa.placement_id
           JOIN placement AS asked ON asked.id = :id
          WHERE held.id = asked.id
             OR (asked.request_id IS NOT NULL AND held.request_id = asked.request_id
                 AND held.service_id = asked.service_id)
          ORDER BY held.id <> asked.id, held.id LIMIT 1""",
        {"id": placement_id},
    )
    return None if found is None else str(found)


def children_placed_together(tables: Tables, placement_id: str) -> list[tuple[str, str]]:
    """The children who went to the same home on the same request as this placement, as
    (child id, placement reference): the placement's own child first, then the oldest.
    """
    rows = tables.rows(
        """SELECT other.child_id, other.reference FROM placement AS held
           JOIN placement AS other ON other.id = held.id
                OR (held.request_id IS NOT NULL AND other.request_id = held.request_id
                    AND other.service_id = held.service_id)
           JOIN child ON child.id = other.child_id
          WHERE held.id = ?
          ORDER BY other.id <> held.id, child.date_of_birth, other.id""",
        (placement_id,),
    )
    return [(row["child_id"], row["reference"]) for row in rows]


def document_of(row: Row) -> Document:
    return Document(
        id=row["id"],
        reference=row["reference"],
        kind=Kind(row["kind"]),
        variant=row["variant"],
        subject_table=row["subject_table"],
        subject_id=row["subject_id"],
        subject_reference=row["subject_reference"],
        version=int(row["version"]),
        template_version=row["template_version"],
        made_by=row["maker"],
        made_at=from_stamp(row["made_at"]),
        made_for=row["made_for"],
        pages=int(row["pages"]),
        size=int(row["size"]),
        sha256=row["sha256"],
        content_sha256=row["content_sha256"],
        superseded_by=row["superseded_by"],
        signing=Signing(int(row["to_sign"]), int(row["signed"]), int(row["declined"])),
    )
