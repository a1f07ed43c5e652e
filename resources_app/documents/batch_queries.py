"""The documents' room's SQL about what is printed together."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date

from resources_app.store.tables import Tables

_LIVE = """
    SELECT ipa.reference AS about, provider.name AS recipient
      FROM ipa
      JOIN placement ON placement.id = ipa.placement_id
      JOIN service ON service.id = placement.service_id
      JOIN provider ON provider.id = service.provider_id
     WHERE (placement.end_date IS NULL OR placement.end_date > :day)
"""
_IN_ORDER = " ORDER BY provider.name, provider.id, ipa.reference"


def live_agreements_of(tables: Tables, provider_id: str, day: date) -> list[tuple[str, str]]:
    """Agreements for the placements of a provider that have not ended by a day, as (reference,
    provider's name)."""
    rows = tables.rows(
        f"{_LIVE} AND provider.id = :provider{_IN_ORDER}",
        {"day": day.isoformat(), "provider": provider_id},
    )
    return [(row["about"], row["recipient"]) for row in rows]


def live_agreements_under(
    tables: Tables, membership_ids: Collection[str], day: date
) -> list[tuple[str, str]]:
    """The same, of those that were called off from the members of lots named by their keys."""
    rows = tables.rows(
        f"{_LIVE} AND ipa.membership_id IN (SELECT value FROM json_each(:members)){_IN_ORDER}",
        {"day": day.isoformat(), "members": json.dumps(sorted(membership_ids))},
    )
    return [(row["about"], row["recipient"]) for row in rows]
