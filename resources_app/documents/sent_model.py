"""What was sent to whom, when: whatever it was, and whoever wrote it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Sent:
    """Something that went to somebody.

    `at` is None where only the day is known. `document` is the reference of what went, empty where
    nothing did (a reminder by telephone), and `about` that of the record it concerns.
    """

    id: str
    day: date
    at: datetime | None
    what: str
    recipient: str
    address: str
    how: str
    document: str
    version: int
    about: str
    sent_by: str


@dataclass(frozen=True)
class SentSought:
    """Which of it: each that is given narrows. Days are local, both included.

    `to` is a part of the recipient's name or address; the others are ids.
    """

    to: str = ""
    child_id: str = ""
    provider_id: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class SentPage:
    """A page of what was sent, the last first, and how much there is in all."""

    sent: tuple[Sent, ...]
    total: int
