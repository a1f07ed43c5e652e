"""Arrangements at 18 as they are stored, and children who near their 18th birthday without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.foundations.dates import stored_period
from resources_app.foundations.errors import NotFound
from resources_app.placements.staying_on import (
    ADULT,
    LineKind,
    StayingKind,
    StayingLine,
    StayingOn,
    eighteenth,
)
from resources_app.store.tables import Row, Tables

_STAYING = """
    SELECT staying_on.*, placement.reference AS placement_reference,
           officer.name AS proposed_by_name
      FROM staying_on JOIN placement ON placement.id = staying_on.placement_id
      JOIN officer ON officer.id = staying_on.proposed_by
"""


@dataclass(frozen=True)
class NearAdult:
    """A placement whose child will be 18 with nothing agreed for it."""

    placement_reference: str
    birthday: date


def arrangements_of(tables: Tables, placement_id: str) -> list[StayingOn]:
    """What was asked for after a placement, the last first."""
    rows = tables.rows(
        f"{_STAYING} WHERE placement_id = ? ORDER BY staying_on.id DESC", (placement_id,)
    )
    return [_staying(tables, row) for row in rows]


def find_arrangement(tables: Tables, reference: str) -> StayingOn:
    """One arrangement by its reference. Raises NotFound."""
    row = tables.one(f"{_STAYING} WHERE staying_on.reference = ?", (reference.strip().upper(),))
    if row is None:
        raise NotFound(
            f"There is no arrangement {reference}.", remedy="References look like STY-26-A7-0042."
        )
    return _staying(tables, row)


def proposed_arrangements(tables: Tables) -> list[StayingOn]:
    """Every arrangement that waits for a yes, the first to start first."""
    rows = tables.rows(
        f"{_STAYING} WHERE staying_on.state = 'proposed' ORDER BY start_date, staying_on.reference"
    )
    return [_staying(tables, row) for row in rows]


def near_adults(tables: Tables, today: date, until: date) -> list[NearAdult]:
    """Children of the council in a live placement who are 18 by `until`, with nothing agreed."""
    born = (until - timedelta(days=365 * ADULT)).isoformat()  # a few days wide; counted below
    rows = tables.rows(
        """SELECT placement.reference, child.date_of_birth
             FROM placement JOIN child ON child.id = placement.child_id
            WHERE placement.kind = 'main' AND placement.start_date <= :today
              AND (placement.end_date IS NULL OR placement.end_date > :today)
              AND child.date_of_birth <= :born AND placement.authority_code IN
                  (SELECT ons_code FROM authority WHERE standing = 'home')
              AND NOT EXISTS (SELECT 1 FROM staying_on
                               WHERE staying_on.placement_id = placement.id
                                 AND staying_on.state IN ('proposed', 'approved'))""",
        {"today": today.isoformat(), "born": born},
    )
    found = (
        NearAdult(row["reference"], eighteenth(date.fromisoformat(row["date_of_birth"])))
        for row in rows
    )
    near = (one for one in found if one.birthday <= until)
    return sorted(near, key=lambda one: (one.birthday, one.placement_reference))


def _staying(tables: Tables, row: Row) -> StayingOn:
    lines = tables.rows(
        "SELECT * FROM staying_line WHERE staying_on_id = ? ORDER BY start_date, id", (row["id"],)
    )
    return StayingOn(
        id=row["id"],
        reference=row["reference"],
        placement_reference=row["placement_reference"],
        kind=StayingKind(row["kind"]),
        period=stored_period(row["start_date"], row["end_date"]),
        plan=row["plan"],
        living_postcode=row["living_postcode"],
        code=row["episode_ceased_code"],
        state=row["state"],
        proposed_by=row["proposed_by"],
        proposed_by_name=row["proposed_by_name"],
        bound_sha256=row["bound_sha256"],
        lines=tuple(
            StayingLine(
                LineKind(line["kind"]),
                line["weekly_pence"],
                line["description"],
                stored_period(line["start_date"], line["end_date"]),
            )
            for line in lines
        ),
        end_reason=row["end_reason"],
    )
