"""Gathering, for the ladder, who might be asked: services, embargoes and places in lots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from resources_app.agreements.queries import agreements, members_of_services
from resources_app.foundations.errors import NotFound
from resources_app.providers.queries import services_by_id, suspensions_in_force
from resources_app.requests.ladder import Candidate, members_on
from resources_app.store.tables import Tables
from resources_app.team.queries import home_authority


def candidates(tables: Tables, service_ids: Iterable[str], day: date) -> list[Candidate]:
    """These services as they stand on `day`, in the order given. Raises NotFound."""
    embargoes = suspensions_in_force(tables, day)
    contracts = {one.agreement.id: one.agreement for one in agreements(tables)}
    authority = home_authority(tables).ons_code
    wanted = list(service_ids)
    services = services_by_id(tables, wanted)
    if missing := set(wanted) - services.keys():
        raise NotFound(f"There is no such service: {min(missing)}.")
    members = members_of_services(tables, wanted)
    found = []
    for service_id in wanted:
        in_lots = [
            # The agreement with the authorities that may call off from it.
            replace(one, agreement=contracts[one.agreement.id])
            for one in members.get(service_id, ())
        ]
        embargo = embargoes.get(service_id)
        found.append(
            Candidate(
                service=services[service_id],
                members=tuple(members_on(in_lots, day, authority)),
                suspended=embargo.reason if embargo else "",
            )
        )
    return found
