"""All the SQL of the providers' room that reads.

A list is always in an order that no two rows share, so that pages never double or hide one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resources_app.foundations.dates import stored_day
from resources_app.foundations.errors import NotFound
from resources_app.providers.model import (
    CARES_FOR,
    Grade,
    Provider,
    ProvisionType,
    RegistrationStatus,
    Service,
    ServiceLine,
    Setting,
    Suspension,
    Vacancy,
)
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class ServiceFilter:
    """Which services a list shows; an empty field leaves nothing out."""

    text: str = ""  # in the name, the provider's name, the URN or the postcode
    provision_types: tuple[ProvisionType, ...] = ()
    statuses: tuple[RegistrationStatus, ...] = ()
    authority_code: str = ""
    provider_id: str = ""
    conditions_unread: bool = False
    suspended_on: date | None = None


# ---- services

_SERVICE = """
    SELECT service.*, provider.name AS provider_name
    FROM service JOIN provider ON provider.id = service.provider_id
"""
_IN_FORCE = """
    SELECT 1 FROM suspension
    WHERE suspension.service_id = service.id AND suspension.start_date <= :today
        AND (suspension.end_date IS NULL OR suspension.end_date > :today)
"""


def service_by_urn(tables: Tables, urn: str) -> Service:
    """The service with this URN, in any case. Raises NotFound."""
    row = tables.one(f"{_SERVICE} WHERE service.urn = ?", [urn.strip().upper()])
    if row is None:
        raise NotFound(f"There is no service with the URN {urn}.", remedy="Import the register.")
    return _service(row)


def service_by_id(tables: Tables, service_id: str) -> Service:
    """The service with this identifier. Raises NotFound."""
    row = tables.one(f"{_SERVICE} WHERE service.id = ?", [service_id])
    if row is None:
        raise NotFound("There is no such service.")
    return _service(row)


def services_by_id(tables: Tables, service_ids: Iterable[str]) -> dict[str, Service]:
    """These services by their identifiers, in one query; those that are not there are left out."""
    rows = tables.rows(
        f"{_SERVICE} WHERE service.id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(service_ids))],
    )
    return {row["id"]: _service(row) for row in rows}


def services(
    tables: Tables,
    wanted: ServiceFilter,
    *,
    today: date,
    limit: int = 200,
    offset: int = 0,
) -> list[ServiceLine]:
    """A page of services by name, then URN. `today` decides which suspensions are in force."""
    conditions, params = _conditions(wanted)
    rows = tables.rows(
        f"""
        SELECT service.id, service.urn, service.name, service.provider_id,
            provider.name AS provider_name, service.provision_type,
            service.registration_status, service.authority_name, service.postcode,
            service.registered_places, service.overall_effectiveness,
            service.conditions_unread, EXISTS ({_IN_FORCE}) AS suspended
        FROM service JOIN provider ON provider.id = service.provider_id
        WHERE {conditions}
        ORDER BY service.name COLLATE NOCASE, service.urn
        LIMIT :limit OFFSET :offset
        """,
        params | {"today": today.isoformat(), "limit": limit, "offset": offset},
    )
    return [
        ServiceLine(
            id=row["id"],
            urn=row["urn"],
            name=row["name"],
            provider_id=row["provider_id"],
            provider_name=row["provider_name"],
            provision_type=ProvisionType(row["provision_type"]),
            registration_status=RegistrationStatus(row["registration_status"]),
            authority_name=row["authority_name"],
            postcode=row["postcode"],
            registered_places=row["registered_places"],
            overall_effectiveness=Grade(row["overall_effectiveness"]),
            conditions_unread=bool(row["conditions_unread"]),
            suspended=bool(row["suspended"]),
        )
        for row in rows
    ]


def count_services(tables: Tables, wanted: ServiceFilter) -> int:
    """How many services the filter leaves."""
    conditions, params = _conditions(wanted)
    counted = tables.value(
        "SELECT count(*) FROM service JOIN provider ON provider.id = service.provider_id"
        f" WHERE {conditions}",
        params,
    )
    return int(counted)


def _conditions(wanted: ServiceFilter) -> tuple[str, dict[str, object]]:
    parts: list[str] = ["1"]
    params: dict[str, object] = {}
    if wanted.text.strip():
        parts.append(
            "(service.name LIKE :text ESCAPE '!' OR provider.name LIKE :text ESCAPE '!'"
            " OR service.urn LIKE :text ESCAPE '!'"
            " OR replace(service.postcode, ' ', '') LIKE replace(:text, ' ', '') ESCAPE '!')"
        )
        params["text"] = _containing(wanted.text)
    for column, values in (
        ("provision_type", wanted.provision_types),
        ("registration_status", wanted.statuses),
    ):
        if values:
            names = [f"{column}_{index}" for index in range(len(values))]
            parts.append(f"service.{column} IN ({', '.join(f':{name}' for name in names)})")
            params |= {name: value.value for name, value in zip(names, values, strict=True)}
    for column, value in (
        ("authority_code", wanted.authority_code),
        ("provider_id", wanted.provider_id),
    ):
        if value:
            parts.append(f"service.{column} = :{column}")
            params[column] = value
    if wanted.conditions_unread:
        parts.append("service.conditions_unread = 1")
    if wanted.suspended_on is not None:
        parts.append(f"EXISTS ({_IN_FORCE.replace(':today', ':suspended_on')})")
        params["suspended_on"] = wanted.suspended_on.isoformat()
    return " AND ".join(parts), params


def _containing(text: str) -> str:
    escaped = "".join(f"!{letter}" if letter in "!%_" else letter for letter in text.strip())
    return f"%{escaped}%"


def _service(row: Row) -> Service:
    return Service(
        id=row["id"],
        urn=row["urn"],
        provider_id=row["provider_id"],
        provider_name=row["provider_name"],
        name=row["name"],
        provision_type=ProvisionType(row["provision_type"]),
        provision_subtype=row["provision_subtype"],
        sector=row["sector"],
        registration_status=RegistrationStatus(row["registration_status"]),
        registration_date=stored_day(row["registration_date"]),
        closed_date=stored_day(row["closed_date"]),
        address=row["address"],
        postcode=row["postcode"],
        easting=row["easting"],
        northing=row["northing"],
        position_approximate=bool(row["position_approximate"]),
        authority_code=row["authority_code"],
        authority_name=row["authority_name"],
        region=row["region"],
        telephone=row["telephone"],
        email=row["email"],
        registered_places=row["registered_places"],
        placement_codes=_listed(row["placement_codes"]),
        provider_code=row["provider_code"],
        inspection_date=stored_day(row["inspection_date"]),
        overall_effectiveness=Grade(row["overall_effectiveness"]),
        safety_grade=Grade(row["safety_grade"]),
        leadership_grade=Grade(row["leadership_grade"]),
        outcomes_grade=Grade(row["outcomes_grade"]),
        grade_note=row["grade_note"],
        interim_inspection_date=stored_day(row["interim_inspection_date"]),
        interim_effectiveness=row["interim_effectiveness"],
        assurance_visit_date=stored_day(row["assurance_visit_date"]),
        report_link=row["report_link"],
        needs=tuple(words for column, words in CARES_FOR.items() if row[column]),
        multi_building=bool(row["multi_building"]),
        conditions=row["conditions"],
        age_from=row["age_from"],
        age_to=row["age_to"],
        genders=row["genders"],
        conditions_unread=bool(row["conditions_unread"]),
        linked_school_urn=row["linked_school_urn"],
        linked_school_name=row["linked_school_name"],
        in_house=bool(row["in_house"]),
        register_month=stored_day(row["register_month"]),
        registered_manager=row["registered_manager"],
        referral_contact=row["referral_contact"],
        referral_email=row["referral_email"],
        specialisms=_listed(row["specialisms"]),
    )


# ---- providers, settings, suspensions, vacancies


def provider(tables: Tables, provider_id: str) -> Provider:
    """One provider. Raises NotFound."""
    row = tables.one("SELECT * FROM provider WHERE id = ?", [provider_id])
    if row is None:
        raise NotFound("There is no such provider.")
    return _provider(row)


def _provider(row: Row) -> Provider:
    return Provider(**{name: row[name] for name in Provider.__dataclass_fields__})


def settings_of(tables: Tables, service_id: str) -> list[Setting]:
    """The settings of a service, by address; empty for a service with one address of its own."""
    rows = tables.rows(
        "SELECT * FROM service_setting WHERE service_id = ? ORDER BY address, postcode, id",
        [service_id],
    )
    return [
        Setting(
            id=row["id"],
            service_id=row["service_id"],
            address=row["address"],
            postcode=row["postcode"],
            easting=row["easting"],
            northing=row["northing"],
            position_approximate=bool(row["position_approximate"]),
            authority_code=row["authority_code"],
            authority_name=row["authority_name"],
            category=row["category"],
            capacity=row["capacity"],
            status=row["status"],
            status_date=stored_day(row["status_date"]),
            telephone=row["telephone"],
        )
        for row in rows
    ]


def suspensions_of(tables: Tables, service_id: str) -> list[Suspension]:
    """Every suspension of a service, the latest first."""
    rows = tables.rows(
        "SELECT * FROM suspension WHERE service_id = ? ORDER BY start_date DESC, id DESC",
        [service_id],
    )
    return [_suspension(row) for row in rows]


def suspensions_in_force(tables: Tables, today: date) -> dict[str, Suspension]:
    """By service, the suspension in force today; the first to begin where there are several."""
    rows = tables.rows(
        "SELECT * FROM suspension WHERE start_date <= :today"
        " AND (end_date IS NULL OR end_date > :today) ORDER BY start_date DESC, id DESC",
        {"today": today.isoformat()},
    )
    return {row["service_id"]: _suspension(row) for row in rows}


def _suspension(row: Row) -> Suspension:
    return Suspension(
        id=row["id"],
        service_id=row["service_id"],
        reason=row["reason"],
        start_date=date.fromisoformat(row["start_date"]),
        end_date=stored_day(row["end_date"]),
    )


def vacancies_of(tables: Tables, service_id: str) -> list[Vacancy]:
    """What a service declared, the latest first."""
    rows = tables.rows(
        "SELECT * FROM vacancy WHERE service_id = ? ORDER BY declared_on DESC, id DESC",
        [service_id],
    )
    return [_vacancy(row) for row in rows]


def _vacancy(row: Row) -> Vacancy:
    return Vacancy(
        id=row["id"],
        service_id=row["service_id"],
        places=row["places"],
        declared_on=date.fromisoformat(row["declared_on"]),
        note=row["note"],
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
