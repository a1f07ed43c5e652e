"""Reads a placement's life after its start."""

from __future__ import annotations

from resources_app.placements.breakdown_queries import breakdown_of
from resources_app.placements.life import Life
from resources_app.placements.model import Placement
from resources_app.placements.moving import where_slept
from resources_app.placements.moving_queries import moves_of
from resources_app.placements.notice_queries import notices_of
from resources_app.placements.respite_queries import respites_of
from resources_app.placements.review_queries import next_reviews, reviews_of
from resources_app.placements.staying_queries import arrangements_of
from resources_app.store.tables import Tables


def life_of(tables: Tables, placement: Placement) -> Life:
    """What happened in a placement since it began."""
    moves = moves_of(tables, placement.id)
    return Life(
        placement,
        slept=where_slept(placement, moves),
        moves=tuple(moves),
        reviews=tuple(reviews_of(tables, placement.id)),
        next_reviews=tuple(next_reviews(tables, placement.id)),
        notices=tuple(notices_of(tables, placement.id)),
        breakdown=breakdown_of(tables, placement.id),
        at_18=tuple(arrangements_of(tables, placement.id)),
        respites=tuple(respites_of(tables, placement.id)),
    )
