"""Counts of a board's nights: by home, by authority, by night; and who uses more than its share.

All are counted from the board's spans and from nowhere else, so that no two reports differ. On
every night used + void + out of service = the contract's beds, and the authorities' shares
(allocated − sold + bought) add up to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

from resources_app.beds.model import BlockHome, Board, NightState, Partner, Span
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.money import divide_half_up

ByNight = tuple[int, ...]  # a number for each night of the board's period, in order


@dataclass(frozen=True)
class NightCount:
    """Bed-nights by state: `beds` = `placed` + `void` + `out_of_service`.

    `void` is what a bed in service stood empty for, `held` or `free`.
    """

    beds: int
    placed: int
    out_of_service: int
    held: int
    free: int
    void: int

    @property
    def per_cent_used(self) -> int | None:
        """Nights used of all, in whole per cent, half up; None when there are none."""
        return divide_half_up(100 * self.placed, self.beds) if self.beds else None


@dataclass(frozen=True)
class HomeCount:
    """A home's bed-nights."""

    home: BlockHome
    beds: int
    nights: NightCount


@dataclass(frozen=True)
class AuthorityNights:
    """What an authority has and uses on each night of a board."""

    partner: Partner
    allocated: ByNight
    sold: ByNight
    bought: ByNight
    used: ByNight
    held: ByNight

    @property
    def share(self) -> ByNight:
        """Beds it may use on each night: allocated − sold + bought."""
        return tuple(
            has - gave + got
            for has, gave, got in zip(self.allocated, self.sold, self.bought, strict=True)
        )

    @property
    def unused(self) -> int:
        """Bed-nights of its share without a child of its own, out-of-service nights included."""
        return sum(max(0, has - in_use) for has, in_use in zip(self.share, self.used, strict=True))

    @property
    def over(self) -> int:
        """Bed-nights it used beyond its share."""
        return sum(max(0, in_use - has) for has, in_use in zip(self.share, self.used, strict=True))


@dataclass(frozen=True)
class Breach:
    """Nights in a row on which an authority's children are in more beds than its share."""

    partner: Partner
    period: Period
    used: int
    share: int

    @property
    def sentence(self) -> str:
        """The breach in words."""
        return (
            f"{self.partner.name} uses {counted(self.used, 'bed')} and has {self.share}, on "
            f"{counted(self.period.nights(), 'night')} from {day_text(self.period.start)}."
        )


@dataclass(frozen=True)
class Occupancy:
    """Everything that is counted of a board."""

    total: NightCount
    homes: tuple[HomeCount, ...]
    authorities: tuple[AuthorityNights, ...]
    beds: ByNight
    used: ByNight
    out_of_service: ByNight
    breaches: tuple[Breach, ...]

    @property
    def unallocated(self) -> ByNight:
        """Contract's beds on each night that are nobody's share; 0 wherever rules were kept."""
        shares = [one.share for one in self.authorities]
        return tuple(
            beds - sum(share[night] for share in shares) for night, beds in enumerate(self.beds)
        )

    @property
    def void(self) -> ByNight:
        """Beds in service with nobody in them, on each night."""
        return tuple(
            beds - used - out
            for beds, used, out in zip(self.beds, self.used, self.out_of_service, strict=True)
        )


def occupancy(board: Board) -> Occupancy:
    """Count a board."""
    spans = [span for row in board.rows for span in row.spans]
    homes = tuple(
        HomeCount(
            home,
            sum(row.home.id == home.id for row in board.rows),
            _count(span for row in board.rows if row.home.id == home.id for span in row.spans),
        )
        for home in board.contract.homes
    )
    authorities = tuple(_authority(board, one, spans) for one in board.contract.partners)
    return Occupancy(
        total=_count(spans),
        homes=homes,
        authorities=authorities,
        beds=by_night(board.period, (one.period for one in spans)),
        used=_in_state(board, spans, NightState.PLACED),
        out_of_service=_in_state(board, spans, NightState.OUT_OF_SERVICE),
        breaches=tuple(breach for one in authorities for breach in breaches(board.period, one)),
    )


def _count(spans: Iterable[Span]) -> NightCount:
    nights = dict.fromkeys(NightState, 0)
    for span in spans:
        nights[span.state] += span.period.nights()
    held, free = nights[NightState.HELD], nights[NightState.FREE]
    return NightCount(
        beds=sum(nights.values()),
        placed=nights[NightState.PLACED],
        out_of_service=nights[NightState.OUT_OF_SERVICE],
        held=held,
        free=free,
        void=held + free,
    )


def _in_state(
    board: Board, spans: Iterable[Span], state: NightState, authority_code: str = ""
) -> ByNight:
    return by_night(
        board.period,
        (
            one.period
            for one in spans
            if one.state is state and authority_code in ("", one.authority_code)
        ),
    )


def _authority(board: Board, partner: Partner, spans: list[Span]) -> AuthorityNights:
    within = board.period.meet(board.contract.period)
    allocated = [
        met
        for one in board.contract.allocations
        if one.authority_code == partner.code and within and (met := one.period.meet(within))
        for _bed in range(one.beds)
    ]
    sales = board.sales
    return AuthorityNights(
        partner,
        by_night(board.period, allocated),
        by_night(board.period, (s.period for s in sales if s.sale.seller_code == partner.code)),
        by_night(board.period, (s.period for s in sales if s.sale.buyer_code == partner.code)),
        _in_state(board, spans, NightState.PLACED, partner.code),
        _in_state(board, spans, NightState.HELD, partner.code),
    )


def by_night(period: Period, spans: Iterable[Period]) -> ByNight:
    """How many of the spans hold each night of a period; none may reach beyond it."""
    steps = [0] * (period.nights() + 1)
    for span in spans:
        first = (span.start - period.start).days
        steps[first] += 1
        steps[first + span.nights()] -= 1
    return tuple(accumulate(steps[:-1]))


def breaches(period: Period, nights: AuthorityNights) -> Iterator[Breach]:
    """An authority's nights over its share, alike ones in a row as one."""
    start = 0
    pairs = list(zip(nights.used, nights.share, strict=True))
    for at in range(1, len(pairs) + 1):
        if at < len(pairs) and pairs[at] == pairs[start]:
            continue
        used, share = pairs[start]
        if used > share:
            first = period.start + timedelta(days=start)
            run = Period(first, period.start + timedelta(days=at))
            yield Breach(nights.partner, run, used, share)
        start = at
