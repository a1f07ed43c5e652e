"""JSON Schemas of the variation and ending files; kept in assets/schemas.

Written by `python -m resources_app.placements.file_schemas FOLDER`; a test holds the files
against the tables.
"""

from __future__ import annotations

import sys
from pathlib import Path

from resources_app.foundations.field_schemas import Schema, record_schema
from resources_app.placements.variation_file import ENDING_FIELDS, VARIATION_FIELDS
from resources_app.requests.file_schemas import headed, schema_text


def schemas() -> dict[str, Schema]:
    """Every schema by its file's name."""
    return {
        "variation.json": headed("A variation of an agreement", record_schema(VARIATION_FIELDS)),
        "ending.json": headed("How a placement ended", record_schema(ENDING_FIELDS)),
    }


if __name__ == "__main__":
    for name, schema in schemas().items():
        (Path(sys.argv[1]) / name).write_text(schema_text(schema), "utf-8")
