"""A kept file that goes with a request's referral pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from resources_app.documents.vetted_model import PageText, Vetted


class Topic(StrEnum):
    """What an attachment is about. To add one: a member, its words in assets/wording/divider.json,
    and the check in the schema's table `pack_attachment`.
    """

    EDUCATION = "education"
    HEALTH = "health"
    ASSESSMENT = "assessment"
    OTHER = "other"


class Packs(StrEnum):
    """Which packs it goes with: a blacked-out copy with the one, the original with the other."""

    BOTH = "both"
    FULL = "full only"
    ANONYMISED = "anonymised only"

    def include(self, *, full: bool) -> bool:
        """Whether the full, or the anonymised, pack has it."""
        return self is Packs.BOTH or (self is Packs.FULL) == full


@dataclass(frozen=True)
class PackAttachment:
    """A file that goes with a pack, in its place from 1.

    `file_reference`, `file_name` and `sha256` are of the kept file. `dated` is the day it was
    written, None where nobody said. `unsearchable` are the numbers of the pages that hold words,
    or may, that no search finds, `wordless` those without any text; `read_by` is who read the
    former, empty until somebody did. `notes` are what vetting said when it was put in.
    """

    id: str
    request_id: str
    position: int
    file_reference: str
    file_name: str
    sha256: str
    heading: str
    topic: Topic
    packs: Packs
    dated: date | None
    pages: int
    unsearchable: tuple[int, ...]
    wordless: tuple[int, ...]
    notes: tuple[str, ...]
    kept_at: datetime
    put_in_by: str
    put_in_at: datetime
    read_by: str
    read_at: datetime | None
    read_note: str

    @property
    def unread(self) -> tuple[int, ...]:
        """The pages that nobody and nothing has read, where the anonymised pack has it."""
        return () if self.read_by or self.packs is Packs.FULL else self.unsearchable


@dataclass(frozen=True)
class NewPackAttachment:
    """How a kept file is to go with a pack. An empty `heading` is the topic's own."""

    topic: Topic
    heading: str = ""
    packs: Packs = Packs.BOTH
    dated: date | None = None


@dataclass(frozen=True)
class FileGoing:
    """A file as it is appended: how it goes, what vetting made of it now, what its pages say."""

    going: PackAttachment
    vetted: Vetted
    pages: tuple[PageText, ...]
