"""Reads single cells of a price schedule: prices, tiers, discounts.

Each reader returns a value or raises BadInput with why; the caller says which cell. Only what is
certain is taken.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal

from resources_app.agreements.schedule_model import PriceKind
from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import pence_from
from resources_app.workbooks.cells import is_nothing, text_of
from resources_app.workbooks.headings import squashed
from resources_app.workbooks.model import Cell

# What people write when a price is to be asked for, and when the service is not offered. To add
# one: the words without spaces, capitals and punctuation.
ON_APPLICATION = frozenset(
    {"poa", "priceonapplication", "pricesonapplication", "onapplication", "uponapplication",
     "priceonrequest", "onrequest"}
)  # fmt: skip
NOT_OFFERED = frozenset(
    {"notoffered", "notprovided", "notavailable", "nooffer", "nobid", "notbid", "notapplicable"}
)

_TIER = re.compile(r"(?:tier|t)?\s*([1-9])(?:\.0+)?", re.IGNORECASE)
_PER_CENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*%?")


def read_price(value: Cell) -> tuple[PriceKind, int | None]:
    """What a price cell says, with pence where it is priced.

    Raises BadInput for anything else: a negative or zero amount, another currency, a date,
    `TBC`, parts of a penny.
    """
    if is_nothing(value):
        return PriceKind.NOT_OFFERED, None
    if isinstance(value, str):
        words = squashed(value)
        if words in ON_APPLICATION:
            return PriceKind.ON_APPLICATION, None
        if words in NOT_OFFERED:
            return PriceKind.NOT_OFFERED, None
    if isinstance(value, date | time | timedelta):
        raise BadInput("This is a date or a time, not an amount of money.")
    pence = pence_from(value)
    if pence < 0:
        raise BadInput("A price cannot be negative.")
    if pence == 0:
        raise BadInput("A price of nothing is not taken; write N/A for what is not offered.")
    return PriceKind.PRICED, pence


def read_tier(value: Cell) -> int:
    """The tier: `1`, `1.0`, `Tier 1` or `T1`. Raises BadInput."""
    match = _TIER.fullmatch(text_of(value)) if not isinstance(value, bool) else None
    if match is None:
        what = "There is no tier." if is_nothing(value) else f"“{text_of(value)}” is not a tier."
        raise BadInput(what, remedy="Give a tier such as 1 or Tier 1.")
    return int(match[1])


def read_discount(value: Cell, *, shown_as_per_cent: bool) -> int:
    """A discount in hundredths of a per cent: 750 for `7.5`, `7.5%` or 0.075 shown as 7.5 %.

    Nothing given is no discount. Raises BadInput for less than one per cent written as a bare
    number, since 0.1 may mean a tenth of a per cent or ten, and for more than 100.
    """
    if is_nothing(value):
        return 0
    amount = _per_cent(value, shown_as_per_cent=shown_as_per_cent)
    hundredths = amount * 100
    if hundredths != hundredths.to_integral_value() or not 0 <= amount <= 100:
        raise BadInput(f"“{text_of(value)}” is not a percentage from 0 to 100.")
    return int(hundredths)


def _per_cent(value: Cell, *, shown_as_per_cent: bool) -> Decimal:
    if isinstance(value, str):
        match = _PER_CENT.fullmatch(value.strip())
        if match is None:
            raise BadInput(f"“{value.strip()}” is not a percentage.", remedy="Write 10 or 10%.")
        amount, says_so = Decimal(match[1]), value.strip().endswith("%")
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"“{text_of(value)}” is not a percentage.", remedy="Write 10 or 10%.")
    else:
        # Six places are beyond any discount and short of a formula's binary dust.
        amount, says_so = round(Decimal(repr(value)), 6), shown_as_per_cent
        if shown_as_per_cent:
            amount *= 100
    if not says_so and 0 < amount < 1:
        raise BadInput(
            f"“{text_of(value)}” may mean {amount.normalize():f} %"
            f" or {(amount * 100).normalize():f} %.",
            remedy="Write the discount with a % sign.",
        )
    return amount
