"""Respite as it is stored: of a placement, and what waits for a yes."""

from __future__ import annotations

from resources_app.foundations.dates import stored_period
from resources_app.foundations.errors import NotFound
from resources_app.placements.respite import MainPaid, Respite
from resources_app.store.tables import Row, Tables

_RESPITE = """
    SELECT respite.*, placement.reference, stay.reference AS stay_reference,
           service.name AS service_name, service.urn, officer.name AS proposed_by_name
      FROM respite JOIN placement ON placement.id = respite.placement_id
      JOIN service ON service.id = respite.service_id
      JOIN officer ON officer.id = respite.proposed_by
      LEFT JOIN placement AS stay ON stay.id = respite.stay_id
"""


def respites_of(tables: Tables, placement_id: str) -> list[Respite]:
    """The respite of a main placement, the last nights first."""
    rows = tables.rows(
        f"{_RESPITE} WHERE respite.placement_id = ? ORDER BY respite.start_date DESC, respite.id",
        (placement_id,),
    )
    return [_respite(row) for row in rows]


def find_respite(tables: Tables, respite_id: str) -> Respite:
    """One respite. Raises NotFound."""
    row = tables.one(f"{_RESPITE} WHERE respite.id = ?", (respite_id,))
    if row is None:
        raise NotFound("There is no such respite.", remedy="`respite list` gives the IDs.")
    return _respite(row)


def proposed_respites(tables: Tables) -> list[Respite]:
    """Respite that waits for a yes, the first nights first."""
    rows = tables.rows(
        f"{_RESPITE} WHERE respite.state = 'proposed' ORDER BY respite.start_date, respite.id"
    )
    return [_respite(row) for row in rows]


def _respite(row: Row) -> Respite:
    return Respite(
        id=row["id"],
        placement_reference=row["reference"],
        stay_reference=row["stay_reference"] or "",
        service_id=row["service_id"],
        service_name=row["service_name"],
        urn=row["urn"],
        nights=stored_period(row["start_date"], row["end_date"]),
        carer_or_bed_code=row["carer_or_bed_code"],
        living_postcode=row["living_postcode"],
        placement_code=row["placement_code"],
        nightly_pence=row["nightly_pence"],
        main_paid=MainPaid(row["main_paid"]),
        reason=row["reason"],
        state=row["state"],
        proposed_by=row["proposed_by"],
        proposed_by_name=row["proposed_by_name"],
        bound_sha256=row["bound_sha256"],
    )
