"""A file or an e-mail that was kept with a request, or on a child's file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# More than any mail server lets through; a scanned assessment has a tenth of it.
MOST_BYTES = 40_000_000
# An e-mail in an e-mail in an e-mail is read; what lies deeper is kept, unread.
MOST_DEEP = 3


class AttachmentKind(StrEnum):
    """What was kept. An e-mail that could not be read is a file."""

    EMAIL = "e-mail"
    FILE = "file"


@dataclass(frozen=True)
class Attachment:
    """What was kept, without its bytes: those are read by `sha256`.

    `request_reference` is empty for what is on a child's file alone, `part_of` the reference of
    the e-mail that it came in. `recipients` are one a line, `size` in bytes, and `unread_why`
    says why an e-mail could not be read; it was kept all the same.
    """

    id: str
    reference: str
    request_id: str
    request_reference: str
    child_id: str
    child_identifier: str
    part_of: str
    file_name: str
    media_type: str
    kind: AttachmentKind
    sha256: str
    size: int
    sent_at: datetime | None
    sender: str
    recipients: str
    subject: str
    body_text: str
    unread_why: str
    added_by: str
    added_at: datetime

    @property
    def title(self) -> str:
        """What people call it: an e-mail's subject, or the file's name."""
        return self.subject or self.file_name
