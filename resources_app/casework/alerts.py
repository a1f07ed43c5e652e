"""Alerts: what a new register says about a home where a child lives today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from resources_app.casework import queries
from resources_app.foundations.clock import from_stamp
from resources_app.providers.model import ServiceWorsened
from resources_app.providers.register_actions import RegisterAccepted, accept_register
from resources_app.providers.register_preview import RegisterPreview
from resources_app.session import Session
from resources_app.store.store import Changes
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


@dataclass(frozen=True)
class RegisterTaken:
    """A register accepted, and how many alerts it raised."""

    accepted: RegisterAccepted
    alerts: int


def take_register(session: Session, preview: RegisterPreview) -> RegisterTaken:
    """Accept a register and raise an alert on every live placement it is bad news for.

    One action: the register is never in without its alerts. Raises what `accept_register` does.
    """
    raised: list[int] = []

    def also(tables: Tables) -> None:
        raised.append(_raise_alerts(session, tables, preview.worsened))

    accepted = accept_register(session, preview, also=also)
    return RegisterTaken(accepted, sum(raised))


def _raise_alerts(session: Session, tables: Tables, worsened: Sequence[ServiceWorsened]) -> int:
    living = queries.live_placements_at(
        tables, [one.service_id for one in worsened], session.today()
    )
    rows = [
        {
            "id": session.new_id(),
            "raised_at": session.stamp(),
            "kind": str(one.kind),
            "service_id": one.service_id,
            "subject_table": "placement",
            "subject_id": placement_id,
            "message": one.message,
        }
        for one in worsened
        for placement_id in living.get(one.service_id, ())
    ]
    return tables.insert_many("alert", rows)


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
        for row in queries.open_alerts(tables)
    ]


def settle_alert(session: Session, alert_id: str, *, note: str) -> Changes:
    """Say that an alert has been seen to, and how."""
    with session.act("settle_alert", reason=note) as act:
        act.tables.update("alert", alert_id, {"settled_at": session.stamp()})
    return act.changes
