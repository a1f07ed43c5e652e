"""Authority that runs out while a child lives under it: by when it is renewed, or the child moves.

To add one: a function that yields what ends by a day, and its name in `WATCHED`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.children.court_orders import LIBERTY, CourtOrder
from resources_app.children.court_queries import orders_ending, orders_of
from resources_app.placements.connected_queries import temporary_ending
from resources_app.placements.model import Placement
from resources_app.placements.queries import placements_of_child, placements_of_request
from resources_app.providers.model import ProvisionType
from resources_app.providers.queries import service_by_id
from resources_app.requests.catalogue import SECURE_CODE
from resources_app.requests.unregistered import RULE as UNREGISTERED
from resources_app.requests.unregistered_queries import exceptions_ending
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class RunsOut:
    """Authority for a placement, and the last day on which it holds; `rule` says whence."""

    what: str
    rule: str
    placement_reference: str
    last_day: date


def running_out(tables: Tables, until: date) -> list[RunsOut]:
    """What ends by a day (included) under a child who still lives there then, soonest first."""
    found = [one for watched in WATCHED for one in watched(tables, until)]
    return sorted(found, key=lambda one: (one.last_day, one.placement_reference))


def _orders(tables: Tables, until: date) -> Iterator[RunsOut]:
    for one in orders_ending(tables, until + timedelta(days=1)):
        after = one.last_day + timedelta(days=1)
        if any(other.allows(one.of.allows, after) for other in _others(tables, one)):
            continue
        for placement in placements_of_child(tables, one.child_id):
            if after in placement.period and _needs(tables, one, placement):
                yield RunsOut(
                    f"{one.of.words} ends: have it renewed, or end the placement",
                    one.of.rule,
                    placement.reference,
                    one.last_day,
                )


def _others(tables: Tables, order: CourtOrder) -> list[CourtOrder]:
    return [one for one in orders_of(tables, [order.child_id])[order.child_id] if one != order]


def _needs(tables: Tables, order: CourtOrder, placement: Placement) -> bool:
    """Whether a placement rests on an order: a secure home, or whatever one for liberty is for."""
    if placement.kind != "main":
        return False
    if order.of.allows == LIBERTY or placement.placement_code == SECURE_CODE:
        return True
    service = service_by_id(tables, placement.service_id)
    secure = service.provision_type is ProvisionType.SECURE_HOME
    return secure or SECURE_CODE in service.placement_codes


def _temporary(tables: Tables, until: date) -> Iterator[RunsOut]:
    for one in temporary_ending(tables, until + timedelta(days=1)):
        after = one.last_day + timedelta(days=1)
        for placement in placements_of_child(tables, one.child_id):
            if after in placement.period and placement.service_id == one.service_id:
                yield RunsOut(
                    f"Temporary approval of the {one.relation} ends: approve in full, extend it, "
                    "or end the placement",
                    one.rule,
                    placement.reference,
                    one.last_day,
                )


def _exceptions(tables: Tables, until: date) -> Iterator[RunsOut]:
    for one in exceptions_ending(tables, until + timedelta(days=1)):
        after = one.last_day + timedelta(days=1)
        for placement in placements_of_request(tables, one.request_id):
            if after in placement.period and placement.service_id == one.service_id:
                yield RunsOut(
                    f"Exception for {one.service_name}, not registered, ends: end the placement",
                    UNREGISTERED,
                    placement.reference,
                    one.last_day,
                )


WATCHED: tuple[Callable[[Tables, date], Iterator[RunsOut]], ...] = (
    _orders,
    _temporary,
    _exceptions,
)
