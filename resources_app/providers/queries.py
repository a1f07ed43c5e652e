"""All the SQL of the providers' room that reads.

A list is always in an order that no two rows share, so that pages never double or hide one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from resources_app.foundations.dates import stored_day
from resources_app.foundations.errors import NotFound
from resources_app.providers.model import (
    CARES_FOR,
    DeclaredTogether,
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

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


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
    return [_read(ServiceLine, row) for row in rows]


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
    needs = tuple(words for column, words in CARES_FOR.items() if row[column])
    return _read(Service, row, needs=needs)


# ---- providers, settings, suspensions, vacancies


def provider(tables: Tables, provider_id: str) -> Provider:
    """One provider. Raises NotFound."""
    row = tables.one("SELECT * FROM provider WHERE id = ?", [provider_id])
    if row is None:
        raise NotFound("There is no such provider.")
    return _read(Provider, row)


def provider_called(tables: Tables, name: str) -> Provider:
    """The provider with this name, whatever the capitals. Raises NotFound."""
    row = tables.one(
        "SELECT * FROM provider WHERE name = ? COLLATE NOCASE ORDER BY id", [name.strip()]
    )
    if row is None:
        raise NotFound(
            f"There is no provider “{name.strip()}”.", remedy="Give the name as it is registered."
        )
    return _read(Provider, row)


def email_of(tables: Tables, one: Provider) -> str:
    """Where a provider is e-mailed: its own address, else the first for referrals to a service."""
    if one.email:
        return one.email
    found = tables.value(
        """SELECT referral_email FROM service WHERE provider_id = ? AND referral_email <> ''
            ORDER BY urn LIMIT 1""",
        [one.id],
    )
    return str(found or "")


def office_of(tables: Tables, provider_id: str) -> Service | None:
    """The service that a provider is reached through: an agency’s office, else its first home.

    One with an address on record; None where there is none.
    """
    row = tables.one(
        f"""{_SERVICE} WHERE service.provider_id = ? AND service.address <> ''
             ORDER BY service.provision_type <> ?, service.urn LIMIT 1""",
        [provider_id, ProvisionType.FOSTERING_AGENCY],
    )
    return None if row is None else _service(row)


def settings_of(tables: Tables, service_id: str) -> list[Setting]:
    """The settings of a service, by address; empty for a service with one address of its own."""
    rows = tables.rows(
        "SELECT * FROM service_setting WHERE service_id = ? ORDER BY address, postcode, id",
        [service_id],
    )
    return [_read(Setting, row) for row in rows]


def suspensions_of(tables: Tables, service_id: str) -> list[Suspension]:
    """Every suspension of a service, the latest first."""
    rows = tables.rows(
        "SELECT * FROM suspension WHERE service_id = ? ORDER BY start_date DESC, id DESC",
        [service_id],
    )
    return [_read(Suspension, row) for row in rows]


def suspensions_in_force(tables: Tables, today: date) -> dict[str, Suspension]:
    """By service, the suspension in force today; the first to begin where there are several."""
    rows = tables.rows(
        "SELECT * FROM suspension WHERE start_date <= :today"
        " AND (end_date IS NULL OR end_date > :today) ORDER BY start_date DESC, id DESC",
        {"today": today.isoformat()},
    )
    return {row["service_id"]: _read(Suspension, row) for row in rows}


def vacancies_of(tables: Tables, service_id: str) -> list[Vacancy]:
    """What a service declared, the latest first."""
    rows = tables.rows(
        "SELECT * FROM vacancy WHERE service_id = ? ORDER BY declared_on DESC, id DESC",
        [service_id],
    )
    return [_read(Vacancy, row) for row in rows]


def declared_together(tables: Tables, service_id: str) -> list[DeclaredTogether]:
    """What a service said of brothers and sisters together, the latest first."""
    rows = tables.rows(
        "SELECT * FROM sibling_capacity WHERE service_id = ? ORDER BY declared_on DESC, id DESC",
        [service_id],
    )
    return [_read(DeclaredTogether, row) for row in rows]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


# ---- rows

_DAYS = (
    "registration_date", "closed_date", "inspection_date", "interim_inspection_date",
    "assurance_visit_date", "register_month", "status_date", "start_date", "end_date",
    "declared_on",
)  # fmt: skip
_YES_OR_NO = (
    "position_approximate", "multi_building", "conditions_unread", "in_house", "suspended",
)  # fmt: skip
_GRADES = ("overall_effectiveness", "safety_grade", "leadership_grade", "outcomes_grade")
# How a column is read that the store keeps in another form than the record; the rest are taken
# as they are. To add a field of a record: its column here, if it is one of these.
Form = Callable[[Any], object]
_FORMS: dict[str, Form] = {
    **dict.fromkeys(_DAYS, stored_day),
    **dict.fromkeys(_YES_OR_NO, bool),
    **dict.fromkeys(_GRADES, Grade),
    "provision_type": ProvisionType,
    "registration_status": RegistrationStatus,
    "placement_codes": _listed,
    "specialisms": _listed,
}
_Record = TypeVar("_Record", bound="DataclassInstance")


def _read(kind: type[_Record], row: Row, **worked_out: object) -> _Record:
    """A record from the columns that are called as its fields, but for those given."""
    read = {
        name: row[name] if form is None else form(row[name])
        for name, form in _forms_of(kind)
        if name not in worked_out
    }
    return kind(**read, **worked_out)


@cache
def _forms_of(kind: type[DataclassInstance]) -> tuple[tuple[str, Form | None], ...]:
    """A record's fields, each with how its column is read; worked out once, not for every row."""
    return tuple((one.name, _FORMS.get(one.name)) for one in fields(kind))
