"""A request, and the placement it led to, in the fields of the Placements Data Standard v2.

What the standard asks of a request is answered by the request. What it asks of a placement is
derived from the placement wherever it can be: the register's number, where the child sleeps,
the kind of home, what it costs a week, who came along, who entered it and when. Two answers
nobody can derive, and they are asked when the child is placed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from resources_app.casework.standard_queries import Placed, placed_by_request
from resources_app.children.queries import children_by_id
from resources_app.foundations.clock import local_day
from resources_app.foundations.fields import Value, unanswered
from resources_app.foundations.money import divide_half_up
from resources_app.providers.model import ProvisionType
from resources_app.requests.checking import OTHERS
from resources_app.requests.model import Request
from resources_app.requests.offer_queries import standing_decision
from resources_app.requests.queries import request
from resources_app.requests.standard import Moment, standard_fields
from resources_app.requests.storing import answers_of_request
from resources_app.store.tables import Tables
from resources_app.team.queries import officers

Plain = str | int | bool | list[str] | None

# Each kind of home in the standard's three. To add one: a row.
_TYPES: dict[ProvisionType, str] = {
    ProvisionType.FOSTERING_AGENCY: "Foster",
    ProvisionType.IN_HOUSE_FOSTERING: "Foster",
    ProvisionType.CONNECTED_PERSON: "Foster",
    ProvisionType.SUPPORTED_ACCOMMODATION: "Supported Accommodation",
    ProvisionType.CHILDRENS_HOME: "Residential",
    ProvisionType.SECURE_HOME: "Residential",
    ProvisionType.SPECIAL_SCHOOL: "Residential",
    ProvisionType.BOARDING_SCHOOL: "Residential",
    ProvisionType.FAMILY_CENTRE: "Residential",
    ProvisionType.IN_HOUSE_HOME: "Residential",
}


@dataclass(frozen=True)
class InStandard:
    """The standard's fields in its order, with their answers; None where there is none.

    `specified` says what is meant where an answer is “other”, by the standard's field. `missing`
    are fields that the standard wants answered at the moments that have come, and that are not.
    """

    reference: str
    placement: str
    answers: dict[str, Plain]
    specified: dict[str, str]
    missing: tuple[str, ...]


def in_standard(tables: Tables, reference: str) -> InStandard:
    """A request and its placement in the standard's form. Raises NotFound.

    Whoever shows it has noted the opening of a restricted record.
    """
    one = request(tables, reference)
    placed = placed_by_request(tables, one.id)
    given = {**_of_request(tables, one), **(_of_placement(tables, one, placed) if placed else {})}
    come = {Moment.REQUEST} | ({Moment.PLACEMENT, Moment.COST} if placed else set())
    answers = {name: given.get(name) for name in standard_fields()}
    held = answers_of_request(one)
    return InStandard(
        one.reference,
        placed.reference if placed else "",
        answers,
        {name: str(held[words]) for name, _, words in OTHERS if held[words]},
        tuple(
            field.name
            for field in standard_fields().values()
            if field.required and field.moment in come and answers[field.name] is None
        ),
    )


def _of_request(tables: Tables, one: Request) -> dict[str, Plain]:
    held = answers_of_request(one)
    child = children_by_id(tables, [one.child_id])[one.child_id]
    identifier = child.local_identifier
    whole = identifier.isascii() and identifier.isdigit() and not identifier.startswith("0")
    answers: dict[str, Plain] = {"childId": int(identifier) if whole else identifier}
    for field in standard_fields().values():
        if field.name in held:
            answers[field.name] = _plain(held[field.name])
    return answers


def _plain(value: Value) -> Plain:
    if unanswered(value):
        return None
    if isinstance(value, tuple):
        return [str(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool | int) else str(value)


def _of_placement(tables: Tables, one: Request, placed: Placed) -> dict[str, Plain]:
    names = {each.id: each.name for each in officers(tables)}
    decision = standing_decision(tables, one.id)
    return {
        "totalWeeklyCost": divide_half_up(placed.weekly_pence, 100),
        "placementLocation": placed.location or None,
        "preferabilityLocation": placed.preferability_location,
        "educationContinuity": placed.education_continuity,
        "providerURN": placed.urn,
        "siblingsPlacedTogether": placed.siblings_together,
        "placementType": _TYPES.get(placed.provision_type),
        "placementOfficerName": names.get(placed.placed_by),
        "placementDate": _day(placed.placed_at),
        "costOfficerName": names.get(decision.decided_by) if decision else None,
        "costDate": _day(decision.decided_at) if decision else None,
    }


def _day(moment: datetime | None) -> str | None:
    return local_day(moment).isoformat() if moment else None
