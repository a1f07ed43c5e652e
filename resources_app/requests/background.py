"""What is known of the children of a search themselves, beside what is true of the services.

Where they have lived before and how that went, and journeys that somebody timed. Facts of
other rooms, handed in by `casework.searching`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.phrases import joined


@dataclass(frozen=True)
class EarlierStay:
    """A child's placement at a service that is over; `broke_down`: before it was meant to be."""

    service_id: str
    period: Period
    broke_down: bool


@dataclass(frozen=True)
class Background:
    """The children's earlier stays, the newest first, and minutes by (from, to) postcode."""

    stays: Sequence[EarlierStay] = ()
    minutes: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def stays_at(self, service_id: str) -> tuple[EarlierStay, ...]:
        """The earlier stays at one service, the newest first."""
        return tuple(one for one in self.stays if one.service_id == service_id)


UNKNOWN_BACKGROUND = Background()


def stays_text(stays: Sequence[EarlierStay]) -> str:
    """`3 Apr 2024 to 6 Jun 2025 (429 nights), when it broke down`; dates are the days they left."""
    return joined([_stay_text(one) for one in stays])


def _stay_text(one: EarlierStay) -> str:
    broke = ", when it broke down" if one.broke_down else ""
    nights = counted(one.period.nights(), "night")
    return f"{day_text(one.period.start)} to {day_text(one.period.end)} ({nights}){broke}"
