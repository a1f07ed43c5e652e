"""The documents' room's SQL about what was sent to services."""

from __future__ import annotations

from resources_app.documents.sending_model import Purpose, Sending, Way
from resources_app.foundations.clock import from_stamp
from resources_app.requests.model import Rung
from resources_app.store.tables import Row, Tables

_SENDING = """
           SELECT sending.*, officer.name AS sender, release.round_number, release.rung,
                  service.id AS service_id, service.name AS service_name, service.urn,
                  coalesce(document.reference, '') AS document,
                  coalesce(document.version, 0) AS version
           FROM release
           JOIN release_recipient AS part ON part.release_id = release.id
           JOIN sending ON sending.recipient_id = part.id
           JOIN service ON service.id = part.service_id
           JOIN officer ON officer.id = sending.sent_by
           LEFT JOIN document ON document.id = sending.document_id
"""


def sendings_of(tables: Tables, request_id: str) -> list[Sending]:
    """Everything that went to services about a request, in the order it was sent."""
    rows = tables.rows(
        f"{_SENDING} WHERE release.request_id = ? ORDER BY sending.sent_at, sending.id",
        (request_id,),
    )
    return [_sending(row) for row in rows]


def sendings_with_bytes(tables: Tables, sha256: str) -> list[Sending]:
    """What was sent with these bytes as the service's own copy of the pack, the last first."""
    rows = tables.rows(
        f"{_SENDING} WHERE sending.copy_sha256 = ? ORDER BY sending.sent_at DESC, sending.id DESC",
        (sha256,),
    )
    return [_sending(row) for row in rows]


def _sending(row: Row) -> Sending:
    return Sending(
        id=row["id"],
        recipient_id=row["recipient_id"],
        round_number=int(row["round_number"]),
        rung=Rung(row["rung"]),
        service_id=row["service_id"],
        service_name=row["service_name"],
        urn=row["urn"],
        purpose=Purpose(row["purpose"]),
        way=Way(row["way"]),
        document=row["document"],
        version=int(row["version"]),
        address=row["address"],
        sent_at=from_stamp(row["sent_at"]),
        sent_by=row["sender"],
        copy_sha256=row["copy_sha256"] or "",
    )
