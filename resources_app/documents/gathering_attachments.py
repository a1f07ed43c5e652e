"""Gathers the files that go with a referral pack: what a pack says of them, and their pages."""

from __future__ import annotations

from resources_app.documents.pack_attachment_model import FileGoing, PackAttachment
from resources_app.documents.pack_attachment_queries import pack_attachments
from resources_app.documents.page_text import read_pages, unsearchable_of
from resources_app.documents.vetting import vet
from resources_app.foundations.clock import local_day
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import Refused
from resources_app.printing.divider import Attached
from resources_app.printing.wording import wording
from resources_app.store.blobs import read_blob
from resources_app.store.tables import Tables


def attached(tables: Tables, request_id: str, *, full: bool) -> tuple[Attached, ...]:
    """What the full, or the anonymised, pack says of the files that go with it, in their order."""
    return tuple(_attached(one) for one in _going(tables, request_id, full=full))


def files_going(tables: Tables, request_id: str, *, full: bool) -> tuple[FileGoing, ...]:
    """The same files with their pages, vetted now. Raises BadInput for one that may go no more,
    and Refused where vetting finds other pages in it than it did when it was put in.
    """
    return tuple(_file_going(tables, one) for one in _going(tables, request_id, full=full))


def _going(tables: Tables, request_id: str, *, full: bool) -> list[PackAttachment]:
    return [one for one in pack_attachments(tables, request_id) if one.packs.include(full=full)]


def _file_going(tables: Tables, going: PackAttachment) -> FileGoing:
    vetted = vet(read_blob(tables, going.sha256), going.file_name)
    pages = read_pages(vetted.pdf)
    if vetted.pages != going.pages or unsearchable_of(pages) != going.unsearchable:
        raise Refused(
            f"{going.file_reference} (“{going.heading}”) is read otherwise than before.",
            remedy="Put it in with the pack again, and look at what is said of it.",
        )
    return FileGoing(going, vetted, pages)


def _attached(one: PackAttachment) -> Attached:
    return Attached(
        title=one.heading,
        topic=wording("divider")["topics"][one.topic],
        dated=day_text(one.dated),
        received=day_text(local_day(one.kept_at)),
        worded=tuple(page not in one.wordless for page in range(1, one.pages + 1)),
        sha256=one.sha256,
    )
