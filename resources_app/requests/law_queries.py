"""Holding a request against the law: gathering what `lawful` looks at, for every step it takes."""

from __future__ import annotations

from datetime import date

from resources_app.children.queries import children_by_id
from resources_app.foundations.errors import Refused
from resources_app.providers.model import Service
from resources_app.requests.ladder import Candidate, why_not_asked
from resources_app.requests.ladder_queries import candidates
from resources_app.requests.lawful import Proposed, why_unlawful
from resources_app.requests.model import Offer, Request
from resources_app.store.tables import Tables


def proposed(tables: Tables, asked: Request, day: date, *, code: str = "") -> Proposed:
    """Those a request is for, as they would live somewhere from `day`.

    The statutory placement type is `code`, or the one sought when that is empty.
    """
    people = children_by_id(tables, (asked.child_id, *asked.sibling_ids)).values()
    births = tuple(one.date_of_birth for one in people)
    return Proposed(births, day, asked.secure_authority, code or asked.placement_code_sought)


def check_service(
    tables: Tables, asked: Request, service: Service, day: date, *, code: str = ""
) -> None:
    """Raise Refused when no law lets the request's children live at a service from `day`."""
    if reason := why_unlawful(service, proposed(tables, asked, day, code=code)):
        raise Refused(reason)


def check_candidate(
    tables: Tables, asked: Request, one: Candidate, day: date, *, code: str = ""
) -> None:
    """As `check_service`, and Refused for a service that is suspended or not registered."""
    if reason := why_not_asked(one):
        raise Refused(reason)
    check_service(tables, asked, one.service, day, code=code)


def check_offer(tables: Tables, asked: Request, made: Offer, today: date) -> Candidate:
    """What was true when the offer came in may no longer be: ask again. Raises Refused.

    The service as it stands today, for the day on which the offer is available.
    """
    (one,) = candidates(tables, [made.service_id], today)
    check_candidate(tables, asked, one, made.available_from)
    return one
