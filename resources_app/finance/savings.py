"""What a saving is worth, and why one may not be counted twice.

A week's saving over n nights is weekly × n ÷ 7, rounded once, half up, as a charge is.
"""

from __future__ import annotations

from collections.abc import Iterable

from resources_app.finance.saving_model import Saving, SavingState
from resources_app.foundations.dates import (
    Period,
    birthday,
    day_text,
    financial_year_period,
    nights_in_year_from,
)
from resources_app.foundations.money import charge_for_nights


def full_year_pence(weekly_pence: int, one_off_pence: int, period: Period) -> int:
    """Over the nights of the twelve months from the start, whether or not it lasts as long."""
    return charge_for_nights(weekly_pence, nights_in_year_from(period.start)) + one_off_pence


def counted_nights(period: Period) -> Period:
    """The nights a saving counts for: to its end, or for twelve months when it has none."""
    return Period(period.start, period.end or birthday(period.start, 1))


def in_year_pence(saving: Saving, year: str) -> int:
    """What falls in the financial year written `2026-27`; what is saved once, in its first."""
    whole = financial_year_period(year)
    common = counted_nights(saving.period).meet(whole)
    weekly = charge_for_nights(saving.weekly_pence, common.nights()) if common else 0
    return weekly + (saving.one_off_pence if saving.period.start in whole else 0)


def counted_already(
    kind: str, placement_id: str | None, period: Period, others: Iterable[Saving]
) -> str:
    """Why a saving would be counted twice, in a sentence; empty when it would not.

    One placement has one saving of a kind on any night; withdrawn ones do not count.
    """
    nights = counted_nights(period)
    for other in others:
        same = other.kind == kind and other.placement_id == placement_id is not None
        if same and other.state is not SavingState.WITHDRAWN:
            held = counted_nights(other.period)
            if held.overlaps(nights):
                return (
                    f"{other.reference} counts this kind of saving on {other.placement_reference}"
                    f" already, from {day_text(held.start)} to {day_text(held.end)}."
                )
    return ""
