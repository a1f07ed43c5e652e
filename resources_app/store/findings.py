"""What verifying the journal can find, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of finding."""

    ALTERED = "altered"
    MISSING = "missing"
    OUT_OF_ORDER = "out of order"
    BAD_SIGNATURE = "bad signature"
    UNKNOWN_KEY = "unknown key"
    ROW_DIFFERS = "row differs"
    DOCUMENT_DIFFERS = "document differs"
    TRIGGER = "trigger"


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was left. `origin` is a code; `seq` 0 names no entry."""

    kind: Kind
    sentence: str
    origin: str = ""
    seq: int = 0
    table: str = ""
    row_id: str = ""

    def __str__(self) -> str:
        return self.sentence
