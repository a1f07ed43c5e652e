"""Moves within a placement, and who else sleeps in a bed."""

from __future__ import annotations

from datetime import date

from resources_app.placements.model import Placement
from resources_app.placements.moving import Place, PlacementMove
from resources_app.store.tables import Row, Tables


def moves_of(tables: Tables, placement_id: str) -> list[PlacementMove]:
    """A placement's moves, first to last."""
    rows = tables.rows(
        """SELECT placement_move.*, officer.name AS recorded_by_name
             FROM placement_move JOIN officer ON officer.id = placement_move.recorded_by
            WHERE placement_id = ? ORDER BY moved_on""",
        (placement_id,),
    )
    return [_move(row) for row in rows]


def others_in_bed(tables: Tables, placement: Placement, place: Place, day: date) -> list[str]:
    """References of other children's placements in this very bed on a night."""
    rows = tables.rows(
        """SELECT reference FROM placement
            WHERE service_id = :service AND id <> :own AND setting_id IS :setting
              AND carer_or_bed_code = :code COLLATE NOCASE AND carer_or_bed_code <> ''
              AND start_date <= :day AND (end_date IS NULL OR end_date > :day)
            ORDER BY reference""",
        {
            "service": placement.service_id,
            "own": placement.id,
            "setting": place.setting_id,
            "code": place.carer_or_bed_code,
            "day": day.isoformat(),
        },
    )
    return [row["reference"] for row in rows]


def _move(row: Row) -> PlacementMove:
    return PlacementMove(
        id=row["id"],
        day=date.fromisoformat(row["moved_on"]),
        place=Place(
            row["setting_id"],
            row["carer_or_bed_code"],
            row["living_postcode"],
            row["placement_code"],
        ),
        before=Place(
            row["old_setting_id"],
            row["old_carer_or_bed_code"],
            row["old_living_postcode"],
            row["old_placement_code"],
        ),
        episode_code=row["episode_code"],
        change_code=row["change_code"],
        note=row["note"],
        recorded_by=row["recorded_by_name"],
    )
