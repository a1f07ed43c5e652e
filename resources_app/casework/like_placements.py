"""What placements like one cost today: the same kind of home, the same age band, the same need.

Alike is a placement that a child lives in now, in the same kind of home, in the same age band
(beds.saving) and with the same SSDA903 need code, paid for one by one. Fewer than `FEWEST` say
nothing, and would say too much of one child.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resources_app.beds.saving import FEWEST, median
from resources_app.foundations.money import pounds


@dataclass(frozen=True)
class LikeCosts:
    """What like placements cost a week, net pence: how many, the median, and the quartiles.

    Half of them cost from `lower_pence` to `upper_pence`, the medians of the cheaper and of the
    dearer half.
    """

    count: int
    median_pence: int
    lower_pence: int
    upper_pence: int

    def beside(self, weekly_pence: int) -> str:
        """`£312.00 above the median of 41 like placements; half cost £3,900.00 to £4,800.00`."""
        apart = weekly_pence - self.median_pence
        stands = f"{pounds(abs(apart))} {'above' if apart > 0 else 'below'}" if apart else "As"
        return (
            f"{stands} the median of {self.count:,} like placements; half of them cost "
            f"{pounds(self.lower_pence)} to {pounds(self.upper_pence)}"
        )


def like_costs(weekly: Iterable[int]) -> LikeCosts | None:
    """The weekly totals in figures; None for fewer than `FEWEST`."""
    amounts = sorted(weekly)
    count = len(amounts)
    if count < FEWEST:
        return None
    # With an odd number the one in the middle belongs to both halves.
    half = (count + 1) // 2
    return LikeCosts(
        count, median(amounts), median(amounts[:half]), median(amounts[count - half :])
    )
