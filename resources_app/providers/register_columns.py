"""Reads a sheet of the register column by column: 20,000 rows in a tenth of a second.

A column repeats few values, so each distinct value is read once; a column of mostly
different texts is read by C functions mapped over it. A cell that cannot be read becomes a
`RefusedCell`; what that does to its row is for register.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from resources_app.foundations.errors import BadInput
from resources_app.providers.register_headings import Column, Kind
from resources_app.providers.register_values import ABSENT, READERS
from resources_app.workbooks.cells import NOTHING_WORDS, address, text_of
from resources_app.workbooks.headings import HeadingRow
from resources_app.workbooks.model import Cell, Sheet

Values = list[Any]  # str, int or None, as the column's kind has it


@dataclass(frozen=True)
class RefusedCell:
    """A cell that keeps its service out of the import. `row` counts from 1.

    `urn` is the service's where it could be read, else "".
    """

    sheet: str
    row: int
    column: str  # the heading as the file writes it
    address: str
    value: str
    why: str
    urn: str = ""


@dataclass(frozen=True)
class SheetColumns:
    """A sheet's columns as the store wants them; every list has an entry per row kept.

    `given` are the fields the sheet has a column for; the rest hold what "absent" is.
    """

    sheet: Sheet
    heading: HeadingRow
    numbers: Sequence[int]  # each row's number in the sheet, from 1
    values: dict[str, Values]
    given: frozenset[str]
    bad: dict[int, list[RefusedCell]] = field(default_factory=dict)  # by position

    def __len__(self) -> int:
        return len(self.numbers)

    def refuse(self, position: int, name: str, value: str, why: str) -> RefusedCell:
        """A refusal of the cell in column `name` of the row at `position`."""
        row, column = self.numbers[position] - 1, self.heading.columns[name]
        return RefusedCell(
            sheet=self.sheet.name,
            row=row + 1,
            column=self.heading.headings[name],
            address=address(row, column),
            value=value,
            why=why,
            urn=self.values["urn"][position] or "",
        )

    def written(self, position: int, name: str) -> str:
        """The cell's text as the file has it."""
        row = self.sheet.rows[self.numbers[position] - 1]
        return text_of(row[self.heading.columns[name]])


def read_columns(sheet: Sheet, heading: HeadingRow, table: Sequence[Column]) -> SheetColumns:
    """Every known column below the headings. Rows with no URN, type and name are left out."""
    numbers, columns = _kept_rows(sheet, heading)
    values: dict[str, Values] = {}
    wrong: list[tuple[str, Mapping[Cell, str]]] = []
    for column in table:
        if column.field not in heading.columns:
            values[column.field] = [ABSENT.get(column.kind, "")] * len(numbers)
            continue
        raw = columns[heading.columns[column.field]]
        values[column.field], problems = _read(raw, column)
        if problems:
            wrong.append((column.field, problems))
    found = SheetColumns(sheet, heading, numbers, values, frozenset(heading.columns))
    for name, problems in wrong:
        _report(found, name, columns[heading.columns[name]], problems)
    _report_unreadable(found)
    return found


def joined_lines(values: Mapping[str, Values], names: Sequence[str]) -> list[str]:
    """The named columns joined row by row with line feeds, blank parts left out."""
    filled = [values[name] for name in names if any(values[name])]
    if not filled:
        return [""] * len(values[names[0]])
    if len(filled) == 1:
        return [line or "" for line in filled[0]]
    return ["\n".join(filter(None, lines)) for lines in zip(*filled, strict=True)]


def _kept_rows(sheet: Sheet, heading: HeadingRow) -> tuple[Sequence[int], list[Sequence[Cell]]]:
    """The numbers and the columns of the rows that hold anything of a service."""
    first = heading.index + 1
    columns: list[Sequence[Cell]] = list(zip(*sheet.rows[first:], strict=True))
    if not columns:
        return [], [()] * len(sheet.rows[heading.index])
    numbers = range(first + 1, first + 1 + len(columns[0]))
    if all(columns[heading.columns["urn"]]):
        return numbers, columns
    telling = [columns[heading.columns[name]] for name in ("urn", "provision_type", "name")]
    # A cell that could not be read is "" too, but its row is a service all the same.
    marked = {cell.row - first for cell in sheet.unreadable}
    kept = [
        position
        for position, cells in enumerate(zip(*telling, strict=True))
        if any(not isinstance(cell, str) or cell.strip() for cell in cells) or position in marked
    ]
    if len(kept) < len(numbers):
        columns = [[column[position] for position in kept] for column in columns]
    return [numbers[position] for position in kept], columns


def _read(raw: Sequence[Cell], column: Column) -> tuple[Values, Mapping[Cell, str]]:
    """The column's values, None where a cell is wrong, and why each wrong value is."""
    reader = READERS[column.kind]
    if _is_one_value(raw):
        values, problems = _read_each(raw[:1], reader)
        return values * len(raw), problems
    if column.kind is Kind.TEXT and set(map(type, raw)) == {str}:
        texts = list(map(str.strip, cast("Sequence[str]", raw)))
        if not NOTHING_WORDS.isdisjoint(texts):
            texts = ["" if text in NOTHING_WORDS else text for text in texts]
        return texts, {}
    return _read_each(raw, reader)


def _is_one_value(raw: Sequence[Cell]) -> bool:
    """Whether a column holds the same in every row, as many of Ofsted's do: nothing."""
    if not raw or raw[0] != raw[-1] or isinstance(raw[0], bool):
        return False
    return raw.count(raw[0]) == len(raw)


def _read_each(raw: Sequence[Cell], reader: Any) -> tuple[Values, Mapping[Cell, str]]:
    read: dict[Cell, Any] = {}
    problems: dict[Cell, str] = {}
    # True and 1.0 are one key; both are read as yes, and as nothing else that matters.
    for value in dict.fromkeys(raw):
        try:
            read[value] = reader(value)
        except BadInput as error:
            read[value] = None
            problems[value] = f"{error.what} {error.remedy}".strip()
    return list(map(read.__getitem__, raw)), problems


def _report(
    found: SheetColumns, name: str, raw: Sequence[Cell], problems: Mapping[Cell, str]
) -> None:
    for position, value in enumerate(raw):
        if value in problems:
            refused = found.refuse(position, name, text_of(value), problems[value])
            found.bad.setdefault(position, []).append(refused)


def _report_unreadable(found: SheetColumns) -> None:
    """Add cells with an error or a formula never calculated, where their column is read.

    They replace what was said of the same cell as if it were blank.
    """
    if not found.sheet.unreadable:
        return
    name_of = {column: name for name, column in found.heading.columns.items()}
    position_of = {number - 1: position for position, number in enumerate(found.numbers)}
    for cell in found.sheet.unreadable:
        name, position = name_of.get(cell.column), position_of.get(cell.row)
        if name is None or position is None:
            continue
        others = [one for one in found.bad.get(position, []) if one.address != cell.address]
        why = f"The cell holds {cell.why}."
        found.bad[position] = [*others, found.refuse(position, name, "", why)]
