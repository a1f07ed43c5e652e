"""JSON Schema of a table of fields, for people who write the files.

The schemas in assets/schemas are made from the tables and checked against them by a test;
the application itself checks by the tables, because their sentences help a person.
"""

from __future__ import annotations

from collections.abc import Iterable

from resources_app.foundations.codes import current_codes
from resources_app.foundations.fields import Field, Kind, Needed

Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_TYPES: dict[Kind, Schema] = {
    Kind.TEXT: _TEXT,
    Kind.LONG_TEXT: _TEXT,
    Kind.POSTCODE: _TEXT,
    Kind.LINES: {"type": "array", "items": _TEXT},
    Kind.YES_NO: {"type": "boolean"},
    Kind.POUNDS: {"type": ["number", "string"]},
    Kind.PERCENT: {"type": ["number", "string"]},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.TIME: {"type": "string", "pattern": "^[0-9]{1,2}[:.][0-9]{2}$"},
}


def record_schema(fields: Iterable[Field], more: Schema | None = None) -> Schema:
    """The schema of a record with these fields, and any `more` properties, and no others."""
    table = tuple(fields)
    required = [one.name for one in table if one.needed is Needed.ALWAYS]
    schema: Schema = {
        "type": "object",
        "properties": {one.name: field_schema(one) for one in table} | (more or {}),
        "additionalProperties": False,
    }
    return schema | ({"required": required} if required else {})


def field_schema(field: Field) -> Schema:
    """The schema of one field."""
    schema: Schema = {"title": field.label, **_type(field)}
    said = " ".join(part for part in (field.help, _submitting(field)) if part)
    return schema | ({"description": said} if said else {})


def _submitting(field: Field) -> str:
    return "Needed to submit." if field.needed is Needed.TO_SUBMIT else ""


def _type(field: Field) -> Schema:
    options = list(field.options)
    if field.kind is Kind.CHOICE:
        return {"enum": options}
    if field.kind is Kind.CHOICES:
        return {"type": "array", "items": {"enum": options}, "uniqueItems": True}
    if field.kind is Kind.WHOLE_NUMBER:
        return {"type": "integer", "minimum": field.least, "maximum": field.most}
    if field.kind is Kind.RECORDS:
        return {"type": "array", "items": record_schema(field.columns)}
    if field.codes is not None:
        listed = current_codes(field.codes)
        return {"oneOf": [{"const": one.code, "title": one.words} for one in listed]}
    return dict(_TYPES[field.kind])
