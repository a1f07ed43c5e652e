"""Reads a case system's file: rows put together by the child's identifier, whatever their shape.

A row a child, a row a legal status or period of care, SSDA903's header and episodes, or sheets
of several kinds in one workbook: what a row says of a field is kept with its cell, so that
whatever is refused later is refused by row and field. The store is not looked at here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from resources_app.children.case_cells import read_text, says_nothing
from resources_app.children.case_headings import (
    CARE_END,
    CARE_REASON,
    CARE_START,
    HEADINGS,
    LABELS,
    NEW_EPISODE,
    STATUS,
    STATUS_END,
    STATUS_START,
)
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.phrases import joined
from resources_app.workbooks.cells import text_of
from resources_app.workbooks.columns import (
    ColumnUse,
    Mapped,
    SheetColumns,
    check_mapped,
    find_columns,
)
from resources_app.workbooks.headings import Synonyms
from resources_app.workbooks.model import Cell, Workbook

_IDENTIFIER = "local_identifier"


@dataclass(frozen=True)
class RefusedEntry:
    """A cell that was not taken: where, what it holds, why, and what would be right.

    `row` counts from 1 as spreadsheets do. `alone`: the rest of the child was taken.
    """

    sheet: str
    row: int
    field: str
    value: str
    why: str
    alone: bool = False


@dataclass(frozen=True)
class CaseCell:
    """A cell that says something; `unreadable` says why it cannot be taken at all."""

    value: Cell
    unreadable: str = ""


@dataclass(frozen=True)
class CaseRow:
    """A row of a child: the cells that say something, by field."""

    sheet: str
    number: int
    cells: Mapping[str, CaseCell]
    #: The headings of the row's sheet, by field.
    headings: Mapping[str, str]

    def refuse(self, name: str, why: str, *, alone: bool = False) -> RefusedEntry:
        """What is wrong with the row's cell of a field, or with the lack of one."""
        cell = self.cells.get(name)
        heading = self.headings.get(name) or LABELS.get(name, name)
        value = text_of(cell.value) if cell else ""
        return RefusedEntry(self.sheet, self.number, heading, value, why, alone)


@dataclass(frozen=True)
class CaseFile:
    """A file as it was read. `lacking` are fields without which no row can be taken.

    `children` are rows by identifier, in the file's order. `told` is the mapping that was given,
    to be remembered for each of `layouts`.
    """

    file_name: str
    sha256: str
    columns: tuple[ColumnUse, ...]
    children: Mapping[str, tuple[CaseRow, ...]]
    refused: tuple[RefusedEntry, ...]
    lacking: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    told: Mapped = field(default_factory=dict)


def need_columns(file: CaseFile) -> None:
    """Raise Refused for a file that lacks a column without which no row can be taken."""
    if file.lacking:
        raise Refused(
            f"The file has no column for {joined(file.lacking).lower()}.",
            remedy="Say which column it is.",
        )


def read_case_file(
    book: Workbook,
    *,
    given: Mapped | None = None,
    remembered: Mapping[str, Mapped] | None = None,
    headings: Synonyms = HEADINGS,
    blank: Callable[[str, Cell], bool] = says_nothing,
) -> CaseFile:
    """The rows of a file by child. Raises BadInput when no sheet has a row of headings.

    `blank` says which cells leave their field open. A sheet that has no column for the
    identifier is left out and noted; where none has, the file is returned without children, so
    that a person can say which column it is.
    """
    found = [
        columns
        for sheet in book.sheets
        if (columns := find_columns(sheet, headings, given, remembered)) is not None
    ]
    if not found:
        raise BadInput(
            "The file has no row of headings.",
            where=Where(file=book.file_name),
            remedy="A row of headings names the columns: Child ID, First name, Surname, DOB.",
        )
    check_mapped(given or {}, found)
    good = [one for one in found if _IDENTIFIER in one.columns]
    rows, refused = _rows(good, blank)
    return CaseFile(
        book.file_name,
        book.sha256,
        tuple(use for one in good or found[:1] for use in one.uses),
        rows,
        tuple(refused),
        () if good else (LABELS[_IDENTIFIER],),
        (*book.notes, *_notes(found, good)),
        tuple(one.layout for one in good),
        dict(given or {}),
    )


def columns_to_keep(file: CaseFile, remembered: Mapping[str, Mapped]) -> dict[str, dict[str, str]]:
    """What is to be remembered of the file's layouts, beyond what is remembered already."""
    told = {one: {**remembered.get(one, {}), **file.told} for one in file.layouts if file.told}
    return {
        layout: columns for layout, columns in told.items() if remembered.get(layout) != columns
    }


def _rows(
    sheets: list[SheetColumns], blank: Callable[[str, Cell], bool]
) -> tuple[dict[str, tuple[CaseRow, ...]], list[RefusedEntry]]:
    found: dict[str, tuple[CaseRow, ...]] = {}
    refused: list[RefusedEntry] = []
    for columns in sheets:
        for row in _rows_of(columns, blank):
            try:
                identifier = _identifier(row)
            except BadInput as problem:
                refused.append(row.refuse(_IDENTIFIER, str(problem)))
                continue
            found[identifier] = (*found.get(identifier, ()), row)
    return found, refused


def _identifier(row: CaseRow) -> str:
    cell = row.cells.get(_IDENTIFIER)
    if cell is not None and cell.unreadable:
        raise BadInput(cell.unreadable)
    text = " ".join(read_text(cell.value).split()) if cell else ""
    if not text:
        raise BadInput("The row names no child.", remedy="Give the child’s local identifier.")
    return text


def _rows_of(columns: SheetColumns, blank: Callable[[str, Cell], bool]) -> Iterator[CaseRow]:
    sheet, read = columns.sheet, _read_columns(columns)
    unreadable = {(one.row, one.column): one.why for one in sheet.unreadable}
    headings = {name: columns.heading(name) for name in read}
    for index in range(columns.index + 1, len(sheet.rows)):
        values = sheet.rows[index]
        cells = {
            name: CaseCell(values[at], unreadable.get((index, at), ""))
            for name, at in read.items()
            if (index, at) in unreadable or not blank(name, values[at])
        }
        if cells:
            yield CaseRow(sheet.name, index + 1, cells, headings)


# Columns that say nothing without another: a status or an end without its first day.
_NEED_ANOTHER = {
    STATUS: (STATUS_START,),
    STATUS_END: (STATUS, STATUS_START),
    CARE_END: (CARE_START,),
    CARE_REASON: (CARE_START, NEW_EPISODE),
    NEW_EPISODE: (STATUS_START,),
}


def _useless(columns: SheetColumns) -> list[str]:
    there = columns.columns
    return [
        name for name, others in _NEED_ANOTHER.items()
        if name in there and not any(one in there for one in others)
    ]  # fmt: skip


def _read_columns(columns: SheetColumns) -> dict[str, int]:
    useless = _useless(columns)
    return {name: at for name, at in columns.columns.items() if name not in useless}


def _notes(found: list[SheetColumns], good: list[SheetColumns]) -> Iterator[str]:
    for one in found:
        if one not in good and good:
            yield f"Sheet “{one.sheet.name}” has no column for a child’s identifier."
    for one in good:
        for name in _useless(one):
            yield (
                f"“{one.heading(name)}” is not read: the sheet has no column for "
                f"{LABELS[_NEED_ANOTHER[name][0]].lower()}."
            )
