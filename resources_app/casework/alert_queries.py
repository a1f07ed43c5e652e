"""Alerts that nobody has settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from resources_app.foundations.clock import from_stamp
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class Alert:
    """Something a person must look at. `reference` is the placement's."""

    id: str
    raised_at: datetime
    kind: str
    message: str
    service_name: str
    reference: str


def open_alerts(tables: Tables) -> list[Alert]:
    """Alerts that nobody has settled, newest first."""
    return [
        Alert(
            id=row["id"],
            raised_at=from_stamp(row["raised_at"]),
            kind=row["kind"],
            message=row["message"],
            service_name=row["service_name"] or "",
            reference=row["reference"] or "",
        )
        for row in tables.rows(
            """SELECT alert.*, service.name AS service_name, placement.reference
             FROM alert LEFT JOIN service ON service.id = alert.service_id
             LEFT JOIN placement ON placement.id = alert.subject_id
            WHERE settled_at IS NULL ORDER BY raised_at DESC, alert.id"""
        )
    ]


def open_alert(tables: Tables, alert_id: str) -> Alert:
    """One alert that nobody has settled. Raises NotFound."""
    for one in open_alerts(tables):
        if one.id == alert_id.strip():
            return one
    raise NotFound(
        f"No open alert has the identifier “{alert_id}”.",
        remedy="`alert list` shows those that nobody has settled.",
    )
