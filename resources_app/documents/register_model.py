"""What is asked of the register of documents, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.documents.model import Document, Kind


@dataclass(frozen=True)
class Sought:
    """Which documents: each that is given narrows. Days are local, both included.

    `words` must all occur in the reference, the subject's reference, the kind or the recipient;
    `officer` is an id. `current` leaves out what is superseded.
    """

    words: str = ""
    kind: Kind | None = None
    recipient: str = ""
    officer: str = ""
    first: date | None = None
    last: date | None = None
    current: bool = False


EVERYTHING = Sought()


@dataclass(frozen=True)
class RegisterPage:
    """A page of the register, the last printed first, and how many documents there are in all."""

    documents: tuple[Document, ...]
    total: int
