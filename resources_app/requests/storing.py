"""A request's answers as they are kept in the store, and back.

Dates are ISO text, yes-or-no 1 or 0, lists of the standard JSON, kinds of home
comma-separated, lines separated by line feeds. A field of the standard that was not
answered is NULL; one of ours is empty text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date

from resources_app.foundations.fields import Field, Kind, Record, Value, unanswered
from resources_app.requests.fields import REQUEST_FIELDS
from resources_app.requests.model import PlaceToAvoid, Request

_COMMA_SEPARATED = "provision_sought"
# Columns of ours that hold NULL, because they are no texts.
_NUMBERS_AND_DATES = (Kind.WHOLE_NUMBER, Kind.DATE, Kind.YES_NO)


def stored_row(values: Mapping[str, Value]) -> dict[str, object]:
    """The columns for the answers that are given, by column."""
    return {
        one.name: _stored(one, values[one.name]) for one in REQUEST_FIELDS if one.name in values
    }


def answers_of(columns: Mapping[str, object]) -> Record:
    """The answers that columns of the store hold, by field name."""
    return {one.name: _answer(one, columns[one.name]) for one in REQUEST_FIELDS}


def answers_of_request(request: Request) -> Record:
    """The answers a request holds, by field name, as a form or a file would give them."""
    values: Record = {one.name: getattr(request, one.attribute) for one in REQUEST_FIELDS}
    places: list[Record] = [
        {"postcode": one.postcode, "miles": one.miles, "why": one.why}
        for one in request.places_to_avoid
    ]
    values["places_to_avoid"] = tuple(places)
    return values


def places_to_avoid(answers: Record) -> tuple[PlaceToAvoid, ...]:
    """The places to avoid among the answers."""
    listed = answers["places_to_avoid"]
    assert isinstance(listed, tuple)
    return tuple(
        PlaceToAvoid(str(one["postcode"]), int(str(one["miles"])), str(one["why"]))
        for one in listed
        if isinstance(one, dict)
    )


def _stored(field: Field, value: Value) -> object:
    if unanswered(value):
        empty_is_null = bool(field.standard) or field.kind in _NUMBERS_AND_DATES
        return None if empty_is_null else "[]" if field.kind is Kind.RECORDS else ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return _stored_list(field, value)
    return value


def _stored_list(field: Field, value: tuple[object, ...]) -> str:
    if field.kind is Kind.LINES:
        return "\n".join(str(one) for one in value)
    if field.name == _COMMA_SEPARATED:
        return ",".join(str(one) for one in value)
    return json.dumps(value, ensure_ascii=False)


def _answer(field: Field, cell: object) -> Value:
    if field.name == _COMMA_SEPARATED:
        return tuple(str(cell).split(",")) if cell else ()
    return _ANSWERS[field.kind](cell)


def _text(cell: object) -> Value:
    return "" if cell is None else str(cell)


def _records(cell: object) -> Value:
    return tuple(json.loads(str(cell))) if cell else ()


_ANSWERS: dict[Kind, Callable[[object], Value]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.CHOICE: _text,
    Kind.CODE: _text,
    Kind.TIME: _text,
    Kind.CHOICES: _records,
    Kind.RECORDS: _records,
    Kind.LINES: lambda cell: tuple(str(cell).splitlines()) if cell else (),
    Kind.YES_NO: lambda cell: None if cell is None else bool(cell),
    Kind.WHOLE_NUMBER: lambda cell: None if cell is None else int(str(cell)),
    Kind.DATE: lambda cell: None if cell is None else date.fromisoformat(str(cell)),
}
