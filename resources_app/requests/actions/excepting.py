"""Authorising an exception for a setting that is not registered: the Director's alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.children.court_queries import orders_of
from resources_app.children.queries import children_by_id
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.postcodes import Location, PostcodeBook, normalise
from resources_app.providers.model import ProvisionType, RegistrationStatus
from resources_app.requests.model import Request, State
from resources_app.requests.queries import request
from resources_app.requests.states import why_over
from resources_app.requests.unregistered import (
    LABELS,
    SETTING_FIELDS,
    NewException,
    UnregisteredException,
    why_not_exception,
)
from resources_app.requests.unregistered_queries import exceptions_of
from resources_app.requests.unregulated import anyone_under_16, never_under_16
from resources_app.session import Actor, Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Role
from resources_app.team.references import next_reference

_BEFORE = frozenset({State.DRAFT, State.SUBMITTED})


@dataclass(frozen=True)
class Excepted:
    """An exception as it was authorised."""

    exception: UnregisteredException
    changes: Changes


def authorise_unregistered(session: Session, reference: str, new: NewException) -> Excepted:
    """Authorise, for one request, a setting that is not registered, and put it on record.

    Raises Refused for anybody but the Director, for one's own request, for a child under 16 and
    for a request that is not being searched for; BadInput, at the field, for what is left out.
    """
    with session.act("authorise_unregistered", reason=new.words.strip()) as act:
        tables = act.tables
        asked = request(tables, reference)
        if reason := why_not_authorising(asked, session.officer):
            raise Refused(reason)
        everyone = (asked.child_id, *asked.sibling_ids)
        births = [one.date_of_birth for one in children_by_id(tables, everyone).values()]
        if anyone_under_16(births, session.today()):
            raise Refused(never_under_16(f"{new.name.strip()} is not registered"))
        place = _checked(new, session.today(), under_order=_under_order(tables, asked, session))
        service_id = _put_on_record(session, tables, new, place)
        court = new.court_told_on
        tables.insert(
            "unregistered_exception",
            {
                "id": session.new_id(),
                "request_id": asked.id,
                "service_id": service_id,
                "words": new.words.strip(),
                "ofsted_told_on": new.ofsted_told_on.isoformat(),
                "court_told_on": court.isoformat() if court else None,
                "until_date": (new.last_day + timedelta(days=1)).isoformat(),
                "authorised_by": session.officer.id,
                "authorised_at": session.stamp(),
            },
        )
        made = exceptions_of(tables, asked.id)[0]
    return Excepted(made, act.changes)


def why_not_authorising(asked: Request, officer: Actor) -> str:
    """Why an officer may not authorise an exception for a request; empty when they may."""
    if officer.role != Role.DIRECTOR:
        return (
            f"An exception for an unregistered setting is for a {Role.DIRECTOR}; "
            f"{officer.name} is a {officer.role}."
        )
    if officer.id == asked.submitted_by:
        return f"{officer.name} submitted this request, and nobody approves their own."
    if asked.state in _BEFORE:
        return "Not yet: head of service has not authorised the search."
    return why_over(asked.state)


def _under_order(tables: Tables, asked: Request, session: Session) -> bool:
    """Whether a court has ordered anything that holds today about one of the children."""
    orders = orders_of(tables, (asked.child_id, *asked.sibling_ids)).values()
    held = any(one.stands(session.today()) == "in force" for every in orders for one in every)
    return held or bool(asked.deprivation_of_liberty)


def _checked(new: NewException, today: date, *, under_order: bool) -> Location:
    """Where the setting is. Raises BadInput."""
    for field in SETTING_FIELDS:
        given = getattr(new, field.name)
        if isinstance(given, str) and not given.strip():
            raise BadInput("This is needed.", where=Where(field=field.label), remedy=field.help)
    said, at_fault = why_not_exception(new, today, under_order=under_order)
    if said:
        raise BadInput(said, where=Where(field=LABELS[at_fault]))
    found = PostcodeBook().locate(normalise(new.postcode) or new.postcode)
    if found is None:
        raise BadInput(
            f"There is no postcode {new.postcode.strip()}.",
            where=Where(field=LABELS["postcode"]),
            remedy="Give the whole postcode of the setting.",
        )
    return found


def _put_on_record(session: Session, tables: Tables, new: NewException, place: Location) -> str:
    """The setting, which no search finds; its id."""
    provider_id, service_id = session.new_id(), session.new_id()
    tables.insert("provider", {"id": provider_id, "name": new.provider.strip()})
    tables.insert(
        "service",
        {
            "id": service_id,
            "urn": next_reference(session, tables, "UNR"),
            "provider_id": provider_id,
            "name": new.name.strip(),
            "provision_type": ProvisionType.CHILDRENS_HOME,
            "registration_status": RegistrationStatus.UNREGISTERED,
            "address": new.address.strip(),
            "postcode": normalise(new.postcode),
            "easting": place.easting,
            "northing": place.northing,
            "authority_code": place.authority_code,
        },
    )
    return service_id
