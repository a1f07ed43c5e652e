"""The SQL of what the national standard asks of a placement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from resources_app.foundations.clock import from_stamp
from resources_app.foundations.postcodes import outward
from resources_app.placements.queries import placement_by_id, weekly_of_placement
from resources_app.providers.model import ProvisionType
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class Placed:
    """A placement as the standard asks of it. `weekly_pence` is of its first day.

    `siblings_together` counts the brothers and sisters who went to the same home on the same
    request; `placed_by` is an officer's id, or empty for a placement of before it was kept.
    """

    reference: str
    urn: str
    provision_type: ProvisionType
    location: str
    weekly_pence: int
    siblings_together: int
    preferability_location: bool | None
    education_continuity: bool | None
    placed_by: str
    placed_at: datetime | None


def placed_by_request(tables: Tables, request_id: str) -> Placed | None:
    """The main placement of a request's own child, or None."""
    row = tables.one(
        """SELECT placement.*, service.urn, service.provision_type, service.postcode,
                  service.authority_name,
                  (SELECT count(*) FROM placement AS other
                    WHERE other.request_id = placement.request_id
                      AND other.service_id = placement.service_id
                      AND other.child_id <> placement.child_id) AS together
             FROM placement
             JOIN placement_request ON placement_request.id = placement.request_id
             JOIN service ON service.id = placement.service_id
            WHERE placement.request_id = ? AND placement.child_id = placement_request.child_id
            ORDER BY placement.start_date, placement.id""",
        (request_id,),
    )
    return None if row is None else _placed(tables, row)


def _placed(tables: Tables, row: Row) -> Placed:
    placement = placement_by_id(tables, row["id"])
    start = placement.period.start
    here = outward(row["living_postcode"] or row["postcode"])
    # The register's authority is that of the service's own address, not of a carer's home.
    where = "" if row["living_postcode"] else row["authority_name"]
    return Placed(
        reference=row["reference"],
        urn=row["urn"],
        provision_type=ProvisionType(row["provision_type"]),
        location=", ".join(part for part in (here, where) if part),
        weekly_pence=weekly_of_placement(tables, row["id"], start),
        siblings_together=int(row["together"]),
        preferability_location=placement.preferability_location,
        education_continuity=placement.education_continuity,
        placed_by=row["placed_by"] or "",
        placed_at=from_stamp(row["placed_at"]) if row["placed_at"] else None,
    )
