"""A placement's life after its start, gathered: where the child slept, and what is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.placements.breakdowns import Breakdown
from resources_app.placements.model import Placement
from resources_app.placements.moving import PlacementMove, Slept
from resources_app.placements.notices import Notice
from resources_app.placements.respite import Respite
from resources_app.placements.reviews import Review, ReviewDue
from resources_app.placements.staying_on import StayingOn


@dataclass(frozen=True)
class Life:
    """What happened in a placement. `slept` has each place with its nights, first to last;
    `reviews` and `notices` the last first; `next_reviews` the soonest due first.
    """

    placement: Placement
    slept: tuple[Slept, ...]
    moves: tuple[PlacementMove, ...]
    reviews: tuple[Review, ...]
    next_reviews: tuple[ReviewDue, ...]
    notices: tuple[Notice, ...]
    breakdown: Breakdown | None
    at_18: tuple[StayingOn, ...]
    respites: tuple[Respite, ...]
