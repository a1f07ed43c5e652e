"""Reads an e-mail as the internet carries it (.eml, RFC 5322), by the standard library.

Of the text, plain words are preferred to a web page; a web page is read for its words only.
Pictures that only decorate the text (a logo in a signature) are not files that were sent.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.message import Message as AnyMessage
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from resources_app.mail.file_kinds import EMAIL_INTERNET, safe_name
from resources_app.mail.html_text import text_of_html
from resources_app.mail.model import MailLimits, Message, Part

_ADDRESSED = ("to", "cc", "bcc")
_LONGEST_HEADER = 50_000  # characters; hundreds of recipients
# Codecs that Python knows and no mail program writes; some take minutes over a long text.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape"})


class _Bounded(EmailPolicy):
    """Reads no more of a header than anybody writes: the library takes minutes over a long one."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST_HEADER])


# What came is passed on as it came, not folded anew.
_AS_IT_CAME = _Bounded(refold_source="none")


def read_internet_mail(content: bytes, limits: MailLimits) -> Message | None:
    """The e-mail in these bytes, or None for what has no sender, date or subject."""
    found = message_from_bytes(content, policy=_AS_IT_CAME)
    assert isinstance(found, EmailMessage)
    sender, sent, subject = (
        _header(found, "from"),
        _header(found, "date"),
        _header(found, "subject"),
    )
    if not sender and not sent and not subject:
        return None
    text = "\n\n".join(one for one in map(str.strip, _texts(found)) if one)
    return Message(
        sent_at=_moment(sent),
        sender=sender,
        recipients=tuple(_addressed(found)),
        subject=subject,
        text=text[: limits.text],
        parts=tuple(islice(_files(found), limits.parts)),
    )


def _header(found: EmailMessage, name: str) -> str:
    """A header as text; the library trips over some that no mail program would write."""
    with suppress(Exception):
        return " ".join(str(found.get(name, "")).split())
    return ""


def _addressed(found: EmailMessage) -> Iterator[str]:
    for name in _ADDRESSED:
        for header in _all(found, name):
            addresses = getattr(header, "addresses", ())
            yield from (str(one) for one in addresses)


def _all(found: EmailMessage, name: str) -> list[object]:
    with suppress(Exception):
        return list(found.get_all(name, []))
    return []


def _moment(text: str) -> datetime | None:
    """The moment in UTC; one without a time zone is taken to be in UTC."""
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    return None


def _texts(part: AnyMessage) -> Iterator[str]:
    """The text, in the order in which it stands; of alternatives, one."""
    if part.get_content_type() == "multipart/alternative":
        yield _best(_inner(part))
    elif part.get_content_maintype() == "multipart":
        for one in _inner(part):
            yield from _texts(one)
    elif part.get_content_maintype() == "text" and not _is_file(part):
        yield _words(part)


def _best(choices: list[AnyMessage]) -> str:
    """Plain words where there are any, else the first alternative that says something."""
    plain = [one for one in choices if one.get_content_type() == "text/plain"]
    said = ("\n\n".join(_texts(one)).strip() for one in (*plain, *choices))
    return next((one for one in said if one), "")


def _words(part: AnyMessage) -> str:
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    text = data.decode(_charset(part), "replace")
    text = text.replace("\r\n", "\n").replace("\0", "")
    return text_of_html(text) if part.get_content_subtype() == "html" else text


def _charset(part: AnyMessage) -> str:
    """The character set it says it is in, or UTF-8 for one that nobody knows."""
    named = part.get_content_charset() or "utf-8"
    with suppress(LookupError, ValueError):
        b"".decode(named)  # trips over what is no character set
        if codecs.lookup(named).name.replace("_", "-") not in _NO_CHARSETS:
            return named
    return "utf-8"


def _files(part: AnyMessage) -> Iterator[Part]:
    """The files that were sent with it; an e-mail in it is a file too."""
    if part.get_content_type() == EMAIL_INTERNET:
        yield from _mail_in_it(part)
    elif part.get_content_maintype() == "multipart":
        for one in _inner(part):
            yield from _files(one)
    elif _is_file(part) and not _decorates(part):
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes) and raw:
            yield Part(safe_name(part.get_filename() or ""), part.get_content_type(), raw)


def _mail_in_it(part: AnyMessage) -> Iterator[Part]:
    for one in _inner(part):
        subject = _header(one, "subject") if isinstance(one, EmailMessage) else ""
        name = part.get_filename() or f"{subject or 'e-mail'}.eml"
        if not name.casefold().endswith(".eml"):
            name += ".eml"
        yield Part(safe_name(name), EMAIL_INTERNET, one.as_bytes())


def _inner(part: AnyMessage) -> list[AnyMessage]:
    inside = part.get_payload()
    return (
        [one for one in inside if isinstance(one, AnyMessage)] if isinstance(inside, list) else []
    )


def _is_file(part: AnyMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _decorates(part: AnyMessage) -> bool:
    shown_in_text = bool(part.get("content-id")) and part.get_content_disposition() != "attachment"
    return shown_in_text and part.get_content_maintype() == "image"
