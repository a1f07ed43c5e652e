"""A copy of a document that left the register: to whom, how, when, and which bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from resources_app.documents.model import Delivered
from resources_app.store.store import Changes


class Way(StrEnum):
    """How a copy went. What goes to services with a request is a `sending` (sending_model)."""

    PAPER = "on paper"
    SAVED = "saved"
    EMAIL = "e-mail"
    RELEASE = "with a release"
    HANDED = "handed over"
    POST = "post"
    PORTAL = "portal"


@dataclass(frozen=True)
class Handing:
    """How a copy goes, and to whom; an empty `recipient` is the officer themselves.

    `address` is where it goes: an e-mail address, a postal one, or the name of a file.
    """

    way: Way
    recipient: str = ""
    address: str = ""
    note: str = ""


@dataclass(frozen=True)
class Issue:
    """A copy that went out. `sha256` is that of the copy, its own when it was `encrypted`."""

    id: str
    document: str  # its reference
    version: int
    kind: str
    way: Way
    recipient: str
    address: str
    sha256: str
    encrypted: bool
    note: str
    issued_at: datetime
    issued_by: str  # the officer's name


@dataclass(frozen=True)
class CopySaved:
    """A copy in a folder, which the register knows of. `marked_for` is who is named on it."""

    reference: str
    file: Delivered
    changes: Changes
    marked_for: str = ""

    @property
    def how(self) -> str:
        """How it differs from what was registered, in words."""
        said = [f"marked for {self.marked_for}"] if self.marked_for else []
        said += ["with its password"] if self.file.encrypted else []
        return ", ".join(said) or "as it was printed"
