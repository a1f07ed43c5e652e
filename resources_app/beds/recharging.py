"""The quarterly recharge: what each authority owes for its share, to the penny.

- The contract costs its annual payment over the nights of that contract year, night by night,
  whether the beds are used or not: a block contract pays for beds, not for children. Only where
  the contract says so is a bed that is out of service not paid for on those nights.
- A period's payment is what had become due by its end less what had become due by its start,
  each rounded once, so that the quarters of a contract year add up to the annual payment.
- Each authority pays for the beds allocated to it; the pence that rounding leaves over go to the
  largest remainders. Nights that are sold move between authorities at their price and change no
  total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from resources_app.beds.model import Board, Partner
from resources_app.beds.occupancy import (
    AuthorityNights,
    ByNight,
    HomeCount,
    NightCount,
    Occupancy,
    occupancy,
)
from resources_app.foundations.dates import Period, age_on, birthday, day_text
from resources_app.foundations.errors import Refused
from resources_app.foundations.money import apportion, rounded


@dataclass(frozen=True)
class SaleLine:
    """A sale's nights in the period, and what they cost the buyer; 0 pence without a price."""

    reference: str
    seller: Partner
    buyer: Partner
    bed: str
    period: Period
    nights: int
    nightly_pence: int | None
    pence: int


@dataclass(frozen=True)
class AuthorityCharge:
    """An authority's line of a statement: bed-nights, and pence.

    `share` = allocated − sold + bought; `unused` is what of it had no child of its own, `over`
    what it used beyond it. `total_pence` = `share_pence` − `deduction_pence` + `bought_pence` −
    `sold_pence`; below zero the authority is owed.
    """

    partner: Partner
    allocated: int
    sold: int
    bought: int
    share: int
    used: int
    unused: int
    over: int
    share_pence: int
    deduction_pence: int
    bought_pence: int
    sold_pence: int
    total_pence: int


@dataclass(frozen=True)
class Statement:
    """What a block contract costs in a period, shared out among its authorities.

    `payment_pence` is what the provider is owed, `gross_pence` − `deduction_pence`; the
    authorities' totals add up to it. `breaches` are sentences.
    """

    agreement: str
    title: str
    period: Period
    gross_pence: int
    deduction_pence: int
    payment_pence: int
    nights: NightCount
    authorities: tuple[AuthorityCharge, ...]
    homes: tuple[HomeCount, ...]
    sales: tuple[SaleLine, ...]
    breaches: tuple[str, ...]


def statement(board: Board) -> Statement:
    """The statement of a board's period. Raises Refused where something needed is missing.

    It is refused when there is no payment on a night of the contract, and when the allocations
    do not add up to the contract's beds: then nobody could say who pays.
    """
    counted = occupancy(board)
    rates = _nightly(board)
    _check_shared(board, rates, counted)
    gross = _due(rates)
    out = counted.out_of_service if board.contract.deducts_out_of_service else ()
    deduction = _due_for(rates, out, counted.beds) if out else 0
    allocated = [one.allocated for one in counted.authorities]
    shares = _shared(gross, [_weight(rates, mine, counted.beds) for mine in allocated])
    deductions = _shared(deduction, [_weight(rates, mine, counted.beds, out) for mine in allocated])
    sales = tuple(_sale_lines(board))
    return Statement(
        agreement=board.contract.reference,
        title=board.contract.title,
        period=board.period,
        gross_pence=gross,
        deduction_pence=deduction,
        payment_pence=gross - deduction,
        nights=counted.total,
        authorities=tuple(
            _charge(one, share, less, sales)
            for one, share, less in zip(counted.authorities, shares, deductions, strict=True)
        ),
        homes=counted.homes,
        sales=sales,
        breaches=tuple(one.sentence for one in counted.breaches),
    )


@dataclass(frozen=True)
class _Rates:
    """Pence a night, exact, for each night of the period; and the same up to its start."""

    nightly: tuple[Fraction, ...]
    before: Fraction


def _nightly(board: Board) -> _Rates:
    contract = board.contract
    first = min(board.period.start, contract.period.start)
    nightly: list[Fraction] = []
    for run in _payments(board, Period(first, board.period.end)):
        nightly += [run.pence] * run.nights
    skipped = (board.period.start - first).days
    before = sum(nightly[:skipped], Fraction(0))
    return _Rates(tuple(nightly[skipped:]), before)


@dataclass(frozen=True)
class _Run:
    nights: int
    pence: Fraction  # a night


