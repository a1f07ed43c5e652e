"""Where a child would sleep at a service, and how long the ways to home, school and family take.

Minutes that somebody entered for just that way count; else they are estimated from the
straight line (`foundations.travel`), and say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from resources_app.foundations.distance import miles
from resources_app.foundations.phrases import joined
from resources_app.foundations.postcodes import Location, normalise
from resources_app.foundations.travel import estimated_minutes
from resources_app.requests.criteria import Criteria
from resources_app.requests.ground import Ground

# Where a child travels to, in the order they are told. To add one: give its place below too.
DESTINATIONS = ("home", "school", "family")


@dataclass(frozen=True)
class Journey:
    """Minutes from where the child would sleep to one of DESTINATIONS."""

    to: str
    minutes: int
    estimated: bool


def location_of(ground: Ground, at: int) -> Location | None:
    """Where a child would sleep at this service; None when it is not known."""
    places, spot = ground.catalogue.places, int(ground.place[at])
    if not places.known[spot]:
        return None
    return Location(
        int(places.easting[spot]),
        int(places.northing[spot]),
        ground.catalogue.authorities[int(places.authority[spot])],
        bool(places.approximate[spot]),
    )


def journeys(ground: Ground, at: int) -> tuple[Journey, ...]:
    """The ways from a service, as far as both their ends are known."""
    return tuple(_journeys(ground, at))


def journeys_text(ways: Iterable[Journey]) -> str:
    """`about 14 min to home (estimated) and 25 min to school`."""
    return joined([_told(one) for one in ways])


def _told(one: Journey) -> str:
    if one.estimated:
        return f"about {one.minutes} min to {one.to} (estimated)"
    return f"{one.minutes} min to {one.to}"


def _journeys(ground: Ground, at: int) -> Iterator[Journey]:
    here = location_of(ground, at)
    timed = _timed(ground, at) if ground.background.minutes else {}
    for to in DESTINATIONS:
        entered = timed.get(to)
        apart = miles(here, _place_of(ground.criteria, to))
        if entered is not None:
            yield Journey(to, entered, estimated=False)
        elif apart is not None:
            yield Journey(to, max(1, estimated_minutes(apart)), estimated=True)


def _timed(ground: Ground, at: int) -> dict[str, int]:
    """The minutes that were entered for just these ways, by destination."""
    start = normalise(ground.catalogue.places.postcodes[int(ground.place[at])])
    minutes = ground.background.minutes
    ways = [(to, (start, normalise(end))) for to, end in ground.criteria.postcodes]
    return {to: minutes[way] for to, way in ways if way in minutes}


def _place_of(criteria: Criteria, to: str) -> Location | None:
    return {"home": criteria.home, "school": criteria.school, "family": criteria.family}[to]
