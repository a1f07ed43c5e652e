"""Regulation 27A: the arrangements in which no child under 16 is ever placed.

The Care Planning, Placement and Case Review (England) Regulations 2010, regulation 27A, lets a
child under 16 be placed under section 22C(6)(d) of the Children Act 1989 only in a care home, a
hospital, a residential family centre, a school that provides accommodation or a holiday scheme
for disabled children. Every other arrangement that is neither a foster home nor a registered
children's home is barred, whatever it is called. In the words of SSDA903 these are the rows of
`UNREGULATED`. No role and no approval overrides it.

To add an arrangement: add a row, with the days from which it is barred and where that is said.
One that the return no longer knows keeps its row, with an end, for what was recorded then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resources_app.foundations.dates import Period, age_on

UNREGULATED_FROM_AGE = 16
RULE = "Care Planning Regulations 2010, regulation 27A"


@dataclass(frozen=True)
class Unregulated:
    """An SSDA903 placement type barred under 16 on the days of `period` (half-open)."""

    code: str
    what: str  # in a sentence: "supported accommodation"
    period: Period
    source: str


_SINCE = Period(date(2021, 9, 9))
_MADE = "S.I. 2021/161, regulation 2"
UNREGULATED: tuple[Unregulated, ...] = (
    Unregulated("H5", "supported accommodation", _SINCE, _MADE),
    Unregulated("P2", "independent living", _SINCE, _MADE),
    Unregulated("P3", "residential employment", _SINCE, _MADE),
    Unregulated("Z1", "an arrangement of another kind", _SINCE, _MADE),
)


def unregulated_on(day: date) -> dict[str, str]:
    """The placement types barred under 16 on a day, and what each is called in a sentence."""
    return {one.code: one.what for one in UNREGULATED if day in one.period}


def anyone_under_16(births: Iterable[date], day: date) -> bool:
    """Whether anybody born on one of these days is under 16 on `day`."""
    return any(age_on(born, day) < UNREGULATED_FROM_AGE for born in births)


def why_not_code(code: str, what: str) -> str:
    """The sentence that refuses a placement type to a child under 16."""
    return never_under_16(f"Placement type {code} is {what}")


def never_under_16(what: str) -> str:
    """The sentence that keeps a child under 16 out of what is named, with the rule."""
    return f"{what}, and never for a child under 16 ({RULE})."
