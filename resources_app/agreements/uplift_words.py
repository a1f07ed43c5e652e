"""An uplift in words, for the command line, the desktop and paper."""

from __future__ import annotations

from resources_app.agreements.uplift_model import Method, Scope, Uplift, UpliftAsked
from resources_app.foundations.counting import counted
from resources_app.foundations.money import pounds
from resources_app.foundations.percents import percent_text
from resources_app.foundations.phrases import joined


def how_words(one: UpliftAsked | Uplift, applied: int | None = None) -> str:
    """`3.5 %`, `CPI of 3.8 %, capped at 3 %` or `a new schedule`.

    `applied` is the percentage put on, where it is known: the cap is said where it bites.
    """
    if one.method is Method.NEW_SCHEDULE:
        return "a new schedule"
    asked = percent_text(one.percentage or 0)
    if one.method is Method.PERCENTAGE:
        return asked
    figure = f"{one.index_name or 'the index'} of {asked}"
    cap = applied if applied is not None and applied != one.percentage else one.cap
    if cap is None or (one.percentage is not None and cap >= one.percentage):
        return figure
    return f"{figure}, capped at {percent_text(cap)}"


def scope_words(scope: Scope) -> str:
    """`lots 1 and 2; Abbot Care`, or `every lot and provider`."""
    parts = []
    if scope.lots:
        parts.append(f"{'lot' if len(scope.lots) == 1 else 'lots'} {joined(scope.lots, 'and')}")
    if scope.elements:
        parts.append(joined([str(one) for one in scope.elements], "and"))
    if scope.providers:
        parts.append(joined(scope.providers, "and"))
    return "; ".join(parts) or "every lot and provider"


def cost_words(placements: int, weekly_pence: int, annual_pence: int) -> str:
    """`2 live placements: £84.00 more in the first week, £4,758.00 more in twelve months`."""
    if not placements:
        return "No live placement is charged by these rates"
    return (
        f"{counted(placements, 'live placement')}: {more(weekly_pence)} in the first week,"
        f" {more(annual_pence)} in twelve months"
    )


def more(pence: int) -> str:
    """`£84.00 more` or `£84.00 less`."""
    return f"{pounds(abs(pence))} {'less' if pence < 0 else 'more'}"
