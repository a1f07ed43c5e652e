"""Gathering, for the ladder, who might be asked: services, embargoes and places in lots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from resources_app.agreements.queries import (
    agreements,
    find_agreement,
    find_lot,
    members_of_services,
    rates_of,
)
from resources_app.children.queries import child
from resources_app.foundations.clock import LOCAL
from resources_app.foundations.errors import BadInput, NotFound, Where
from resources_app.providers.queries import services_by_id, suspensions_in_force
from resources_app.requests.ladder import Candidate, LotSought, members_on
from resources_app.requests.lots import ContractOf, OtherLot, lot_name, may_answer
from resources_app.requests.model import Offer
from resources_app.requests.queries import request_by_id
from resources_app.store.tables import Tables
from resources_app.team.queries import home_authority


def lot_sought(tables: Tables, named: str) -> LotSought:
    """The lot named by agreement and code, whatever the capitals. Raises BadInput, NotFound."""
    # A reference may have strokes in it, a lot's code has none.
    reference, stroke, code = named.strip().rpartition("/")
    if not stroke:
        raise BadInput(
            f"“{named.strip()}” names no lot.",
            where=Where(field="Lot"),
            remedy="Give agreement and lot, for example SC-2026/2.",
        )
    agreement = find_agreement(tables, reference.strip())
    lot = find_lot(tables, agreement, code)
    return LotSought(lot.id, f"{agreement.reference}/{lot.code}")


def contracts_of(tables: Tables, candidate: Candidate) -> tuple[ContractOf, ...]:
    """The service's places in lots that are open to us, with their rates."""
    return tuple(ContractOf(one, rates_of(tables, one.membership.id)) for one in candidate.members)


def other_lots(tables: Tables, made: Offer) -> tuple[OtherLot, ...]:
    """The lots an offer could have been held against as well, on the day it came in.

    None when the lot was named: then it was a person's choice.
    """
    if made.lot_stated:
        return ()
    received = made.received_at.astimezone(LOCAL).date()
    (candidate,) = candidates(tables, [made.service_id], received)
    age = child(tables, request_by_id(tables, made.request_id).child_id).age_on(made.available_from)
    elements = [line.element for line in made.prices]
    could = may_answer(contracts_of(tables, candidate), elements, age=age, on=made.available_from)
    return tuple(
        OtherLot(
            lot_name(one.member),
            one.member.lot.title,
            one.member.membership.tier,
            one.prices(elements, age=age, on=made.available_from),
        )
        for one in could
        if one.member.membership.id != made.membership_id
    )


def candidates(tables: Tables, service_ids: Iterable[str], day: date) -> list[Candidate]:
    """These services as they stand on `day`, in the order given. Raises NotFound."""
    embargoes = suspensions_in_force(tables, day)
    contracts = {one.agreement.id: one.agreement for one in agreements(tables)}
    authority = home_authority(tables).ons_code
    wanted = list(service_ids)
    services = services_by_id(tables, wanted)
    if missing := set(wanted) - services.keys():
        raise NotFound(f"There is no such service: {min(missing)}.")
    members = members_of_services(tables, wanted, on=day)
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
