"""The schemas of variation and ending files are those of the tables they are read by."""

from __future__ import annotations

from importlib import resources

import pytest

from resources_app.placements.file_schemas import schemas
from resources_app.requests.file_schemas import schema_text


@pytest.mark.parametrize("name", list(schemas()))
def test_the_schemas_are_those_of_the_tables(name: str) -> None:
    kept = resources.files("assets").joinpath("schemas", name).read_text("utf-8")
    assert kept == schema_text(schemas()[name]), "run resources_app.placements.file_schemas"
