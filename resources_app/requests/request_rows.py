"""Reads requests from a table: a row a request, under the Placements Data Standard's names.

Our own fields go by their names or labels, and a child's under any heading a case system's file
may have. A cell that takes several answers holds them one a line, or with semicolons between;
places to avoid are written as “HP13 6PG, 5 miles, why”. Nothing is stored from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from resources_app.children.case_cells import read_cell, read_full_name, read_text
from resources_app.children.case_file import CaseRow, RefusedEntry
from resources_app.children.case_headings import FULL_NAME
from resources_app.children.case_headings import HEADINGS as CHILD_HEADINGS
from resources_app.children.case_headings import LABELS as CHILD_LABELS
from resources_app.children.fields import BY_NAME as CHILD_FIELDS
from resources_app.children.fields import IDENTITY
from resources_app.children.reading import Known
from resources_app.foundations.errors import BadInput
from resources_app.foundations.fields import Field, Kind, Problems
from resources_app.requests.fields import BY_NAME, REQUEST_FIELDS
from resources_app.requests.request_file import CHILD_ID, RequestForm, read_request_form
from resources_app.workbooks.cells import date_of, text_of, yes_no_of
from resources_app.workbooks.headings import squashed
from resources_app.workbooks.model import Cell

_IDENTIFIER = "local_identifier"
_NAMES = {squashed(one.name) for one in REQUEST_FIELDS}
# A field's name goes before another's label: “neededBy” is the standard's, and no date.
_OURS = {
    one.name: (one.name,) if squashed(one.label) in _NAMES else (one.name, one.label)
    for one in REQUEST_FIELDS
}
_TAKEN = {squashed(heading) for headings in _OURS.values() for heading in headings}
# A heading that a request's field has is not a child's: “Education”, “Health”.
HEADINGS: dict[str, tuple[str, ...]] = {
    **{
        name: tuple(one for one in headings if squashed(one) not in _TAKEN)
        for name, headings in CHILD_HEADINGS.items()
        if name in CHILD_FIELDS or name == FULL_NAME
    },
    **_OURS,
}
HEADINGS[_IDENTIFIER] = (*HEADINGS[_IDENTIFIER], CHILD_ID.name)
LABELS: dict[str, str] = {
    name: BY_NAME[name].label if name in BY_NAME else CHILD_LABELS[name] for name in HEADINGS
}

_BETWEEN = re.compile(r"[;\n|]+")
# No option of the standard, and no kind of home, has a comma in it.
_BETWEEN_OPTIONS = re.compile(r"[;,\n|]+")
_PLACE = re.compile(r"([^,]+),\s*(\d+)\s*(?:miles?)?\s*,\s*(.+)", re.ASCII | re.DOTALL)


@dataclass(frozen=True)
class ReadRow:
    """A row that can be taken: what it gave, as a request file has it, and what that means."""

    row: CaseRow
    data: dict[str, dict[str, object]]
    form: RequestForm


def leaves_open(_field: str, value: Cell) -> bool:
    """Whether a cell says nothing. “None” is an answer of the standard, and does."""
    return isinstance(value, str) and not value.strip()


def read_request_row(
    identifier: str, row: CaseRow, known: Known
) -> tuple[ReadRow | None, tuple[RefusedEntry, ...]]:
    """The request of a row, or every reason why there is none."""
    data, refused = _cells(identifier, row)
    if refused:
        return None, tuple(refused)
    child = data["child"]
    if known.child_of(identifier) is None and not any(name in child for name in IDENTITY):
        why = (
            "No child with this identifier is on record. Import the child from the case system "
            "first, or give the name, date of birth and sex in the row."
        )
        return None, (row.refuse(_IDENTIFIER, why),)
    try:
        return ReadRow(row, data, read_request_form(data, known)), ()
    except Problems as problems:
        return None, tuple(
            row.refuse(one.name, f"{one.what} {one.remedy}".strip()) for one in problems.problems
        )


def _cells(
    identifier: str, row: CaseRow
) -> tuple[dict[str, dict[str, object]], list[RefusedEntry]]:
    child: dict[str, object] = {_IDENTIFIER: identifier}
    asked: dict[str, object] = {}
    refused = []
    for name, cell in row.cells.items():
        try:
            if cell.unreadable:
                raise BadInput(cell.unreadable)
            if name in BY_NAME:
                asked[name] = _answer(BY_NAME[name], cell.value)
            elif name == FULL_NAME:
                given, family = read_full_name(cell.value)
                child = {"given_name": given, "family_name": family} | child
            elif name != _IDENTIFIER:
                child[name] = read_cell(name, cell.value)
        except BadInput as problem:
            refused.append(row.refuse(name, str(problem)))
    return {"child": child, "request": asked}, refused


def _answer(field: Field, value: Cell) -> object:
    return _READERS.get(field.kind, read_text)(value)


def _options(value: Cell) -> object:
    return [one.strip() for one in _BETWEEN_OPTIONS.split(read_text(value)) if one.strip()]


def _lines(value: Cell) -> object:
    return [one.strip() for one in _BETWEEN.split(read_text(value)) if one.strip()]


def _whole_number(value: Cell) -> object:
    return text_of(value).removesuffix(".0")


def _places(value: Cell) -> object:
    places = []
    for text in _BETWEEN.split(read_text(value)):
        found = _PLACE.fullmatch(text.strip())
        if found is None:
            raise BadInput(
                "A place to avoid is a postcode, miles and why, with commas between.",
                remedy="For example: HP13 6PG, 5, his father lives there.",
            )
        places.append({"postcode": found[1].strip(), "miles": found[2], "why": found[3].strip()})
    return places


_READERS: dict[Kind, Callable[[Cell], object]] = {
    Kind.CHOICES: _options,
    Kind.LINES: _lines,
    Kind.YES_NO: yes_no_of,
    Kind.DATE: date_of,
    Kind.WHOLE_NUMBER: _whole_number,
    Kind.RECORDS: _places,
}
