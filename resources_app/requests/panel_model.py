"""Panels: who sat, which requests they looked at, and what they recommend.

A panel's word is advice. It replaces no approval: funding is approved within a limit, a home
outside the area by whoever regulation 11 names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PanelOutcome(StrEnum):
    """What a panel said of a request."""

    RECOMMENDED = "recommended"
    NOT_RECOMMENDED = "not recommended"
    DEFERRED = "deferred"


@dataclass(frozen=True)
class NewPanel:
    """A panel to be convened; `attendees` are names."""

    title: str
    held_on: date
    chair: str
    attendees: tuple[str, ...] = ()


@dataclass(frozen=True)
class PanelItem:
    """A request on an agenda. `child` names nobody; the cost is what its decision puts up, net.

    `outcome` is None until the panel has said something; `home` is empty before a decision.
    """

    position: int
    panel: str
    held_on: date
    reference: str
    child: str
    state: str
    home: str
    weekly_pence: int | None
    question: str
    outcome: PanelOutcome | None
    words: str
    recorded_by: str


@dataclass(frozen=True)
class Panel:
    """A panel with its agenda; `minuted_by` is empty until the minutes are written."""

    id: str
    reference: str
    title: str
    held_on: date
    chair: str
    attendees: tuple[str, ...]
    minutes: str
    minuted_by: str
    items: tuple[PanelItem, ...]

    @property
    def open_items(self) -> int:
        """How many requests nothing is recorded of."""
        return sum(one.outcome is None for one in self.items)
