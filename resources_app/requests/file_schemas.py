"""JSON Schemas of the request, rewording, offer and decision files; kept in assets/schemas.

Written by `python -m resources_app.requests.file_schemas FOLDER`; a test holds the files
against the tables.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from resources_app.children.fields import CHILD_FIELDS, LEGAL_STATUS
from resources_app.foundations.field_schemas import Schema, field_schema, record_schema
from resources_app.foundations.fields import Field, Needed
from resources_app.requests.fields import REQUEST_FIELDS, WORDING_FIELDS
from resources_app.requests.model import Funder
from resources_app.requests.offer_file import DECISION_FIELDS, OFFER_FIELDS
from resources_app.requests.request_file import CHILD_ID, LOOKED_AFTER_SINCE, SIBLINGS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KNOWN = "A child who is on record already need only be named by the identifier."


def schemas() -> dict[str, Schema]:
    """Every schema by its file's name."""
    return {
        "request.json": headed("A placement request", _request()),
        "offer.json": headed("An offer", record_schema(OFFER_FIELDS)),
        "decision.json": headed("A decision between offers", _decision()),
        "rewording.json": headed("A correction of a request’s wording", _rewording()),
    }


def schema_text(schema: Schema) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def headed(title: str, schema: Schema) -> Schema:
    """A schema as a file's whole: which dialect it is in, and what it is of."""
    return {"$schema": _DIALECT, "title": title, **schema}


def _request() -> Schema:
    siblings = replace(SIBLINGS, columns=tuple(_by_identifier(one) for one in SIBLINGS.columns))
    child = record_schema(
        (
            *(_by_identifier(one) for one in CHILD_FIELDS),
            LEGAL_STATUS,
            LOOKED_AFTER_SINCE,
            siblings,
        )
    )
    number_or_text = field_schema(CHILD_ID) | {"type": ["integer", "string"]}
    return {
        "type": "object",
        "properties": {
            "child": child | {"description": _KNOWN},
            "request": record_schema(REQUEST_FIELDS, {CHILD_ID.name: number_or_text}),
        },
        "required": ["child", "request"],
        "additionalProperties": False,
    }


def _rewording() -> Schema:
    """Only the texts to be corrected are given, so none is needed."""
    return record_schema([replace(one, needed=Needed.NO) for one in WORDING_FIELDS])


def _by_identifier(field: Field) -> Field:
    """Only the identifier is needed in every case."""
    if field.name == "local_identifier" or field.needed is Needed.NO:
        return field
    more = "Needed for a child who is not on record."
    return replace(field, needed=Needed.NO, help=f"{field.help} {more}".strip())


def _decision() -> Schema:
    share: Schema = {"type": ["number", "string"], "minimum": 0, "maximum": 100}
    funding: Schema = {
        "type": "object",
        "title": "Funding split",
        "description": "Per cent each; together 100.",
        "properties": {str(one): share for one in Funder},
        "additionalProperties": False,
    }
    schema = record_schema(DECISION_FIELDS, {"funding": funding})
    required = schema["required"]
    assert isinstance(required, list)
    return schema | {"required": [*required, "funding"]}


if __name__ == "__main__":
    for name, schema in schemas().items():
        (Path(sys.argv[1]) / name).write_text(schema_text(schema), "utf-8")
