"""Percentages are whole hundredths of a per cent: 3.5 % is 350. Never a float."""

from __future__ import annotations

import re
from decimal import Decimal

from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import divide_half_up

WHOLE = 10_000  # 100 %

_FORM = re.compile(r"(-?\d{1,3}(?:\.\d{1,2})?)\s*%?", re.ASCII)
_RIGHT = "Give a percentage such as 3.5 or 3.5 %."


def percent_from(value: object) -> int:
    """Read `3.5`, `3.5 %` or the number 3.5 as hundredths of a per cent, 350.

    Raises BadInput for what is no percentage and for more than two decimal places.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise BadInput(f"“{value}” is not a percentage.", remedy=_RIGHT)
    match = _FORM.fullmatch(str(value).strip())
    if match is None:
        raise BadInput(f"“{str(value).strip()}” is not a percentage.", remedy=_RIGHT)
    return int(Decimal(match[1]) * 100)


def percent_text(hundredths: int) -> str:
    """`3.5 %` for 350; no more decimal places than there are."""
    sign, (whole, rest) = ("-" if hundredths < 0 else ""), divmod(abs(hundredths), 100)
    decimals = f".{rest:02d}".rstrip("0") if rest else ""
    return f"{sign}{whole}{decimals} %"


def raised(pence: int, hundredths: int) -> int:
    """An amount with a percentage put on it, rounded once, half up, to the penny."""
    return divide_half_up(pence * (WHOLE + hundredths), WHOLE)
