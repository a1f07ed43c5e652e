"""Writes a request and its placement in the national standard's form to a file: JSON or CSV."""

from __future__ import annotations

import json
from pathlib import Path

from resources_app.casework.opening_records import open_request
from resources_app.casework.standard_form import InStandard, Plain, in_standard
from resources_app.foundations.errors import BadInput
from resources_app.requests.checking import OTHERS
from resources_app.requests.standard import standard_fields
from resources_app.session import Session
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.workbooks.writing import Table, write_csv


def save_in_standard(session: Session, reference: str, path: Path) -> InStandard:
    """Write the standard's form to a .json or .csv file, for whoever may print documents.

    The opening of a restricted record is written down. Raises NotFound, and BadInput for another
    kind of file or one that cannot be written.
    """
    require(session, Permission.PRINT)
    ending = path.suffix.casefold()
    if ending not in (".json", ".csv"):
        raise BadInput("The standard is written as JSON or CSV.", remedy="Name it .json or .csv.")
    open_request(session, reference)
    found = in_standard(session.tables, reference)
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
