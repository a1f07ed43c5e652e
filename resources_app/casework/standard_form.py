"""A request, and the placement it led to, in the fields of the Placements Data Standard v2.

What the standard asks of a request is answered by the request. What it asks of a placement is
derived from the placement wherever it can be: the register's number, where the child sleeps,
the kind of home, what it costs a week, who came along, who entered it and when. Two answers
nobody can derive, and they are asked when the child is placed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from resources_app.casework.opening_records import note_opening
from resources_app.casework.standard_queries import Placed, placed_by_request
from resources_app.children.queries import children_by_id
from resources_app.foundations.clock import local_day
from resources_app.foundations.errors import BadInput
from resources_app.foundations.fields import Value, unanswered
from resources_app.foundations.money import divide_half_up
from resources_app.providers.model import ProvisionType
from resources_app.requests.checking import OTHERS
from resources_app.requests.model import Request
from resources_app.requests.offer_queries import standing_decision
from resources_app.requests.queries import request
from resources_app.requests.standard import Moment, standard_fields
from resources_app.requests.storing import answers_of_request
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import officers
from resources_app.workbooks.writing import Table, write_csv

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


def save_in_standard(session: Session, reference: str, path: Path) -> InStandard:
    """Write the standard's form to a .json or .csv file, for whoever may print documents.

    The opening of a restricted record is written down. Raises NotFound, and BadInput for another
    kind of file or one that cannot be written.
    """
    require(session, Permission.PRINT)
    ending = path.suffix.casefold()
    if ending not in (".json", ".csv"):
        raise BadInput("The standard is written as JSON or CSV.", remedy="Name it .json or .csv.")
    one = request(session.tables, reference)
    people = children_by_id(session.tables, (one.child_id, *one.sibling_ids))
    found = in_standard(session.tables, reference)
    note_opening(session, people.values(), through=one.reference)
    if ending == ".csv":
        write_csv(path, _table(found))
        return found
    try:
        path.write_text(json.dumps(as_json(found), ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        raise BadInput(f"The file could not be written: {error.strerror}.") from error
    return found


def as_json(found: InStandard) -> dict[str, object]:
    """By the standard's entities, as its own file lists them."""
    entities: dict[str, dict[str, Plain]] = {}
    for field in standard_fields().values():
        if (answer := found.answers[field.name]) is not None:
            entities.setdefault(field.entity, {})[field.name] = answer
    return {"standard": "Placements Data Standard v2", **entities, "specified": found.specified}


def _table(found: InStandard) -> Table:
    cells = [_cell(one) for one in found.answers.values()]
    specified = [found.specified.get(name, "") for name, _, _ in OTHERS]
    headings = [*found.answers, *(words for _, _, words in OTHERS)]
    return Table("Request", headings, [[*cells, *specified]])


def _cell(answer: Plain) -> str | int:
    if isinstance(answer, bool):
        return "true" if answer else "false"
    if isinstance(answer, list):
        return "; ".join(answer)
    return "" if answer is None else answer


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
