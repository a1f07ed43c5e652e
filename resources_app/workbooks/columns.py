"""Which column of a sheet is read as which field: by its heading, by what a person said of it,
or by what was said of the same layout before.

A layout is the headings of a sheet in whatever order; only its fingerprint is kept, so that a
file without headings leaves nothing of its rows behind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from resources_app.foundations.errors import BadInput, Where
from resources_app.workbooks.cells import text_of
from resources_app.workbooks.headings import Synonyms, fields_by_heading, squashed
from resources_app.workbooks.model import Cell, Sheet

_WITHIN = 25  # rows from the top among which the headings are looked for
_AT_LEAST = 2  # columns that make a row of headings

# squashed heading → field, or an empty text for a column that is left out.
Mapped = Mapping[str, str]


class How(StrEnum):
    """Why a column is read as it is."""

    HEADING = "its heading"
    GIVEN = "as you said"
    REMEMBERED = "as said before"
    REPEATED = "another column is read as this already"
    UNKNOWN = "not a heading we know"
    LEFT_OUT = "left out, as said"


@dataclass(frozen=True)
class ColumnUse:
    """A column of a file. `field` is empty when it is not read."""

    sheet: str
    heading: str
    field: str
    how: How


@dataclass(frozen=True)
class SheetColumns:
    """Where a sheet's headings stand, and what is read. Numbers count from 0, as in `Sheet`."""

    sheet: Sheet
    index: int
    columns: dict[str, int]
    uses: tuple[ColumnUse, ...]
    layout: str

    def heading(self, field: str) -> str:
        """The heading of a field's column as the file writes it; empty when it has none."""
        column = self.columns.get(field)
        return "" if column is None else text_of(self.sheet.rows[self.index][column])


def find_columns(
    sheet: Sheet,
    synonyms: Synonyms,
    given: Mapped | None = None,
    remembered: Mapping[str, Mapped] | None = None,
) -> SheetColumns | None:
    """The columns of a sheet, or None when no row looks like headings.

    `given` counts before `remembered` (by layout), and that before the headings' own words.
    """
    given, remembered = given or {}, remembered or {}
    known = fields_by_heading(synonyms)
    best: tuple[int, int] | None = None
    for index, row in enumerate(sheet.rows[:_WITHIN]):
        headings = [squashed(text_of(one)) for one in row if _is_heading(one)]
        if layout_of(headings) in remembered:
            best = (index, len(headings))
            break
        told = {known.get(one) or given.get(one) for one in headings} - {None, ""}
        # With nothing known yet, the first row of two texts or more is what a person looks at.
        score = 10 * len(told) if len(told) >= _AT_LEAST else int(len(set(headings)) >= _AT_LEAST)
        if score and (best is None or score > best[1]):
            best = (index, score)
    if best is None:
        return None
    return _columns(sheet, best[0], known, given, remembered)


def layout_of(headings: Iterable[str]) -> str:
    """The fingerprint of a layout: SHA-256 of its squashed headings in the alphabet's order."""
    return hashlib.sha256("\n".join(sorted(headings)).encode()).hexdigest()


def _columns(
    sheet: Sheet, index: int, known: Mapped, given: Mapped, remembered: Mapping[str, Mapped]
) -> SheetColumns:
    row = sheet.rows[index]
    headed = [(at, text_of(one)) for at, one in enumerate(row) if _is_heading(one)]
    layout = layout_of(squashed(text) for _, text in headed)
    ways = (
        (How.GIVEN, given),
        (How.REMEMBERED, remembered.get(layout, {})),
        (How.HEADING, known),
    )
    # What was said of a column goes before what another column's heading says.
    told = [(at, text, *_told(squashed(text), ways)) for at, text in headed]
    columns: dict[str, int] = {}
    for at, _, field, how in sorted(told, key=lambda one: one[3] is How.HEADING):
        if field and field not in columns and how is not How.LEFT_OUT:
            columns[field] = at
    uses = tuple(
        ColumnUse(sheet.name, text, field, how)
        if not field or columns.get(field) == at
        else ColumnUse(sheet.name, text, "", How.REPEATED)
        for at, text, field, how in told
    )
    return SheetColumns(sheet, index, columns, uses, layout)


def _is_heading(value: Cell) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _told(heading: str, ways: Sequence[tuple[How, Mapped]]) -> tuple[str, How]:
    for how, fields in ways:
        if heading in fields:
            field = fields[heading]
            return field, how if field else How.LEFT_OUT
    return "", How.UNKNOWN


def mapping_from(pairs: Iterable[str], synonyms: Synonyms) -> dict[str, str]:
    """What `Column=field` texts say, by squashed heading. Nothing after the sign leaves it out.

    A field is named by any of its headings. Raises BadInput for a text that is no such pair and
    for a field that is not there.
    """
    known = fields_by_heading(synonyms)
    read: dict[str, str] = {}
    for pair in pairs:
        heading, sign, name = pair.rpartition("=")
        if not sign or not squashed(heading):
            raise BadInput(
                "A column is mapped by its heading, an equals sign and a field.",
                where=Where(field="map"),
                remedy="For example: --map “Person ref=local_identifier”.",
            )
        field = known.get(squashed(name), "")
        if name.strip() and not field:
            raise BadInput(
                f"There is no field “{name.strip()}”.",
                where=Where(field="map"),
                remedy=f"Use one of: {', '.join(synonyms)}.",
            )
        read[squashed(heading)] = field
    return read


def check_mapped(given: Mapped, found: Iterable[SheetColumns]) -> None:
    """Raise BadInput when something is said of a column that no sheet has."""
    there = {squashed(use.heading) for one in found for use in one.uses}
    lost = [heading for heading in given if heading not in there]
    if lost:
        raise BadInput(
            f"{len(lost)} of the columns that were mapped {'is' if len(lost) == 1 else 'are'} "
            "not in the file.",
            where=Where(field="map"),
            remedy="Give the headings as the file writes them.",
        )
