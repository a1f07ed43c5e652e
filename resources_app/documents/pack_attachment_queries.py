"""The SQL of the files that go with a referral pack."""

from __future__ import annotations

from datetime import date

from resources_app.documents.pack_attachment_model import PackAttachment, Packs, Topic
from resources_app.foundations.clock import from_stamp
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables

_PACK_ATTACHMENT = """
    SELECT pack_attachment.*, attachment.reference AS file_reference, attachment.file_name,
           attachment.sha256, attachment.added_at, officer.name AS putter,
           COALESCE(reader.name, '') AS reader
      FROM pack_attachment
      JOIN attachment ON attachment.id = pack_attachment.attachment_id
      JOIN officer ON officer.id = pack_attachment.put_in_by
      LEFT JOIN officer AS reader ON reader.id = pack_attachment.read_by
"""


def pack_attachments(tables: Tables, request_id: str) -> list[PackAttachment]:
    """The files that go with a request's pack, in their order."""
    rows = tables.rows(
        f"""{_PACK_ATTACHMENT} WHERE pack_attachment.request_id = ?
            ORDER BY pack_attachment.position, pack_attachment.id""",
        (request_id,),
    )
    return [_pack_attachment(row, place) for place, row in enumerate(rows, start=1)]


def pack_attachment(tables: Tables, request_id: str, file_reference: str) -> PackAttachment:
    """One of them by the kept file's reference, whatever the capitals. Raises NotFound."""
    wanted = file_reference.strip().upper()
    for one in pack_attachments(tables, request_id):
        if one.file_reference == wanted:
            return one
    raise NotFound(
        f"{file_reference.strip()} does not go with this pack.",
        remedy="“pack attachments” lists what does.",
    )


def _pack_attachment(row: Row, place: int) -> PackAttachment:
    return PackAttachment(
        id=row["id"],
        request_id=row["request_id"],
        position=place,
        file_reference=row["file_reference"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        heading=row["heading"],
        topic=Topic(row["topic"]),
        packs=Packs(row["packs"]),
        dated=date.fromisoformat(row["dated"]) if row["dated"] else None,
        pages=int(row["pages"]),
        unsearchable=_numbers(row["unsearchable"]),
        wordless=_numbers(row["wordless"]),
        notes=tuple(row["vetted"].splitlines()),
        kept_at=from_stamp(row["added_at"]),
        put_in_by=row["putter"],
        put_in_at=from_stamp(row["put_in_at"]),
        read_by=row["reader"],
        read_at=from_stamp(row["read_at"]) if row["read_at"] else None,
        read_note=row["read_note"],
    )


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split())
