"""The documents' room's SQL about copies that went out, and whose record a document is."""

from __future__ import annotations

from resources_app.children.model import Child
from resources_app.children.queries import children_by_id
from resources_app.documents.issue_model import Issue, Way
from resources_app.documents.model import Kind
from resources_app.documents.queries import children_placed_together
from resources_app.foundations.clock import from_stamp
from resources_app.store.tables import Row, Tables

# What does not say who the child is, though it is about one.
NAMELESS = frozenset({Kind.REFERRAL_PACK, Kind.RESPONSE_FORM})

# The children whom a document names, by what it is about. To add a subject: its table as
# `document.subject_table` has it, and the SQL that finds them by the subject's key.
_CHILDREN = {
    "placement_request": """
        SELECT child_id FROM placement_request WHERE id = :subject
        UNION SELECT child_id FROM request_sibling WHERE request_id = :subject""",
    "placement": "SELECT child_id FROM placement WHERE id = :subject",
    "notice": """
        SELECT placement.child_id FROM notice
          JOIN placement ON placement.id = notice.placement_id WHERE notice.id = :subject""",
    "notification": """
        SELECT placement.child_id FROM notification
          JOIN duty ON duty.id = notification.duty_id
          JOIN placement ON placement.id = duty.placement_id
         WHERE notification.id = :subject""",
}
# Those that are about an agreement for a home, which brothers and sisters share.
_PLACEMENT = {
    "ipa": "SELECT placement_id FROM ipa WHERE id = ?",
    "variation": """
        SELECT ipa.placement_id FROM variation JOIN ipa ON ipa.id = variation.ipa_id
         WHERE variation.id = ?""",
}


def children_named(tables: Tables, kind: Kind, subject_table: str, subject_id: str) -> list[Child]:
    """The children whom a document of a kind about a subject names; none where it names nobody."""
    if kind in NAMELESS:
        return []
    if subject_table in _PLACEMENT:
        placement_id = tables.value(_PLACEMENT[subject_table], (subject_id,))
        together = children_placed_together(tables, str(placement_id))
        return list(children_by_id(tables, [child_id for child_id, _ in together]).values())
    if subject_table not in _CHILDREN:
        return []
    rows = tables.rows(_CHILDREN[subject_table], {"subject": subject_id})
    return list(children_by_id(tables, [row["child_id"] for row in rows]).values())


_ISSUE = """
    SELECT document_issue.*, document.reference, document.version, document.kind,
           officer.name AS issuer
      FROM document_issue
      JOIN document ON document.id = document_issue.document_id
      JOIN officer ON officer.id = document_issue.issued_by
"""


# The same of what went to services with a request, which is kept with its round.
_SENDING = """
    SELECT sending.id, document.reference, document.version, document.kind, 'with a release' AS way,
           service.name AS recipient, sending.address,
           coalesce(sending.copy_sha256, document.sha256) AS sha256, 0 AS encrypted,
           sending.purpose || ', ' || sending.way AS note, sending.sent_at AS issued_at,
           officer.name AS issuer
      FROM sending
      JOIN document ON document.id = sending.document_id
      JOIN release_recipient AS part ON part.id = sending.recipient_id
      JOIN service ON service.id = part.service_id
      JOIN officer ON officer.id = sending.sent_by
"""


def issues_of(tables: Tables, document_id: str) -> list[Issue]:
    """Every copy of a document that went out, with a request's rounds too, the last first."""
    rows = tables.rows(f"{_ISSUE} WHERE document_issue.document_id = ?", (document_id,))
    rows += tables.rows(f"{_SENDING} WHERE sending.document_id = ?", (document_id,))
    return sorted(map(_issue, rows), key=lambda one: (one.issued_at, one.id), reverse=True)


def issues_with_bytes(tables: Tables, sha256: str) -> list[Issue]:
    """Every copy that went out with these bytes, the last first."""
    rows = tables.rows(
        f"""{_ISSUE} WHERE document_issue.sha256 = ?
            ORDER BY document_issue.issued_at DESC, document_issue.id DESC""",
        (sha256,),
    )
    return [_issue(row) for row in rows]


def _issue(row: Row) -> Issue:
    return Issue(
        id=row["id"],
        document=row["reference"],
        version=int(row["version"]),
        kind=row["kind"],
        way=Way(row["way"]),
        recipient=row["recipient"],
        address=row["address"],
        sha256=row["sha256"],
        encrypted=bool(row["encrypted"]),
        note=row["note"],
        issued_at=from_stamp(row["issued_at"]),
        issued_by=row["issuer"],
    )
