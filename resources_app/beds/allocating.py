"""Sharing out the contract's beds: on every night the authorities' shares add up to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.beds.model import Allocation, Bed, BlockContract
from resources_app.beds.occupancy import by_night
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.phrases import joined


@dataclass(frozen=True)
class AllocationChange:
    """What setting an allocation does to the rows that are there."""

    period: Period
    ended: tuple[Allocation, ...]  # rows that now end where the new ones begin
    removed: tuple[Allocation, ...]  # rows that would have begun on the very day


def allocation_change(contract: BlockContract, first_night: date) -> AllocationChange:
    """What an allocation from a night on replaces: up to the next one that was agreed already."""
    later = [one.period.start for one in contract.allocations if one.period.start > first_night]
    end = min([*later, *([contract.period.end] if contract.period.end else [])], default=None)
    running = [one for one in contract.allocations if first_night in one.period]
    return AllocationChange(
        Period(first_night, end),
        tuple(one for one in running if one.period.start < first_night),
        tuple(one for one in running if one.period.start == first_night),
    )


def why_not_shared(
    beds: Sequence[Bed], contract: BlockContract, period: Period, shares: Mapping[str, int]
) -> str:
    """Why these shares cannot stand for the nights of a period, in a sentence; empty when they can.

    Names the first night on which they do not add up to the contract's beds, and both numbers.
    """
    if any(one < 0 for one in shares.values()):
        return "An authority cannot have fewer than no beds."
    strangers = set(shares) - {one.code for one in contract.partners}
    if strangers:
        return f"{joined(sorted(strangers))} is not an authority of {contract.reference}."
    night = first_wrong_night(beds, period, sum(shares.values()))
    if night is None:
        return ""
    there = sum(night in bed.period for bed in beds)
    terms = " + ".join(str(shares.get(one.code, 0)) for one in contract.partners)
    return (
        f"On the night of {day_text(night)} the contract has {counted(there, 'bed')}, and the "
        f"shares add up to {sum(shares.values())} ({terms})."
    )


def first_wrong_night(beds: Sequence[Bed], period: Period, total: int) -> date | None:
    """The first night of a period on which there are not `total` beds; None when there is none.

    A period without end is looked at up to where the beds change for the last time.
    """
    edges = {period.start}
    for bed in beds:
        edges |= {day for day in (bed.period.start, bed.period.end) if day and day in period}
    for night in sorted(edges):
        if sum(night in bed.period for bed in beds) != total:
            return night
    return None


def wrong_nights(contract: BlockContract, period: Period) -> list[date]:
    """Nights of a period on which the allocations do not add up to the contract's beds."""
    within = period.meet(contract.period)
    if within is None:
        return []
    beds = by_night(within, [met for one in contract.beds if (met := one.period.meet(within))])
    shared = by_night(
        within,
        [
            met
            for one in contract.allocations
            if (met := one.period.meet(within))
            for _bed in range(one.beds)
        ],
    )
    return [
        within.start + timedelta(days=at)
        for at, (there, given) in enumerate(zip(beds, shared, strict=True))
        if there != given
    ]