def _payments(board: Board, period: Period) -> Iterator[_Run]:
    """The nights of a period in runs of one price each; nights outside the contract cost nothing.

    Raises Refused for a night of the board in the contract that no payment covers.
    """
    contract = board.contract
    day = period.start
    assert period.end is not None, "a statement has a last night"
    while day < period.end:
        year = _contract_year(contract.period.start, day)
        paid = next((one for one in contract.payments if day in one.period), None)
        edges = [period.end, year.end, contract.period.start, contract.period.end]
        edges += [one.period.start for one in contract.payments]
        edges += [one.period.end for one in contract.payments]
        until = min(one for one in edges if one is not None and one > day)
        if paid is None and day in contract.period and until > board.period.start:
            night = day_text(max(day, board.period.start))
            raise Refused(
                f"{contract.reference} has no annual payment on {night}.",
                remedy="Enter what is paid for the beds from that day on.",
            )
        in_force = paid is not None and day in contract.period
        annual = paid.annual_pence if paid is not None and in_force else 0
        yield _Run((until - day).days, Fraction(annual, year.nights()))
        day = until


def _contract_year(start: date, day: date) -> Period:
    """The year of the contract that a day falls in, counted from the contract's start."""
    number = age_on(start, max(start, day))
    return Period(birthday(start, number), birthday(start, number + 1))


def _due(rates: _Rates) -> int:
    """What falls due in the period: due by its end less due by its start, each rounded once."""
    after = rates.before + sum(rates.nightly, Fraction(0))
    return rounded(after) - rounded(rates.before)


def _due_for(rates: _Rates, counts: ByNight, beds: ByNight) -> int:
    """The payment of some of each night's beds, rounded once."""
    return rounded(_weight(rates, counts, beds))


def _weight(rates: _Rates, counts: ByNight, beds: ByNight, times: ByNight = ()) -> Fraction:
    """Exact pence of `counts` beds of `beds` on each night; of `times` of these beds only."""
    whole = Fraction(0)
    runs: dict[tuple[Fraction, int, int, int], int] = {}
    for at, (rate, mine, there) in enumerate(zip(rates.nightly, counts, beds, strict=True)):
        key = (rate, mine, there, times[at] if times else there)
        runs[key] = runs.get(key, 0) + 1
    for (rate, mine, there, of), nights in runs.items():
        if there:
            whole += rate * nights * Fraction(mine * of, there * there)
    return whole


def _shared(pence: int, weights: Sequence[Fraction]) -> list[int]:
    """Split pence by exact weights; nothing where nobody has a part in it."""
    return apportion(pence, weights) if any(weights) else [0 for _ in weights]


def _check_shared(board: Board, rates: _Rates, counted: Occupancy) -> None:
    for at, (rate, beds, wrong) in enumerate(
        zip(rates.nightly, counted.beds, counted.unallocated, strict=True)
    ):
        night = board.period.start + timedelta(days=at)
        if wrong:
            raise Refused(
                f"On the night of {day_text(night)} the allocations do not add up to the beds of "
                f"{board.contract.reference}: of {beds}, {beds - wrong} are allocated.",
                remedy="Set the allocation for that night first.",
            )
        if rate and not beds:
            raise Refused(
                f"{board.contract.reference} is paid for on the night of {day_text(night)} "
                "and has no beds.",
                remedy="Enter its homes and beds first.",
            )


def _sale_lines(board: Board) -> Iterator[SaleLine]:
    for one in board.sales:
        sale, nights = one.sale, one.period.nights()
        bed = board.contract.bed(sale.bed_id).name if sale.bed_id else ""
        yield SaleLine(
            reference=sale.reference,
            seller=board.contract.partner(sale.seller_code),
            buyer=board.contract.partner(sale.buyer_code),
            bed=bed,
            period=one.period,
            nights=nights,
            nightly_pence=sale.nightly_pence,
            pence=nights * (sale.nightly_pence or 0),
        )


def _charge(
    nights: AuthorityNights, share: int, less: int, sales: Sequence[SaleLine]
) -> AuthorityCharge:
    code = nights.partner.code
    bought = sum(one.pence for one in sales if one.buyer.code == code)
    sold = sum(one.pence for one in sales if one.seller.code == code)
    return AuthorityCharge(
        partner=nights.partner,
        allocated=sum(nights.allocated),
        sold=sum(nights.sold),
        bought=sum(nights.bought),
        share=sum(nights.share),
        used=sum(nights.used),
        unused=nights.unused,
        over=nights.over,
        share_pence=share,
        deduction_pence=less,
        bought_pence=bought,
        sold_pence=sold,
        total_pence=share - less + bought - sold,
    )
