"""What people do with services: suspend, lift, declare vacancies, name contacts.

Taking in a register is written in register_actions.py, and offered here with the rest.
"""

from __future__ import annotations

from datetime import date

from resources_app.foundations.dates import day_text
from resources_app.foundations.emails import email_address
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.providers import queries
from resources_app.providers.model import Service, Suspension
from resources_app.providers.register_actions import (
    RegisterAccepted,
    accept_register,
    preview_register,
)
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require

__all__ = [
    "RegisterAccepted",
    "accept_register",
    "declare_vacancy",
    "enter_age_range",
    "lift_suspension",
    "preview_register",
    "set_referral_contact",
    "set_registered_manager",
    "set_specialisms",
    "suspend_service",
]


def suspend_service(
    session: Session,
    urn: str,
    *,
    reason: str,
    start: date | None = None,
    end: date | None = None,
) -> Changes:
    """Stop placing with a service from `start` (today), up to and not including `end`.

    Raises BadInput without a reason or with an end that is not after the start, Refused
    when a suspension of it is in force in those days already, NotFound for an unknown URN.
    """
    require(session, Permission.KEEP_PROVIDERS)
    service = queries.service_by_urn(session.tables, urn)
    start = start or session.today()
    reason = _needed(reason, "reason", "Say why nobody is to be placed there.")
    if end is not None and end <= start:
        raise BadInput(
            f"The suspension would end on {day_text(end)}, not after it starts on"
            f" {day_text(start)}.",
            remedy="Give a later end, or none.",
        )
    for other in queries.suspensions_of(session.tables, service.id):
        if _overlap(other, start, end):
            raise Refused(
                f"{service.name} is suspended already from {day_text(other.start_date)}:"
                f" {other.reason}.",
                remedy="Lift that suspension first.",
            )
    with session.act("suspend_service", reason=reason) as act:
        act.tables.insert(
            "suspension",
            {
                "id": session.new_id(),
                "service_id": service.id,
                "reason": reason,
                "start_date": start.isoformat(),
                "end_date": end.isoformat() if end else None,
            },
        )
    return act.changes


def lift_suspension(
    session: Session, urn: str, *, reason: str, from_day: date | None = None
) -> Changes:
    """Place with a service again from `from_day` (today): the suspension in force ends.

    Raises Refused when none is in force on that day, BadInput without a reason.
    """
    require(session, Permission.KEEP_PROVIDERS)
    service = queries.service_by_urn(session.tables, urn)
    day = from_day or session.today()
    reason = _needed(reason, "reason", "Say why children may be placed there again.")
    in_force = [
        one
        for one in queries.suspensions_of(session.tables, service.id)
        if one.start_date <= day and (one.end_date is None or day < one.end_date)
    ]
    if not in_force:
        raise Refused(f"{service.name} is not suspended on {day_text(day)}.")
    with session.act("lift_suspension", reason=reason) as act:
        for one in in_force:
            act.tables.update("suspension", one.id, {"end_date": day.isoformat()})
    return act.changes


def declare_vacancy(
    session: Session, urn: str, places: int, *, declared_on: date | None = None, note: str = ""
) -> Changes:
    """Record how many places a service says it has. 0 says that it is full.

    Raises BadInput for a negative number, more places than are registered, or a day to come.
    """
    require(session, Permission.KEEP_PROVIDERS)
    service = queries.service_by_urn(session.tables, urn)
    day = declared_on or session.today()
    if places < 0:
        raise BadInput(f"{places} is not a number of places.", remedy="Give 0 or more.")
    if service.registered_places is not None and places > service.registered_places:
        raise BadInput(
            f"{service.name} is registered for {service.registered_places} places, not {places}.",
            remedy="Ask the service which of the two is right.",
        )
    if day > session.today():
        raise BadInput(
            f"{day_text(day)} is still to come.", remedy="Give the day on which it was said."
        )
    with session.act("declare_vacancy") as act:
        act.tables.insert(
            "vacancy",
            {
                "id": session.new_id(),
                "service_id": service.id,
                "places": places,
                "declared_on": day.isoformat(),
                "note": note.strip(),
            },
        )
    return act.changes


def set_referral_contact(session: Session, urn: str, *, name: str, email: str) -> Changes:
    """Say who takes referrals at a service. Raises BadInput for what is no e-mail address."""
    address = email_address(email, where=Where(field="E-mail"))
    contact: dict[str, object] = {"referral_contact": name.strip(), "referral_email": address}
    return _keep(session, urn, "set_referral_contact", contact)


def set_registered_manager(session: Session, urn: str, name: str) -> Changes:
    """Name the registered manager, whom the contract schedule prints."""
    return _keep(session, urn, "set_registered_manager", {"registered_manager": name.strip()})


def set_specialisms(session: Session, urn: str, specialisms: list[str]) -> Changes:
    """Name what a service is good at, each once, in the order given."""
    named = dict.fromkeys(one.strip().replace(",", ";") for one in specialisms if one.strip())
    return _keep(session, urn, "set_specialisms", {"specialisms": ",".join(named)})


def enter_age_range(
    session: Session,
    urn: str,
    *,
    age_from: int | None,
    age_to: int | None,
    genders: str = "",
    reason: str,
) -> Changes:
    """Enter what a person read in the conditions: ages in years, both inclusive.

    The conditions count as checked from then on, until Ofsted changes them. Raises BadInput
    when the ages cross or `genders` is none of "", "M" and "F".
    """
    if age_from is not None and age_to is not None and age_from > age_to:
        raise BadInput(
            f"From {age_from} to {age_to} is no age range.", remedy="Give the younger age first."
        )
    if genders not in {"", "M", "F"}:
        raise BadInput(f"“{genders}” is not a choice.", remedy="Give M, F, or nothing for any.")
    reason = _needed(reason, "reason", "Say what the conditions mean.")
    fields: dict[str, object] = {
        "age_from": age_from,
        "age_to": age_to,
        "genders": genders,
        "conditions_unread": 0,
    }
    return _keep(session, urn, "enter_age_range", fields, reason=reason)


def _keep(
    session: Session, urn: str, action: str, fields: dict[str, object], *, reason: str = ""
) -> Changes:
    require(session, Permission.KEEP_PROVIDERS)
    service: Service = queries.service_by_urn(session.tables, urn)
    with session.act(action, reason=reason) as act:
        act.tables.update("service", service.id, fields)
    return act.changes


def _overlap(one: Suspension, start: date, end: date | None) -> bool:
    starts_in_time = end is None or one.start_date < end
    return starts_in_time and (one.end_date is None or start < one.end_date)


def _needed(text: str, what: str, remedy: str) -> str:
    text = text.strip()
    if not text:
        raise BadInput(f"There is no {what}.", remedy=remedy)
    return text
