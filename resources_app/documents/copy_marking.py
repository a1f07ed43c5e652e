"""The bytes of a copy that goes to somebody: marked with their name where the kind asks for it.

The registered document stays one; a marked copy has a hash of its own, which is kept with the row
that says to whom it went (`sending`, `document_issue`). Marking the same document again for the
same recipient and minute gives the same bytes, so that a draft can be written once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from resources_app.documents.emailing import Attachment, attached
from resources_app.documents.kinds import KINDS
from resources_app.documents.model import Document
from resources_app.printing.copies import CopyMark, marked_copy
from resources_app.store.tables import Tables


def copy_for(one: Document, content: bytes, recipient: str, given_at: datetime) -> bytes:
    """A document's bytes for a recipient; as they are for oneself, and for kinds left unmarked.

    `content` are the registered bytes of `one`; `given_at` is a moment (UTC).
    """
    if not recipient or not KINDS[one.kind].copies_marked:
        return content
    reference = f"{one.reference} · version {one.version}"
    return marked_copy(content, CopyMark(recipient, given_at, reference))


@dataclass(frozen=True)
class Copied:
    """Who gets a copy of a document (their name), when (UTC), and a key to know it by."""

    key: str
    recipient: str
    given_at: datetime


def copies_of(tables: Tables, one: Document, to: Iterable[Copied]) -> dict[str, Attachment]:
    """A document as a file for each, by their keys; its bytes are read once for all of them."""
    file = attached(tables, one.reference)
    return {
        each.key: replace(file, content=copy_for(one, file.content, each.recipient, each.given_at))
        for each in to
    }
