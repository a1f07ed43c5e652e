"""Distances: the straight line on the British National Grid, in metres and in miles.

Miles are rounded once, half up, to one decimal, and *within 20 miles* looks at the rounded
figure, so that what a page prints and what a rule decides never differ. (DOMAIN: Distance.)
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from resources_app.foundations.postcodes import Location

MILE_IN_METRES = Decimal("1609.344")
NEAR_MILES = Decimal(20)  # the "within 20 miles of home" of the national returns
_TENTH = Decimal("0.1")
_UNKNOWN = "distance not known"


def metres(first: Location | None, second: Location | None) -> int | None:
    """Whole metres between two places, or None when either has no position."""
    square = square_metres(first, second)
    return None if square is None else _rounded(Decimal(square).sqrt(), Decimal(1))


def miles(first: Location | None, second: Location | None) -> Decimal | None:
    """Miles to one decimal, half up, or None when either place has no position."""
    square = square_metres(first, second)
    return None if square is None else miles_of_square(square)


def miles_of_square(square: int) -> Decimal:
    """Miles to one decimal for a squared distance in square metres."""
    return (Decimal(square).sqrt() / MILE_IN_METRES).quantize(_TENTH, ROUND_HALF_UP)


def square_metres(first: Location | None, second: Location | None) -> int | None:
    """The squared distance: exact, and what SQL and arrays compare."""
    if first is None or second is None:
        return None
    if first.easting is None or first.northing is None:
        return None
    if second.easting is None or second.northing is None:
        return None
    return (first.easting - second.easting) ** 2 + (first.northing - second.northing) ** 2


def within_miles(
    first: Location | None, second: Location | None, limit: Decimal | int = NEAR_MILES
) -> bool | None:
    """Whether two places are `limit` miles apart or less, inclusive of one that reads as `limit`.

    None when it cannot be known. `limit` has at most one decimal.
    """
    apart = miles(first, second)
    return None if apart is None else apart <= limit


def square_metres_limit(limit: Decimal | int) -> int:
    """The largest squared distance (square metres) that still reads as `limit` miles.

    For comparing many places at once: `de*de + dn*dn <= square_metres_limit(20)` says what
    `within_miles(a, b, 20)` says.
    """
    beyond = ((Decimal(limit) + _TENTH / 2) * MILE_IN_METRES) ** 2
    whole = int(beyond)
    return whole - 1 if whole == beyond else whole


def distance_text(first: Location | None, second: Location | None) -> str:
    """`4.2 mi`; `about 4 mi` when a position is approximate; `distance not known`."""
    apart = miles(first, second)
    if apart is None or first is None or second is None:
        return _UNKNOWN
    if not (first.approximate or second.approximate):
        return f"{apart} mi"
    whole = _rounded(apart, Decimal(1))
    return f"about {whole} mi" if whole else "under 1 mi, approximately"


def _rounded(value: Decimal, step: Decimal) -> int:
    return int(value.quantize(step, ROUND_HALF_UP))
