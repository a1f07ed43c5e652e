"""How long a journey by road takes when nobody has driven it: estimated from the straight line."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

# Roads are about a third longer than the straight line, and a school run averages 25 miles an
# hour between towns: three minutes and a little for each straight mile.
ROAD_FOR_STRAIGHT = Decimal("1.3")
MILES_AN_HOUR = 25


def estimated_minutes(miles: Decimal) -> int:
    """Minutes for a straight distance in miles, rounded up; whoever shows them says “estimated”."""
    minutes = miles * ROAD_FOR_STRAIGHT / MILES_AN_HOUR * 60
    return int(minutes.to_integral_value(ROUND_CEILING))
