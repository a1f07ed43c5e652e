"""What is printed and registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from resources_app.printing.manner import Manner


class Kind(StrEnum):
    """Kinds of document. To add one: see `kinds.py`, which has a row for each."""

    REFERRAL_PACK = "referral pack, anonymised"
    RESPONSE_FORM = "response form"
    FULL_REFERRAL_PACK = "referral pack, full"
    CONTRACT_SCHEDULE = "contract schedule"
    BLOCK_STATEMENT = "block contract statement"
    UPLIFT_LETTER = "uplift letter"
    AGREEMENT_SUMMARY = "agreement summary"
    OFFER_COMPARISON = "comparison of offers"
    PANEL_AGENDA = "panel agenda"
    PANEL_MINUTES = "panel minutes"
    FUNDING_RECORD = "funding approval record"
    DOCUMENT_CHASER = "due-diligence chaser"
    DOCUMENT_REGISTER = "document register"
    VARIATION = "variation"
    NOTICE_LETTER = "notice letter"
    ENDING_LETTER = "ending letter"
    NOTIFICATION = "notification of a placement"


@dataclass(frozen=True)
class Signing:
    """How many are to sign a document, have signed it, and have declined to."""

    to_sign: int = 0
    signed: int = 0
    declined: int = 0

    @property
    def words(self) -> str:
        """How the signatures stand together; empty where nobody is to sign."""
        if not self.to_sign:
            return ""
        if self.declined:
            return "Declined"
        if self.signed == self.to_sign:
            return "Signed by all"
        return f"{self.signed} of {self.to_sign} signed"

    @property
    def tone(self) -> str:
        """The tone of those words: good, warning or bad."""
        if self.declined:
            return "bad"
        return "good" if self.signed == self.to_sign else "warning"


@dataclass(frozen=True)
class Document:
    """A document as it is registered. `made_by` is the officer's name, for reading.

    `superseded_by` is the reference of the last that says something later of the same subject, to
    the same recipient; empty for one that stands. `variant` is its manner: '', `large`, `plain` or
    `large plain` (see printing.manner). All variants of one version say the same of the matter.
    """

    id: str
    reference: str
    kind: Kind
    variant: str
    subject_table: str
    subject_id: str
    subject_reference: str
    version: int
    template_version: str
    made_by: str
    made_at: datetime
    made_for: str
    pages: int
    size: int  # bytes
    sha256: str
    content_sha256: str
    superseded_by: str
    signing: Signing

    @property
    def title(self) -> str:
        """What it is, with its variant: `contract schedule, large print`."""
        return ", ".join(part for part in (str(self.kind), Manner.of(self.variant).words) if part)


@dataclass(frozen=True)
class Delivered:
    """A copy put in a folder. Its hash is its own when it was encrypted with a password."""

    path: Path
    sha256: str
    size: int
    encrypted: bool
