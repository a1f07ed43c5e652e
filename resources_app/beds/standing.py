"""Which nights of a hold or a sale count. Nobody has to do anything for a hold to lapse."""

from __future__ import annotations

from datetime import date, timedelta

from resources_app.beds.model import BedSale, Hold
from resources_app.foundations.dates import Period


def held_nights(hold: Hold, as_at: date) -> Period | None:
    """The nights a hold holds, as seen on a day; None when it holds none.

    Until it lapses or is released it holds all its nights. Afterwards those that had passed by
    then were held, and none that came later.
    """
    ended = min(hold.lapses_on, hold.released_on or hold.lapses_on)
    if as_at < ended:
        return hold.period
    return hold.period.meet(Period(date.min, ended))


def why_hold_ended(hold: Hold, as_at: date) -> str:
    """`released` or `lapsed` when a hold is over on a day; empty while it holds."""
    if hold.released_on is not None and hold.released_on <= min(as_at, hold.lapses_on):
        return "released"
    return "lapsed" if hold.lapses_on <= as_at else ""


def sold_nights(sale: BedSale) -> Period | None:
    """The nights a sale moves from seller to buyer; None when it was called off before the first.

    From the day it was cancelled for on, the nights are the seller's again.
    """
    if sale.cancelled_on is None:
        return sale.period
    return sale.period.meet(Period(date.min, sale.cancelled_on))


def cancels_from(sale: BedSale, today: date) -> date:
    """The first night that a cancellation today gives back.

    All of them before the first night; afterwards those from tomorrow on, for tonight is sold.
    """
    return today if today < sale.period.start else today + timedelta(days=1)
