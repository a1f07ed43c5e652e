"""Reads a placement's life after its start."""

from __future__ import annotations

from resources_app.placements.life import Life
from resources_app.placements.model import Placement
from resources_app.placements.moving import where_slept
from resources_app.placements.moving_queries import moves_of
from resources_app.store.tables import Tables


def life_of(tables: Tables, placement: Placement) -> Life:
    """What happened in a placement since it began."""
    moves = moves_of(tables, placement.id)
    return Life(placement, where_slept(placement, moves), tuple(moves))
