"""Holding a request against the law: gathering what `lawful` looks at, for every step it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from resources_app.children.court_orders import LIBERTY, SECURE, why_not_allowed
from resources_app.children.court_queries import orders_of
from resources_app.children.queries import children_by_id
from resources_app.foundations.errors import Refused
from resources_app.providers.model import Service
from resources_app.requests.ladder import Candidate, why_not_asked
from resources_app.requests.ladder_queries import candidates
from resources_app.requests.lawful import Proposed, why_unlawful
from resources_app.requests.model import Offer, Request
from resources_app.requests.unregistered import is_unregistered, why_no_exception
from resources_app.requests.unregistered_queries import exception_for
from resources_app.store.tables import Tables


def proposed(tables: Tables, asked: Request, day: date, *, code: str = "") -> Proposed:
    """Those a request is for, as they would live somewhere from `day`.

    The statutory placement type is `code`, or the one sought when that is empty.
    """
    everyone = (asked.child_id, *asked.sibling_ids)
    births = tuple(one.date_of_birth for one in children_by_id(tables, everyone).values())
    unsecured = why_not_secured(tables, everyone, day)
    return Proposed(births, day, unsecured, code or asked.placement_code_sought)


def why_not_secured(tables: Tables, child_ids: Sequence[str], day: date) -> str:
    """Why one of the children may not be kept secure on a day; empty when each of them may."""
    orders = orders_of(tables, child_ids)
    reasons = (why_not_allowed(orders[one], SECURE, day) for one in child_ids)
    return next(filter(None, reasons), "")


def check_liberty(tables: Tables, asked: Request, day: date) -> None:
    """Raise Refused when the child is to be deprived of liberty and no order allows it on a day."""
    if asked.deprivation_of_liberty:
        orders = orders_of(tables, [asked.child_id])[asked.child_id]
        if reason := why_not_allowed(orders, LIBERTY, day):
            raise Refused(
                f"The child is to be deprived of liberty, and {reason}.",
                remedy="Record the order with its dates first.",
            )


def check_services(
    tables: Tables, asked: Request, services: Iterable[Service], day: date, *, code: str = ""
) -> None:
    """Raise Refused when no law lets the request's children live at one of these from `day`."""
    who = proposed(tables, asked, day, code=code)
    for service in services:
        if reason := why_unlawful(service, who):
            raise Refused(reason)


def check_candidate(
    tables: Tables, asked: Request, one: Candidate, day: date, *, code: str = ""
) -> None:
    """As `check_services`, and Refused for a service that is suspended or not registered.

    A setting that ought to be registered and is not needs the Director's exception for this
    request.
    """
    reason = why_not_asked(one)
    if is_unregistered(one.service) and not one.suspended:
        held = exception_for(tables, asked.id, one.service.id)
        reason = why_no_exception(one.service, held, day)
    if reason:
        raise Refused(reason)
    check_services(tables, asked, [one.service], day, code=code)


def check_offer(tables: Tables, asked: Request, made: Offer, today: date) -> Candidate:
    """What was true when the offer came in may no longer be: ask again. Raises Refused.

    The service as it stands today, for the day on which the offer is available.
    """
    (one,) = candidates(tables, [made.service_id], today)
    check_candidate(tables, asked, one, made.available_from)
    return one
