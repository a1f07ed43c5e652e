"""The SQL of files and e-mails that were kept."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from resources_app.casework.attachment_model import Attachment, AttachmentKind
from resources_app.foundations.clock import from_stamp
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables

_ATTACHMENT = """
    SELECT attachment.*, blob.size, officer.name AS adder, child.local_identifier,
           COALESCE(placement_request.reference, '') AS request_reference,
           COALESCE(mail.reference, '') AS mail_reference
      FROM attachment
      JOIN blob ON blob.sha256 = attachment.sha256
      JOIN officer ON officer.id = attachment.added_by
      JOIN child ON child.id = attachment.child_id
      LEFT JOIN placement_request ON placement_request.id = attachment.request_id
      LEFT JOIN attachment AS mail ON mail.id = attachment.part_of
"""


def attachment(tables: Tables, reference: str) -> Attachment:
    """What was kept under a reference, whatever the capitals. Raises NotFound."""
    row = tables.one(f"{_ATTACHMENT} WHERE attachment.reference = ?", (reference.strip().upper(),))
    if row is None:
        raise NotFound(
            f"No file was kept as {reference.strip()}.",
            remedy="References look like FIL-26-A7-0042.",
        )
    return _attachment(row)


def attachments_of_request(tables: Tables, request_id: str) -> list[Attachment]:
    """What was kept with a request, the last first; the files of an e-mail follow it."""
    rows = tables.rows(
        f"{_ATTACHMENT} WHERE attachment.request_id = ? ORDER BY attachment.id", (request_id,)
    )
    return _last_first(rows)


def attachments_of_child(tables: Tables, child_id: str) -> list[Attachment]:
    """What was kept on a child's file and with every request for them; order as above."""
    rows = tables.rows(
        f"""{_ATTACHMENT}
             WHERE attachment.child_id = :child OR attachment.request_id IN (
                   SELECT request_id FROM request_sibling WHERE child_id = :child)
             ORDER BY attachment.id""",
        {"child": child_id},
    )
    return _last_first(rows)


def attachments_on_file(tables: Tables, child_ids: Iterable[str]) -> list[Attachment]:
    """What was kept on children's files and with no request; order as above."""
    rows = tables.rows(
        f"""{_ATTACHMENT}
             WHERE attachment.request_id IS NULL
                   AND attachment.child_id IN (SELECT value FROM json_each(?))
             ORDER BY attachment.id""",
        (json.dumps(list(child_ids)),),
    )
    return _last_first(rows)


def _last_first(rows: list[Row]) -> list[Attachment]:
    """The last that was kept first, each with what came in it behind it, in its order."""
    found = [_attachment(row) for row in rows]
    inside = defaultdict[str, list[Attachment]](list)
    for one in found:
        inside[one.part_of].append(one)

    def with_parts(one: Attachment) -> Iterator[Attachment]:
        yield one
        for part in inside[one.reference]:
            yield from with_parts(part)

    return [each for one in reversed(inside[""]) for each in with_parts(one)]


def parts_of(tables: Tables, attachment_id: str) -> list[Attachment]:
    """The files that came in an e-mail, in its order."""
    rows = tables.rows(
        f"{_ATTACHMENT} WHERE attachment.part_of = ? ORDER BY attachment.id", (attachment_id,)
    )
    return [_attachment(row) for row in rows]


def kept_already(
    tables: Tables, sha256: str, request_id: str | None, child_id: str
) -> Attachment | None:
    """The same bytes where they are kept already: with this request, or on this child's file."""
    row = tables.one(
        f"""{_ATTACHMENT}
             WHERE attachment.sha256 = ? AND attachment.request_id IS ? AND attachment.child_id = ?
             ORDER BY attachment.id""",
        (sha256, request_id, child_id),
    )
    return None if row is None else _attachment(row)


def contacts_citing(tables: Tables, attachment_id: str) -> int:
    """How many logged contacts point at what was kept."""
    return int(
        tables.value("SELECT count(*) FROM contact_log WHERE attachment_id = ?", (attachment_id,))
    )


def packs_with(tables: Tables, attachment_id: str) -> list[str]:
    """The references of the requests whose pack a kept file goes with."""
    rows = tables.rows(
        """SELECT placement_request.reference FROM pack_attachment
             JOIN placement_request ON placement_request.id = pack_attachment.request_id
            WHERE pack_attachment.attachment_id = ? ORDER BY placement_request.reference""",
        (attachment_id,),
    )
    return [row["reference"] for row in rows]


def _attachment(row: Row) -> Attachment:
    plain = (
        "id", "reference", "request_reference", "child_id", "file_name", "media_type", "sha256",
        "sender", "recipients", "subject", "body_text", "unread_why",
    )  # fmt: skip
    return Attachment(
        **{name: row[name] for name in plain},
        request_id=row["request_id"] or "",
        child_identifier=row["local_identifier"],
        part_of=row["mail_reference"],
        kind=AttachmentKind(row["kind"]),
        size=int(row["size"]),
        sent_at=from_stamp(row["sent_at"]) if row["sent_at"] else None,
        added_by=row["adder"],
        added_at=from_stamp(row["added_at"]),
    )
