"""Reads an e-mail as Outlook saves it (.msg), by python-oxmsg, which nothing else here knows.

An .msg is a file system in a file. How much it says it holds is added up before anything is
read, because many of its entries may point at the same bytes. Outlook items inside it (an
appointment, a forwarded message) are left where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from itertools import islice

from olefile import OleFileIO, isOleFile
from oxmsg import Message as OutlookMessage
from oxmsg.attachment import Attachment

from resources_app.foundations.errors import BadInput
from resources_app.mail.file_kinds import UNKNOWN, safe_name
from resources_app.mail.html_text import text_of_html
from resources_app.mail.model import MailLimits, Message, Part

_MOST_ENTRIES = 20_000
_MOST_TIMES_ITS_SIZE = 2


def read_outlook_mail(content: bytes, limits: MailLimits) -> Message | None:
    """The e-mail in these bytes, or None for what Outlook did not save.

    Raises BadInput for a file that says it holds more than it can.
    """
    if not isOleFile(data=content):
        return None
    _check_size(content)
    found = OutlookMessage.load(content)
    sent = found.sent_date
    return Message(
        sent_at=sent.astimezone(UTC) if sent else None,
        sender=" ".join((found.sender or "").split()),
        recipients=tuple(_shown(one.name, one.email_address) for one in found.recipients),
        subject=" ".join(found.subject.replace("\0", "").split()),
        text=_text(found)[: limits.text],
        parts=tuple(islice(_files(found.attachments), limits.parts)),
    )


def _check_size(content: bytes) -> None:
    with OleFileIO(BytesIO(content)) as ole:
        sizes = [entry.size for entry in ole.direntries if entry is not None]
    if len(sizes) > _MOST_ENTRIES or sum(sizes) > _MOST_TIMES_ITS_SIZE * len(content):
        raise BadInput("It says that it holds more than it can.")


def _shown(name: str, address: str) -> str:
    name, address = (one.replace("\0", "").strip() for one in (name, address))
    if not address or name == address:
        return name or address
    return f"{name} <{address}>" if name else address


def _text(found: OutlookMessage) -> str:
    plain = (found.body or "").replace("\0", "").replace("\r\n", "\n").strip()
    return plain or text_of_html(found.html_body or "")


def _files(attached: tuple[Attachment, ...]) -> Iterator[Part]:
    for one in attached:
        content = one.file_bytes
        if content:
            yield Part(safe_name(one.file_name or ""), one.mime_type or UNKNOWN, content)
