"""Writes simple tables as .xlsx or .csv for people to open in a spreadsheet program.

Text that begins as a formula would (=, +, -, @) must never run when the file is opened:
in a workbook it is written as a text cell, in a CSV behind an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from resources_app.foundations.errors import BadInput
from resources_app.workbooks.model import Cell

# OWASP, "CSV injection": a tab or a carriage return in front hides the sign from a reader.
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DATE_FORMAT = "d mmm yyyy"
_MOMENT_FORMAT = "d mmm yyyy hh:mm"
_WIDEST = 60
_SHEET_NAME_LENGTH = 31


@dataclass(frozen=True)
class Table:
    """A sheet to write: a heading per column, and rows of cells ("" or None is empty)."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell | None]]


def write_workbook(path: Path | str, tables: Sequence[Table], *, date_1904: bool = False) -> None:
    """Write each table to a sheet of its own, headings bold and frozen.

    Raises BadInput when the file cannot be written there.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "date_1904": date_1904,
        },
    )
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {
        date: book.add_format({"num_format": _DATE_FORMAT}),
        datetime: book.add_format({"num_format": _MOMENT_FORMAT}),
    }
    for table in tables:
        _write_sheet(book, table, bold, formats)
    book.close()
    _save(path, buffer.getvalue())


def write_csv(path: Path | str, table: Table) -> None:
    """Write a table as CSV in UTF-8 with a byte-order mark, as Excel wants it; dates are ISO.

    Raises BadInput when the file cannot be written there.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_csv_cell(heading) for heading in table.headings])
    writer.writerows([_csv_cell(value) for value in row] for row in table.rows)
    _save(path, text.getvalue().encode("utf-8-sig"))


def _write_sheet(
    book: xlsxwriter.Workbook,
    table: Table,
    bold: object,
    formats: dict[type[date], object],
) -> None:
    sheet = book.add_worksheet(_sheet_name(table.name))
    widths = [len(heading) for heading in table.headings]
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading, bold)
    for index, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            if value is None or value == "":
                continue
            _write_cell(sheet, index, column, value, formats)
            if column < len(widths):
                widths[column] = max(widths[column], len(str(value)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST) + 2)
    sheet.freeze_panes(1, 0)


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    value: Cell,
    formats: dict[type[date], object],
) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    elif isinstance(value, (date, datetime)):
        sheet.write_datetime(row, column, value, formats[type(value)])
    else:
        sheet.write_string(row, column, str(value))


def _sheet_name(name: str) -> str:
    """A name Excel takes: none of []:*?/\\, no apostrophe at an end, 31 letters at most."""
    allowed = "".join(" " if letter in "[]:*?/\\" else letter for letter in name)
    return allowed[:_SHEET_NAME_LENGTH].strip(" '") or "Sheet"


def _csv_cell(value: Cell | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_STARTS_FORMULA) else value
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _save(path: Path | str, data: bytes) -> None:
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise BadInput(
            f"The file “{path}” cannot be written: {error.strerror}.",
            remedy="Choose another folder, or close the program that holds the file.",
        ) from error
