"""Finds the row of headings in a sheet, and which column holds which field.

Columns may stand in any order, titles may stand above them, and extra columns are ignored.
What the fields are is a table of the importing room: field → the headings it goes by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from resources_app.workbooks.cells import address, text_of
from resources_app.workbooks.model import Cell, Sheet

Synonyms = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class RepeatedHeading:
    """A heading that stands twice; the first is taken."""

    field: str
    heading: str
    taken: str  # cell address
    ignored: str  # cell address


@dataclass(frozen=True)
class HeadingRow:
    """Where the headings stand. `index` and columns count from 0, as in `Sheet.rows`.

    `unknown` are headings that mean nothing to us, as written.
    """

    index: int
    columns: dict[str, int]
    headings: dict[str, str]  # field → the heading as the file writes it
    unknown: tuple[str, ...] = ()
    repeated: tuple[RepeatedHeading, ...] = ()


@lru_cache(maxsize=4096)
def squashed(heading: str) -> str:
    """A heading without case, spaces and punctuation, "&" read as "and"."""
    return "".join(filter(str.isalnum, heading.replace("&", "and").casefold()))


def fields_by_heading(synonyms: Synonyms) -> dict[str, str]:
    """Which field each squashed heading means."""
    return {squashed(name): field for field, names in synonyms.items() for name in names}


def find_heading_row(
    sheet: Sheet, synonyms: Synonyms, *, within: int = 25, at_least: int = 2
) -> HeadingRow | None:
    """The row among the first `within` that names the most fields, the upper one in a tie.

    None when no row names at least `at_least` fields. Empty cells after it are not headings.
    """
    field_of = fields_by_heading(synonyms)
    best: HeadingRow | None = None
    for index, row in enumerate(sheet.rows[:within]):
        found = _read_row(index, row, field_of)
        enough = len(found.columns) >= at_least
        if enough and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def missing(found: HeadingRow, fields: Iterable[str]) -> tuple[str, ...]:
    """Those of the fields that no heading names, in the order given."""
    return tuple(field for field in fields if field not in found.columns)


def _read_row(index: int, row: Sequence[Cell], field_of: Mapping[str, str]) -> HeadingRow:
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    unknown: list[str] = []
    repeated: list[RepeatedHeading] = []
    for column, value in enumerate(row):
        heading = text_of(value) if isinstance(value, str) else ""
        if not heading:
            continue
        field = field_of.get(squashed(heading))
        if field is None:
            unknown.append(heading)
        elif field in columns:
            first = address(index, columns[field])
            repeated.append(RepeatedHeading(field, heading, first, address(index, column)))
        else:
            columns[field] = column
            headings[field] = heading
    return HeadingRow(index, columns, headings, tuple(unknown), tuple(repeated))
