"""Distances: rounded once, and what is printed is what the rule looks at."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.foundations.distance import (
    distance_text,
    metres,
    miles,
    miles_of_square,
    square_metres_limit,
    within_miles,
)
from resources_app.foundations.postcodes import Location

HOME = Location(480_000, 200_000, "E06000060")
_metres = st.integers(min_value=0, max_value=700_000)
_places = st.builds(Location, _metres, _metres, st.just("E06000060"))


def _east_of_home(distance: int, *, approximate: bool = False) -> Location:
    return Location(480_000 + distance, 200_000, "E06000060", approximate)


@pytest.mark.parametrize(
    ("apart", "reads", "within"),
    [
        (0, "0.0", True),
        (80, "0.0", True),
        (81, "0.1", True),
        (32_187, "20.0", True),
        (32_267, "20.0", True),  # 20.0498 miles read as 20.0
        (32_268, "20.1", False),  # 20.0504 miles read as 20.1
    ],
)
def test_twenty_miles_is_inclusive_of_what_reads_as_twenty(
    apart: int, reads: str, within: bool
) -> None:
    there = _east_of_home(apart)
    assert miles(HOME, there) == Decimal(reads)
    assert within_miles(HOME, there) is within
    assert (apart**2 <= square_metres_limit(20)) is within


def test_metres_are_whole_and_straight() -> None:
    assert metres(HOME, Location(483_000, 204_000, "")) == 5_000


def test_a_place_without_a_position_has_no_distance() -> None:
    nowhere = Location(None, None, "E06000060")
    for first, second in ((HOME, None), (None, HOME), (nowhere, HOME), (HOME, nowhere)):
        assert metres(first, second) is None
        assert miles(first, second) is None
        assert within_miles(first, second) is None
        assert distance_text(first, second) == "distance not known"


def test_an_approximate_distance_says_so() -> None:
    assert distance_text(HOME, _east_of_home(6_760)) == "4.2 mi"
    assert distance_text(HOME, _east_of_home(6_760, approximate=True)) == "about 4 mi"
    assert distance_text(HOME, _east_of_home(10, approximate=True)) == "under 1 mi, approximately"


@given(_places, _places)
def test_distance_is_the_same_both_ways_and_near_pythagoras(a: Location, b: Location) -> None:
    assert miles(a, b) == miles(b, a)
    assert a.easting is not None
    assert a.northing is not None
    assert b.easting is not None
    assert b.northing is not None
    exact = math.hypot(a.easting - b.easting, a.northing - b.northing) / 1609.344
    found = miles(a, b)
    assert found is not None
    assert abs(float(found) - exact) <= 0.05 + 1e-9


@given(st.integers(min_value=0, max_value=2_000).map(lambda tenths: Decimal(tenths) / 10))
def test_the_limit_for_arrays_is_exactly_where_the_reading_changes(limit: Decimal) -> None:
    square = square_metres_limit(limit)
    assert miles_of_square(square) <= limit
    assert miles_of_square(square + 1) > limit
