"""References of the demo's past: numbers for records of other years."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date


@dataclass
class References:
    """Numbers for records of other years, remembered so that the present year goes on from them."""

    origin: str
    last: Counter[str] = field(default_factory=Counter)

    def next(self, kind: str, day: date) -> str:
        """The next reference of a kind in the year of `day`."""
        series = f"{kind}-{day:%y}-{self.origin}"
        self.last[series] += 1
        return f"{series}-{self.last[series]:04d}"
