"""What judges stand on: the search, the columns, and the sleeping place of each service.

With the measures that several of them use: distances, areas to avoid, places that are free.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resources_app.foundations.distance import square_metres_limit
from resources_app.foundations.postcodes import Location
from resources_app.requests.background import Background
from resources_app.requests.catalogue import UNKNOWN, Catalogue, Flags, Ints
from resources_app.requests.circumstances import Circumstances
from resources_app.requests.criteria import AreaToAvoid, Criteria

MET, NOT_MET = 1, 0  # and catalogue.UNKNOWN, -1
FULL = 1000
FAR = 1 << 52  # square metres: further than anywhere, for a place that is not known

Verdicts = NDArray[np.int64]


@dataclass(frozen=True)
class Judgement:
    """A verdict for each service asked about, and its score of 0 to 1,000."""

    verdicts: Verdicts
    scores: Ints


@dataclass(frozen=True, eq=False)
class Ground:
    """What judges stand on: the search, the columns, and the sleeping place of each service."""

    criteria: Criteria
    catalogue: Catalogue
    circumstances: Circumstances
    background: Background
    place: Ints  # position of the sleeping place chosen for each service
    square_from_home: Ints  # square metres from home to that place; FAR when not known
    best_terms: Ints  # for each service the row of its best contract term; UNKNOWN for none
    middle_price: int = UNKNOWN  # of those that fit, pence a week
    low_price: int = UNKNOWN
    high_price: int = UNKNOWN


def square_between(catalogue: Catalogue, origin: Location | None, places: Ints) -> Ints:
    """Square metres from a location to sleeping places; FAR where either is not known."""
    if origin is None or origin.easting is None or origin.northing is None:
        return np.full(len(places), FAR, np.int64)
    sleeping = catalogue.places
    east = sleeping.easting[places] - origin.easting
    north = sleeping.northing[places] - origin.northing
    return np.where(sleeping.known[places], east * east + north * north, FAR)


def near_place_to_avoid(criteria: Criteria, catalogue: Catalogue, places: Ints) -> Flags:
    """Which sleeping places are within a place to avoid."""
    near = np.zeros(len(places), bool)
    for area in criteria.avoid:
        near |= within_area(area, catalogue, places)
    return near


def all_areas_known(criteria: Criteria) -> bool:
    """Whether every area to avoid could be found: else nothing is clear of them for certain."""
    return all(one.location is not None and one.location.has_position for one in criteria.avoid)


def within_area(area: AreaToAvoid, catalogue: Catalogue, places: Ints) -> Flags:
    """Which sleeping places are within one area to avoid, its edge included."""
    square = square_between(catalogue, area.location, places)
    return np.less_equal(square, square_metres_limit(area.miles))


def free_places(catalogue: Catalogue, circumstances: Circumstances, place: Ints, at: Ints) -> Ints:
    """Places free for a child, by service, never below 0; UNKNOWN where nobody knows.

    Where the register counts places, those taken and held come off and a recent declaration
    can only lower what is left; elsewhere the declaration is all there is.
    """
    spot = place[at]
    capacity = catalogue.places.capacity[spot]
    by_setting = capacity != UNKNOWN
    whole = catalogue.registered_places[at]
    total = np.where(by_setting, capacity, whole)
    taken = np.where(
        by_setting,
        circumstances.place_residents[spot],
        circumstances.residents[at] + circumstances.held_beds[at],
    )
    left = np.maximum(total - taken, 0)
    declared = circumstances.vacancy[at]
    with_declared = np.where(declared == UNKNOWN, left, np.minimum(left, declared))
    return np.where(total == UNKNOWN, declared, with_declared)
