"""Notice of a placement, given before it ends: until when it runs, and whether it still stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

GIVERS = ("council", "provider")


@dataclass(frozen=True)
class Notice:
    """A notice. `runs_to` is the day on which it has run out: its last night is the one before."""

    id: str
    placement_reference: str
    given_by: str  # one of GIVERS
    given_on: date
    runs_to: date
    reason: str
    recorded_by: str
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.withdrawn_on is None
