"""A placement's life after its start, gathered: where the child slept, and what is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.placements.model import Placement
from resources_app.placements.moving import PlacementMove, Slept


@dataclass(frozen=True)
class Life:
    """What happened in a placement. `slept` has each place with its nights, first to last."""

    placement: Placement
    slept: tuple[Slept, ...]
    moves: tuple[PlacementMove, ...]
