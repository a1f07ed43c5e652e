"""Alerts: what a new register says about a home where a child lives today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.casework import queries
from resources_app.casework.alert_queries import open_alert
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.providers.model import ServiceWorsened
from resources_app.providers.register_actions import RegisterAccepted, accept_register
from resources_app.providers.register_preview import RegisterPreview
from resources_app.session import Actor, Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import may, why_not


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


def why_no_alerts(actor: Actor) -> str:
    """Why this officer settles no alert, in a sentence; empty when they may.

    Alerts are for whoever keeps requests or provider records.
    """
    if may(actor, Permission.KEEP_REQUESTS):
        return ""
    return why_not(actor, Permission.KEEP_PROVIDERS)


def require_alerts(session: Session) -> None:
    """Raise Refused for whoever keeps neither requests nor provider records."""
    if reason := why_no_alerts(session.officer):
        raise Refused(reason)


def settle_alert(session: Session, alert_id: str, *, note: str) -> Changes:
    """Say that an alert has been seen to, and how; the journal keeps the note.

    Raises Refused without the permission, BadInput for no note, and NotFound for an alert that
    is not there or is settled already.
    """
    require_alerts(session)
    if not note.strip():
        raise BadInput(
            "The note is missing.",
            where=Where(field="note"),
            remedy="Say how the alert was seen to.",
        )
    settled = open_alert(session.tables, alert_id)
    with session.act("settle_alert", reason=note.strip()) as act:
        act.tables.update("alert", settled.id, {"settled_at": session.stamp()})
    return act.changes
