"""A change of carer, bed or home within a service: where the child sleeps, from night to night.

A move to another service is another placement and goes through a request. Here the agreement
and its prices go on; but the child has a new place, so that whatever the law asks of a place is
asked again. In the SSDA903 it is a new episode: P when the carers change too, T when the same
carers live at another address; nothing when only the bed changes, as in a home.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.foundations.dates import Period, day_text
from resources_app.placements.model import Placement

NEW_CARER, SAME_CARER = "P", "T"  # SSDA903 reason for new episode


@dataclass(frozen=True)
class Move:
    """A move as an officer records it. `day` is the first night in the new place.

    What is left empty stays as it is, the postcode excepted where a setting is named: then it
    is the setting's. `code` is of CodeList.REASON_PLACEMENT_CHANGED. `emergency` lets an approval
    of regulation 11 follow within five working days.
    """

    day: date
    code: str
    note: str
    carer_or_bed_code: str = ""
    living_postcode: str = ""
    setting_postcode: str = ""
    placement_code: str = ""
    same_carer: bool = False
    emergency: bool = False


@dataclass(frozen=True)
class Place:
    """Where a child sleeps within a service."""

    setting_id: str | None
    carer_or_bed_code: str
    living_postcode: str
    placement_code: str

    @classmethod
    def of(cls, placement: Placement) -> Place:
        """Where a child sleeps now, or slept last."""
        return cls(
            placement.setting_id,
            placement.carer_or_bed_code,
            placement.living_postcode,
            placement.placement_code,
        )


@dataclass(frozen=True)
class PlacementMove:
    """A move as it was recorded, with the place before it."""

    id: str
    day: date
    place: Place
    before: Place
    episode_code: str
    change_code: str
    note: str
    recorded_by: str


@dataclass(frozen=True)
class Slept:
    """The nights a child slept in one place; `period` is half-open."""

    period: Period
    place: Place


def where_slept(placement: Placement, moves: Sequence[PlacementMove]) -> tuple[Slept, ...]:
    """Where the child slept under a placement, first to last; `moves` by their day."""
    places = [moves[0].before if moves else Place.of(placement), *(one.place for one in moves)]
    edges = [placement.period.start, *(one.day for one in moves), placement.period.end]
    spans = zip(edges, edges[1:], places, strict=False)
    return tuple(Slept(Period(start, end), at) for start, end, at in spans if start is not None)


def why_not_moved(
    placement: Placement, moves: Sequence[PlacementMove], day: date, today: date
) -> str:
    """Why no move can be recorded on a day, in a sentence; empty when one can."""
    ended = placement.period.end
    if day > today:
        return f"{day_text(day)} is still to come: a move is recorded on the day."
    if day <= placement.period.start:
        return f"The placement began on {day_text(placement.period.start)}."
    if ended is not None and day >= ended:
        return f"The placement ended on {day_text(ended)}."
    if moves and day <= moves[-1].day:
        return f"The child moved on {day_text(moves[-1].day)} already."
    return ""


def episode_code(before: Place, after: Place, *, same_carer: bool) -> str:
    """The SSDA903 reason for the new episode; empty where a bed changed and nothing else."""
    if not same_carer:
        return NEW_CARER
    return "" if same_address(before, after) else SAME_CARER


def same_address(before: Place, after: Place) -> bool:
    """Whether two places are at one address: only the carer or the bed differs."""
    return (before.setting_id, before.living_postcode) == (after.setting_id, after.living_postcode)


def place_digest(placement_id: str, place: Place) -> str:
    """What an approval of regulation 11 for a place is bound to: exactly this address."""
    text = "|".join((placement_id, place.setting_id or "", place.living_postcode))
    return hashlib.sha256(text.encode()).hexdigest()
