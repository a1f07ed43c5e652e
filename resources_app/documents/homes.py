"""Where children have lived in care, as far as it is on record: an address gives a child away."""

from __future__ import annotations

from collections.abc import Iterable

from resources_app.documents.secrets import Home
from resources_app.placements.area import FOSTERING
from resources_app.placements.queries import placements_of_child
from resources_app.providers.queries import services_by_id, settings_of
from resources_app.store.tables import Tables


def homes_of(tables: Tables, child_ids: Iterable[str]) -> tuple[Home, ...]:
    """Every home that these children live or have lived in, each once.

    An agency's name and office are not where a child sleeps; the postcode of the carer is.
    """
    stays = [one for child_id in child_ids for one in placements_of_child(tables, child_id)]
    services = services_by_id(tables, {one.service_id for one in stays})
    found: dict[Home, None] = {}
    for stay in stays:
        service = services[stay.service_id]
        if service.provision_type in FOSTERING:
            found[Home("", "", stay.living_postcode)] = None
            continue
        settings = settings_of(tables, service.id) if stay.setting_id else []
        here = next((one for one in settings if one.id == stay.setting_id), service)
        found[Home(service.name, here.address, stay.living_postcode or here.postcode)] = None
    return tuple(found)
