"""A child's episodes of care, put together from status, times in care, placements and moves."""

from __future__ import annotations

from collections.abc import Iterable

from resources_app.children.episodes import Episode, NewHome, episodes
from resources_app.children.model import LegalStatusPeriod, PeriodOfCare
from resources_app.placements.moving import NEW_CARER, SAME_CARER
from resources_app.placements.moving_queries import moves_of
from resources_app.placements.queries import placements_of_child
from resources_app.providers.queries import services_by_id
from resources_app.store.tables import Tables


def episodes_of(
    tables: Tables,
    child_id: str,
    care: Iterable[PeriodOfCare],
    statuses: Iterable[LegalStatusPeriod],
) -> tuple[Episode, ...]:
    """The episodes of a child, the last first; respite and temporary nights begin none."""
    return episodes(care, statuses, _homes(tables, child_id))


def _homes(tables: Tables, child_id: str) -> list[NewHome]:
    placed = [one for one in placements_of_child(tables, child_id) if one.kind == "main"]
    named = services_by_id(tables, [one.service_id for one in placed])
    found = []
    for one in placed:
        where = named[one.service_id].name
        found.append(NewHome(one.period.start, where))
        found += [
            NewHome(move.day, where, same_carer=move.episode_code == SAME_CARER)
            for move in moves_of(tables, one.id)
            if move.episode_code in (NEW_CARER, SAME_CARER)
        ]
    return found
