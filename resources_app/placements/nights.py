"""A child sleeps in one main placement on any night; respite nests inside it."""

from __future__ import annotations

from collections.abc import Iterable

from resources_app.foundations.dates import Period, day_text
from resources_app.placements.model import Placement


def why_not_there(new: Period, others: Iterable[Placement]) -> str:
    """Why a main placement cannot take these nights, in a sentence; empty when it can.

    `others` are the same child's placements; respite and temporary ones do not stand in the way.
    """
    for other in sorted(others, key=lambda one: one.period.start):
        if other.kind != "main" or not other.period.overlaps(new):
            continue
        if other.period.end is None:
            return (
                f"The child already has a placement, {other.reference}, since "
                f"{day_text(other.period.start)} with no end."
            )
        if other.period.start <= new.start:
            return (
                "The placement would start before the child’s current placement "
                f"({other.reference}) ends on {day_text(other.period.end)}."
            )
        return (
            f"The placement would run past {day_text(other.period.start)}, when the child’s next "
            f"placement ({other.reference}) starts."
        )
    return ""


def why_not_respite(new: Period, others: Iterable[Placement]) -> str:
    """Why respite nights cannot be taken: they must lie within one main placement."""
    for other in others:
        if other.kind != "main" or new.start < other.period.start:
            continue
        if other.period.end is None or (new.end is not None and new.end <= other.period.end):
            return ""
    return "Respite nests inside a main placement, and no placement holds all of these nights."
