"""The SQL behind the comparison of offers: what placements like one cost, a provider's papers."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from resources_app.beds.saving import band_of
from resources_app.casework.like_placements import LikeCosts, like_costs
from resources_app.casework.offer_gaps import Paper
from resources_app.foundations.dates import age_on, stored_day
from resources_app.requests.costs import cost_of
from resources_app.requests.model import OfferPrice
from resources_app.store.tables import Tables


def costs_of_like(
    tables: Tables, provision_type: str, age: int, need_code: str, day: date
) -> LikeCosts | None:
    """What main placements cost that a child lives in on `day`, alike as `like_placements` says.

    Each child's own fee lines in force that day count, each once. A bed of a block contract is
    paid for with all the others, so who sleeps in one does not count. None where there are too
    few.
    """
    rows = tables.rows(
        """SELECT placement.id, child.date_of_birth, line.element, line.unit, line.quantity,
                  line.amount_pence
             FROM placement
             JOIN service ON service.id = placement.service_id
             JOIN child ON child.id = placement.child_id
             JOIN ipa ON ipa.placement_id = placement.id
             JOIN fee_line AS line ON line.ipa_id = ipa.id
            WHERE placement.kind = 'main' AND placement.start_date <= :day
              AND (placement.end_date IS NULL OR placement.end_date > :day)
              AND service.provision_type = :kind AND child.need_code = :need
              AND line.start_date <= :day AND (line.end_date IS NULL OR line.end_date > :day)
              AND coalesce(line.placement_id, placement.id) = placement.id
              AND NOT EXISTS (SELECT 1 FROM bed_placement AS bed
                               WHERE bed.placement_id = placement.id)""",
        {"day": day.isoformat(), "kind": provision_type, "need": need_code},
    )
    band = band_of(age)
    lines: dict[str, list[OfferPrice]] = defaultdict(list)
    for row in rows:
        if band_of(age_on(date.fromisoformat(row["date_of_birth"]), day)) == band:
            price = (row["element"], row["unit"], row["quantity"], row["amount_pence"])
            lines[row["id"]].append(OfferPrice(*price))
    return like_costs(cost_of(each, day).weekly_pence for each in lines.values())


def papers_of(tables: Tables, provider_id: str) -> tuple[Paper, ...]:
    """The last document of each kind that a provider gave, one without an end before any."""
    rows = tables.rows(
        """SELECT kind,
                  CASE WHEN count(*) = count(expires_on) THEN max(expires_on) END AS expires_on
             FROM due_diligence_document WHERE provider_id = ? GROUP BY kind ORDER BY kind""",
        (provider_id,),
    )
    return tuple(Paper(row["kind"], stored_day(row["expires_on"])) for row in rows)
