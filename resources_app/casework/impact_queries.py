"""The SQL of impact assessments: who lives in a household, and what was judged before."""

from __future__ import annotations

import json
from datetime import date

from resources_app.foundations.clock import from_stamp, local_day
from resources_app.requests.impact import ImpactAssessment, Outcome
from resources_app.store.tables import Row, Tables


def living_rows(tables: Tables, service_id: str, household: str, day: date) -> list[Row]:
    """The children who live at a service on a day; with one carer, where a code is given."""
    return tables.rows(
        """SELECT child.id, child.date_of_birth, child.sex FROM placement
             JOIN child ON child.id = placement.child_id
            WHERE placement.service_id = :service AND placement.start_date <= :day
              AND (placement.end_date IS NULL OR placement.end_date > :day)
              AND (:household = '' OR placement.carer_or_bed_code = :household COLLATE NOCASE)
            ORDER BY child.date_of_birth DESC, child.id""",
        {"service": service_id, "household": household, "day": day.isoformat()},
    )


def assessments(tables: Tables, request_id: str, service_id: str) -> list[ImpactAssessment]:
    """What was judged of a service for a request, the last first."""
    rows = tables.rows(
        """SELECT impact_assessment.*, officer.name FROM impact_assessment
             JOIN officer ON officer.id = assessed_by
            WHERE request_id = ? AND service_id = ?
            ORDER BY assessed_at DESC, impact_assessment.id DESC""",
        (request_id, service_id),
    )
    return [
        ImpactAssessment(
            row["household"],
            tuple(json.loads(row["lived_there"])),
            row["assessment"],
            Outcome(row["outcome"]),
            row["measures"],
            row["name"],
            local_day(from_stamp(row["assessed_at"])),
        )
        for row in rows
    ]
