"""A home's travel time to the linked school, against the most the contract allows.

Nobody has driven it when there is only a distance: then it is estimated, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.beds.model import BlockHome


@dataclass(frozen=True)
class TravelTime:
    """A home against the limit; `within` None when its time is not known or there is no limit."""

    home: BlockHome
    minutes: int | None
    estimated: bool
    limit: int | None

    @property
    def within(self) -> bool | None:
        """Whether the school is near enough; the limit itself is."""
        if self.minutes is None or self.limit is None:
            return None
        return self.minutes <= self.limit

    @property
    def words(self) -> str:
        """`32 minutes, estimated from the distance; the limit is 45`."""
        if self.minutes is None:
            return "travel time not known"
        how = ", estimated from the distance" if self.estimated else ""
        limit = f"; the limit is {self.limit}" if self.within is False else ""
        return f"{self.minutes} minutes{how}{limit}"


def travel_time(home: BlockHome, limit: int | None) -> TravelTime:
    """A home's travel time against the contract's limit in minutes."""
    return TravelTime(home, home.minutes_to_school, home.minutes_estimated, limit)
