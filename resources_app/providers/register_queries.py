"""The SQL that reads what an import of the register is compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from resources_app.providers.model import RegisteredOwner, RegisteredService, RegisteredSetting
from resources_app.providers.register_preview import StoredRegister, StoredSetting
from resources_app.store.tables import Tables


def stored_register(tables: Tables, marker: int) -> StoredRegister:
    """What the store holds of the register; services without a URN of Ofsted's are not in it."""
    names = RegisteredService._fields
    rows: Sequence[Any] = tables.rows(
        f"SELECT {', '.join(names)}, id, provider_id, register_month IS NOT NULL FROM service"
    )
    service_ids, known, provider_of, listed = {}, {}, {}, set()
    for row in rows:
        *said, service_id, provider_id, was_listed = row
        service = RegisteredService._make(said)
        service_ids[service.urn] = service_id
        known[service.urn] = service
        provider_of[service.urn] = provider_id
        if was_listed:
            listed.add(service.urn)
    return StoredRegister(
        marker=marker,
        service_ids=service_ids,
        services=known,
        provider_of=provider_of,
        owners=_stored_owners(tables),
        settings=_stored_settings(tables),
        listed=frozenset(listed),
    )


def _stored_owners(tables: Tables) -> dict[str, RegisteredOwner]:
    names = RegisteredOwner._fields
    rows = tables.rows(f"SELECT id, {', '.join(names)} FROM provider ORDER BY id")
    return {row["id"]: RegisteredOwner(*(row[name] for name in names)) for row in rows}


def _stored_settings(tables: Tables) -> dict[str, list[StoredSetting]]:
    names = RegisteredSetting._fields[1:]
    columns = ", ".join(f"service_setting.{name}" for name in names)
    found: dict[str, list[StoredSetting]] = defaultdict(list)
    for row in tables.rows(
        f"SELECT service_setting.id, service.urn, {columns} FROM service_setting"
        " JOIN service ON service.id = service_setting.service_id ORDER BY service_setting.id"
    ):
        said = RegisteredSetting(row["urn"], *(row[name] for name in names))
        found[row["urn"]].append(StoredSetting(row["id"], said))
    return dict(found)
