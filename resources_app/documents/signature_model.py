"""Who is to sign a document, how each signature stands, and the signed copies that came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from resources_app.documents.model import Signing
from resources_app.store.store import Changes


class SignatureState(StrEnum):
    """How one party's signature stands."""

    TO_ASK = "to be asked for"
    ASKED = "asked for"
    SIGNED = "signed"
    DECLINED = "declined"
    NOT_NEEDED = "not needed"


class SignedHow(StrEnum):
    """How a party signed."""

    BY_HAND = "by hand"
    DIGITALLY = "digitally"


class CopyKind(StrEnum):
    """What a signed copy is: a scan or photograph of paper, or a file with a digital signature."""

    SCAN = "scan"
    DIGITAL = "digitally signed"


@dataclass(frozen=True)
class SigningParty:
    """One of those who sign, in the order (`place`, from 1) of the document's signature blocks.

    `due_on` is the last day, included. `chased` counts the e-mails that reminded them.
    """

    id: str
    document: str  # its reference
    place: int
    party: str
    name: str
    position: str
    email: str
    asked_on: date | None
    due_on: date | None
    signed_on: date | None
    signed_how: str
    declined_on: date | None
    declined_why: str
    not_needed_why: str
    chased: int
    last_chased_at: datetime | None

    @property
    def state(self) -> SignatureState:
        """How the signature stands."""
        if self.signed_on:
            return SignatureState.SIGNED
        if self.declined_on:
            return SignatureState.DECLINED
        if self.not_needed_why:
            return SignatureState.NOT_NEEDED
        return SignatureState.ASKED if self.asked_on else SignatureState.TO_ASK

    @property
    def is_open(self) -> bool:
        """Whether a signature is still to come."""
        return self.state in (SignatureState.TO_ASK, SignatureState.ASKED)


@dataclass(frozen=True)
class SignedCopy:
    """A signed copy, kept as it came. `shows` are the parties whose signature it shows."""

    id: str
    document: str  # its reference
    sha256: str
    size: int  # bytes
    file_name: str
    media_type: str
    kind: CopyKind
    added_by: str
    added_at: datetime
    note: str
    shows: tuple[str, ...]


@dataclass(frozen=True)
class Signatures:
    """A document's signatures, in the order of its blocks, and its signed copies, newest first.

    `kept_with` is the document that has the signatures of the same version, for one in another
    manner (large print) that has none of its own. `our_party` is what the council is called there.
    """

    document: str
    parties: tuple[SigningParty, ...]
    copies: tuple[SignedCopy, ...]
    kept_with: str = ""
    our_party: str = ""

    @property
    def signing(self) -> Signing:
        """How many are to sign, have, and have declined."""
        needed = [one.state for one in self.parties if one.state is not SignatureState.NOT_NEEDED]
        return Signing(
            len(needed),
            needed.count(SignatureState.SIGNED),
            needed.count(SignatureState.DECLINED),
        )

    @property
    def words(self) -> str:
        """How they stand together, in a few words; empty where nobody is to sign."""
        return self.signing.words


@dataclass(frozen=True)
class SignatureKept:
    """How a party's signature stands now."""

    party: SigningParty
    changes: Changes


@dataclass(frozen=True)
class CopyKept:
    """A signed copy that is kept; `already_there` when the same bytes were before."""

    copy: SignedCopy
    already_there: bool
    changes: Changes
