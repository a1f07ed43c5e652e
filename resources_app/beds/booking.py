"""Why a bed cannot be booked on some nights, and why nights cannot be sold: in sentences.

A bed that somebody has is refused; an authority that goes beyond its share is shown, not
stopped (PEERS: conflicting bed bookings are blocked, share breaches are shown).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from resources_app.beds.board import board, whole_of
from resources_app.beds.model import BlockContract, Board, NightState, Span
from resources_app.beds.occupancy import AuthorityNights, occupancy
from resources_app.beds.standing import sold_nights
from resources_app.foundations.dates import Period, day_text

# Nobody plans a bed further ahead; a stay without end is looked at for so long.
_FAR_AHEAD = timedelta(days=3660)


def closed(period: Period, contract: BlockContract) -> Period:
    """The period with an end: its own, else the contract's, else ten years on."""
    if period.end is not None:
        return period
    end = contract.period.end or period.start + _FAR_AHEAD
    return Period(period.start, max(end, period.start))


def why_not_free(
    contract: BlockContract,
    bed_id: str,
    period: Period,
    as_at: date,
    *,
    but: Sequence[str] = (),
    held_by: str = "",
) -> str:
    """Why a bed cannot be had for all nights of a period, in a sentence; empty when it can.

    Holds for the authority `held_by` do not stand in its own way, nor do the stays, holds or
    closures whose keys are in `but`.
    """
    bed = contract.bed(bed_id)
    nights = closed(period, contract)
    if nights.nights() == 0:
        return "That is no night at all."
    outside = _outside(nights, bed.period) or _outside(nights, contract.period)
    if outside is not None:
        return f"Bed {bed.name} is not in the contract on the night of {day_text(outside)}."
    shown = board(contract, nights, as_at)
    row = next(one for one in shown.rows if one.bed.id == bed_id)
    for span in row.spans:
        own = span.state is NightState.HELD and span.authority_code == held_by
        if span.state is not NightState.FREE and span.source not in but and not own:
            return f"Bed {bed.name} is not free: {_what(shown, span)}."
    return ""


def _outside(nights: Period, whole: Period) -> date | None:
    """The first of the nights that is not in the whole."""
    if nights.start not in whole:
        return nights.start
    assert nights.end is not None, "the nights have an end"
    return whole.end if whole.end is not None and whole.end < nights.end else None


def _what(shown: Board, span: Span) -> str:
    days = f"from {day_text(whole_of(shown.contract, span).start)}"
    if span.state is NightState.PLACED:
        return f"{span.words} sleeps in it {days}"
    if span.state is NightState.HELD:
        name = shown.contract.partner(span.authority_code).name
        return f"it is held for {name} {days}"
    return f"it is out of service {days} ({span.words})"


def why_not_sold(
    contract: BlockContract,
    seller_code: str,
    buyer_code: str,
    period: Period,
    as_at: date,
    *,
    bed_id: str | None = None,
) -> str:
    """Why a bed's nights cannot be sold, in a sentence; empty when they can.

    The seller must have a bed on every night that neither its children nor an earlier sale
    take up; a bed that is named must not be another's on any of the nights.
    """
    if seller_code == buyer_code:
        return "An authority cannot sell to itself."
    for code in (seller_code, buyer_code):
        if code not in {one.code for one in contract.partners}:
            return f"{code} is not an authority of {contract.reference}."
    outside = _outside(closed(period, contract), contract.period)
    if period.nights() == 0 or outside is not None:
        return f"{contract.reference} does not hold all of these nights."
    shown = board(contract, period, as_at)
    seller = next(one for one in occupancy(shown).authorities if one.partner.code == seller_code)
    return _why_nothing_left(period, seller) or _why_not_that_bed(
        shown, seller_code, buyer_code, bed_id
    )


def _why_nothing_left(period: Period, seller: AuthorityNights) -> str:
    for at, (share, used) in enumerate(zip(seller.share, seller.used, strict=True)):
        if used >= share:
            night = day_text(period.start + timedelta(days=at))
            return (
                f"{seller.partner.name} has no bed to sell on the night of {night}: "
                f"its share is {share} and its children are in {used}."
            )
    return ""


def _why_not_that_bed(shown: Board, seller_code: str, buyer_code: str, bed_id: str | None) -> str:
    if bed_id is None:
        return ""
    row = next(one for one in shown.rows if one.bed.id == bed_id)
    if sum(one.period.nights() for one in row.spans) < shown.nights:
        return f"Bed {row.bed.name} is not in the contract on all of these nights."
    if row.sold:
        first = row.sold[0]
        return (
            f"Bed {row.bed.name} is sold already from {day_text(first.period.start)} "
            f"({first.sale.reference})."
        )
    for span in row.spans:
        if not _can_be_sold(span, seller_code, buyer_code):
            return f"Bed {row.bed.name} cannot be sold: {_what(shown, span)}."
    return ""


def _can_be_sold(span: Span, seller_code: str, buyer_code: str) -> bool:
    """Free, held for either of the two, or where the buyer's child sleeps already."""
    if span.state is NightState.PLACED:
        return span.authority_code == buyer_code
    if span.state is NightState.HELD:
        return span.authority_code in (seller_code, buyer_code)
    return span.state is NightState.FREE


def why_sales_uncovered(contract: BlockContract, as_at: date) -> str:
    """The first night that an authority sold without having it, in a sentence; empty for none."""
    for sale in contract.sales:
        nights = sold_nights(sale)
        if nights is None or nights.end is None:
            continue
        counted = occupancy(board(contract, nights, as_at))
        seller = next(one for one in counted.authorities if one.partner.code == sale.seller_code)
        for at, share in enumerate(seller.share):
            if share < 0:
                night = day_text(nights.start + timedelta(days=at))
                return (
                    f"{seller.partner.name} sold a bed on the night of {night} ({sale.reference}) "
                    "that it would not have."
                )
    return ""
