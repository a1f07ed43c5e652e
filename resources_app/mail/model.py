"""An e-mail as it was read, and how much of one is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class MailLimits:
    """How much of an e-mail is read. `parts` is of the files in it, `text` in characters."""

    parts: int = 200
    text: int = 100_000


@dataclass(frozen=True)
class Part:
    """A file that came in an e-mail, with its bytes."""

    file_name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Message:
    """What an e-mail says. `sent_at` is UTC, None where it does not say; `text` is plain.

    `recipients` are everyone it was addressed to, copies included, each as “name <address>”.
    """

    sent_at: datetime | None
    sender: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    parts: tuple[Part, ...] = ()
