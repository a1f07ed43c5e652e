"""Money is integer pence. Never a float, never rounded twice.

A weekly fee for n nights is weekly × n ÷ 7, rounded once, half up, per line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from resources_app.foundations.errors import BadInput

# ASCII: other scripts' digits match \d too, and nobody here would see what they say.
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?", re.ASCII)
LARGEST_PRICE = 9_999_999_999  # pence: more than anything costs for one child


def divide_half_up(numerator: int, denominator: int) -> int:
    """Divide whole numbers, rounding halves away from zero (so that a credit mirrors a charge).

    `denominator` is positive.
    """
    if numerator < 0:
        return -divide_half_up(-numerator, denominator)
    return (2 * numerator + denominator) // (2 * denominator)


def rounded(pence: Fraction) -> int:
    """Whole pence of an exact sum, half up, a credit as the charge it takes back."""
    return divide_half_up(pence.numerator, pence.denominator)


def charge_for_nights(weekly_pence: int, nights: int) -> int:
    """Pence for `nights` nights at a weekly fee, rounded once, half up."""
    return divide_half_up(weekly_pence * nights, 7)


def share(pence: int, per_ten_thousand: list[int]) -> list[int]:
    """Split pence by shares that add up to 10,000 (100 %); the parts always add up to the whole.

    The pence that rounding leaves over go to the largest remainders, first named first.
    Raises ValueError when the shares do not add up.
    """
    if sum(per_ten_thousand) != 10_000:
        raise ValueError("shares must add up to 10,000 (100 %)")
    return apportion(pence, per_ten_thousand)


def apportion(pence: int, weights: Sequence[int | Fraction]) -> list[int]:
    """Split pence in proportion to weights; the parts always add up to the whole.

    The pence that rounding leaves over go to the largest remainders, first named first. A
    credit is split as the charge it takes back. Raises ValueError when a weight is negative
    or when none is positive.
    """
    total = sum(weights)
    if total <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights are zero or more, and not all of them zero")
    sign, whole = (-1, -pence) if pence < 0 else (1, pence)
    parts = [int(whole * weight // total) for weight in weights]
    left = whole - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(whole * weights[i] % total), i))
    for i in by_remainder[:left]:
        parts[i] += 1
    return [sign * part for part in parts]


def pounds(pence: int) -> str:
    """`£1,234.56`; a credit as `-£1,234.56`."""
    sign = "-" if pence < 0 else ""
    whole, rest = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}.{rest:02d}"


def pence_from(value: object, *, largest: int = LARGEST_PRICE) -> int:
    """Read an amount of pounds, from a number or from text such as `£1,083.00`, as pence.

    Raises BadInput for text that is not an amount, for more than two decimal places,
    for another currency and for an amount over `largest` pence (£99,999,999.99).
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise BadInput(f"“{value}” is not an amount of money.", remedy=_RIGHT)
    amount = _decimal_from(value)
    if abs(amount) * 100 > largest:
        raise BadInput(f"“{value}” is too large for a price.", remedy=_RIGHT)
    pence = amount * 100
    if pence != pence.to_integral_value():
        raise BadInput(f"“{value}” has parts of a penny.", remedy=_RIGHT)
    return int(pence)


_RIGHT = "Give pounds and pence, for example 1,083.00 or £1,083."


def _decimal_from(value: int | float | str | Decimal) -> Decimal:
    if isinstance(value, str):
        text = value.strip().replace("\u00a0", "").replace(" ", "").replace("£", "", 1)
        if not _AMOUNT.fullmatch(text):
            raise BadInput(f"“{value.strip()}” is not an amount of money.", remedy=_RIGHT)
        return Decimal(text.replace(",", ""))
    try:
        # repr gives the digits a person typed into the cell: 932.99, not 932.990000000000009.
        amount = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation as error:
        raise BadInput(f"“{value}” is not an amount of money.", remedy=_RIGHT) from error
    if not amount.is_finite():
        raise BadInput(f"“{value}” is not an amount of money.", remedy=_RIGHT)
    if isinstance(value, float) and abs(amount) <= LARGEST_PRICE:
        # A formula's result carries binary dust, such as 977.0000000000001.
        rounded = round(amount, 2)
        if abs(amount - rounded) < Decimal("0.00000001"):
            return rounded
    return amount
