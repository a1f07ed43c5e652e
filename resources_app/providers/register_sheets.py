"""Finds the register's sheets in a workbook, by their headings, whatever they are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.phrases import joined
from resources_app.providers.register_columns import SheetColumns
from resources_app.providers.register_headings import (
    LAYOUT_OLD,
    LAYOUT_ONE_SHEET,
    LAYOUT_TWO_SHEETS,
    MARKS_OF_SUPPORTED,
    PROVIDERS,
    SUPPORTED,
    headings_of,
)
from resources_app.workbooks.headings import HeadingRow, find_heading_row, missing, squashed
from resources_app.workbooks.model import Sheet, Workbook

_REQUIRED = tuple(column.field for column in PROVIDERS if column.required)
_LABELS = {column.field: column.label for column in (*SUPPORTED, *PROVIDERS)}
# A sheet that knows this many headings was meant to be a register, and must be a whole one.
_MEANT_TO_BE = 8
# In fewer rows than this nothing is usual.
_FEWEST_ROWS = 5
# How a text looks where any text can be read. To add a field: what tells it from another.
_LOOKS: dict[str, Callable[[str], object]] = {
    "name": re.compile(r"(?=.*[^\W\d_])[^@]*").fullmatch,
    "email": re.compile("@").search,
}
_OLD_HEADINGS = frozenset({"provisiontype", "maxusers"})


def layout_of(headings: Iterable[HeadingRow], *, has_supported: bool) -> str:
    """Which of Ofsted's layouts a file with these headings has."""
    if has_supported:
        return LAYOUT_TWO_SHEETS
    written = {squashed(text) for one in headings for text in one.headings.values()}
    if written & _OLD_HEADINGS:
        return LAYOUT_OLD
    return LAYOUT_ONE_SHEET if "settingname" in written else LAYOUT_TWO_SHEETS


def heading_of(sheet: Sheet, where: Where) -> tuple[HeadingRow | None, bool]:
    """The sheet's headings, and whether it is the sheet of supported accommodation."""
    as_supported = find_heading_row(sheet, headings_of(SUPPORTED), at_least=3)
    as_providers = find_heading_row(sheet, headings_of(PROVIDERS), at_least=3)
    is_supported = as_supported is not None and bool(MARKS_OF_SUPPORTED & set(as_supported.columns))
    heading = as_supported if is_supported else as_providers
    if heading is None:
        return None, False
    lacking = missing(heading, _REQUIRED)
    if not lacking:
        return heading, is_supported
    if len(heading.columns) < _MEANT_TO_BE:
        return None, False
    names = ", ".join(f"“{_LABELS[name]}”" for name in lacking)
    raise BadInput(
        f"The sheet has no column headed {names}.",
        where=Where(where.file, sheet.name, heading.index + 1),
        remedy="Give Ofsted's workbook as it was published, with its headings.",
    )


def notes_on(sheet: Sheet, heading: HeadingRow) -> list[str]:
    return [
        f"Sheet “{sheet.name}” has the heading “{again.heading}” twice, in {again.taken} and"
        f" {again.ignored}; the first was read."
        for again in heading.repeated
    ]


def notes_on_swapped(columns: SheetColumns) -> list[str]:
    """Notice headings that stand over the wrong columns: little under them is what they say.

    Two columns that hold the same kind of thing, such as two names, cannot be told apart.
    """
    if len(columns) < _FEWEST_ROWS:
        return []
    wrong = Counter(cell.column for cells in columns.bad.values() for cell in cells)
    for name, looks_right in _LOOKS.items():
        if name in columns.given:
            texts = [str(text) for text in columns.values[name] if text]
            wrong[columns.heading.headings[name]] += sum(not looks_right(one) for one in texts)
    swapped = [f"“{heading}”" for heading, count in wrong.items() if count > len(columns) / 2]
    if not swapped:
        return []
    return [
        f"Sheet “{columns.sheet.name}”: most of what stands under {joined(swapped)} is something"
        " else than the heading says. Look whether each heading is over its own column, and give"
        " Ofsted's workbook as it was published."
    ]


def not_a_register(workbook: Workbook) -> BadInput:
    names = ", ".join(f"“{sheet.name}”" for sheet in workbook.sheets)
    needed = ", ".join(f"“{_LABELS[name]}”" for name in _REQUIRED)
    return BadInput(
        f"No sheet has the headings of Ofsted's register; the file has {names}.",
        where=Where(file=workbook.file_name),
        remedy=f"Give Ofsted's monthly workbook; its headings include {needed}.",
    )
