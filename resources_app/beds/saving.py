"""What a block contract saves against buying the same nights one by one.

The rule: each night a bed was used is worth the price of a like placement, which is the median
core weekly fee, ÷ 7, of the placements in the same kind of home, of the same age band, that
were paid for in the same period under a framework or on the spot, each at what a week came to
over its nights in it. An age band with fewer than
`FEWEST` such placements takes the median of all ages. Against it stands all that the authorities
paid for the contract, void nights included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from resources_app.agreements.model import OPEN_ENDED_AGE, age_words
from resources_app.beds.model import BedStay, Board, NightState, Partner
from resources_app.beds.recharging import AuthorityCharge, Statement
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, age_on
from resources_app.foundations.money import charge_for_nights, divide_half_up, pounds
from resources_app.foundations.phrases import capital

# Ages that are compared with each other: inclusive years.
AGE_BANDS = ((0, 10), (11, 15), (16, OPEN_ENDED_AGE))
FEWEST = 5
RULE = (
    "Each night used is set against the median core weekly fee, ÷ 7, of placements in children’s "
    "homes of the same age band in the same period, bought under a framework or on the spot; "
    f"an age band with fewer than {FEWEST} of them takes the median of all ages. Against that "
    "stands the whole payment, void nights included."
)

Band = tuple[int, int]


@dataclass(frozen=True)
class LikePlacement:
    """A placement elsewhere: the child's age and the core fee in pence a week."""

    reference: str
    age: int
    weekly_pence: int


@dataclass(frozen=True)
class LikePrice:
    """What like placements cost: the median in pence a week, of how many."""

    ages: Band
    weekly_pence: int
    sample: int
    all_ages: bool = False

    @property
    def sentence(self) -> str:
        """The price in words: for whom, how much, the median of how many."""
        everybody = " of all ages" if self.all_ages else ""
        return (
            f"{capital(age_words(*self.ages))}: {pounds(self.weekly_pence)} a week, the median of "
            f"{counted(self.sample, 'placement')}{everybody}."
        )


@dataclass(frozen=True)
class AuthoritySaving:
    """An authority's nights used, what they would have cost, and what it paid (pence).

    `saving_pence` is the difference; below zero the contract cost more.
    """

    partner: Partner
    nights: int
    spot_pence: int
    block_pence: int
    saving_pence: int


@dataclass(frozen=True)
class BlockSaving:
    """The saving of a period: nights used, pence, and which prices they were held against."""

    agreement: str
    period: Period
    nights: int
    spot_pence: int
    block_pence: int
    saving_pence: int
    authorities: tuple[AuthoritySaving, ...]
    prices: tuple[LikePrice, ...]
    sample: int
    rule: str = RULE


def saving(board: Board, paid: Statement, like: Sequence[LikePlacement]) -> BlockSaving | None:
    """The saving of a board's period, of which `paid` is the statement.

    None when there is no like placement to compare with.
    """
    if not like:
        return None
    prices = {band: _price(band, like) for band in AGE_BANDS}
    nights = _nights_used(board)
    shares = tuple(_of_authority(one, nights, prices) for one in paid.authorities)
    used_bands = {band for _code, band in nights}
    return BlockSaving(
        agreement=board.contract.reference,
        period=board.period,
        nights=sum(one.nights for one in shares),
        spot_pence=sum(one.spot_pence for one in shares),
        block_pence=sum(one.block_pence for one in shares),
        saving_pence=sum(one.saving_pence for one in shares),
        authorities=shares,
        prices=tuple(prices[band] for band in AGE_BANDS if band in used_bands),
        sample=len(like),
    )


def _of_authority(
    paid: AuthorityCharge, nights: Mapping[tuple[str, Band], int], prices: Mapping[Band, LikePrice]
) -> AuthoritySaving:
    """An authority's saving; the spot price is rounded once for each age band."""
    used = {band: nights.get((paid.partner.code, band), 0) for band in AGE_BANDS}
    spot = sum(charge_for_nights(prices[band].weekly_pence, n) for band, n in used.items())
    return AuthoritySaving(
        paid.partner, sum(used.values()), spot, paid.total_pence, spot - paid.total_pence
    )


def _nights_used(board: Board) -> dict[tuple[str, Band], int]:
    stays = {one.id: one for one in board.contract.stays}
    found: dict[tuple[str, Band], int] = defaultdict(int)
    for row in board.rows:
        for span in row.spans:
            if span.state is NightState.PLACED:
                band = band_of(_age_in(stays[span.source], span.period))
                found[span.authority_code, band] += span.period.nights()
    return found


def _age_in(stay: BedStay, nights: Period) -> int:
    """The child's age on the first of the nights that are counted."""
    return age_on(stay.born, nights.start)


def band_of(age: int) -> Band:
    """The age band of a child; the last takes whoever is older."""
    return next((band for band in AGE_BANDS if band[0] <= age <= band[1]), AGE_BANDS[-1])


def _price(band: Band, like: Sequence[LikePlacement]) -> LikePrice:
    same = [one.weekly_pence for one in like if band_of(one.age) == band]
    if len(same) < FEWEST:
        everybody = [one.weekly_pence for one in like]
        return LikePrice(band, median(everybody), len(everybody), all_ages=True)
    return LikePrice(band, median(same), len(same))


def median(amounts: Iterable[int]) -> int:
    """The middle amount; of two in the middle their mean, half up. There is at least one."""
    sorted_ = sorted(amounts)
    middle = len(sorted_) // 2
    if len(sorted_) % 2:
        return sorted_[middle]
    return divide_half_up(sorted_[middle - 1] + sorted_[middle], 2)
