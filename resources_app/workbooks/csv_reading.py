"""Reads a CSV file as a workbook of one sheet in which every cell is text.

The encoding is taken from the byte-order mark, else UTF-8, else Windows-1252 (what Excel
writes in England); the separator is whichever of comma, semicolon and tab splits best.
"""

from __future__ import annotations

import codecs
import csv
import io
from itertools import islice

from resources_app.foundations.errors import BadInput, Where
from resources_app.workbooks.model import Cell, ReadingLimits, Sheet

_SEPARATORS = (",", ";", "\t")
_LINES_LOOKED_AT = 30
_LONGEST_CELL = 1_000_000
_SAVE_AGAIN = "Open it in Excel and save it as CSV UTF-8, or as an Excel workbook."


def read_csv_sheet(data: bytes, name: str, limits: ReadingLimits, where: Where) -> Sheet:
    """The file's rows, padded to equal length. Raises BadInput when it is not text."""
    text = _decoded(data, where)
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[Cell]] = []
    widest = 0
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)):
            widest = max(widest, len(record))
            if (len(rows) + 1) * widest > limits.cells:
                raise BadInput(
                    f"The file holds more than {limits.cells:,} cells.",
                    where=where,
                    remedy="Split it into smaller files.",
                )
            rows.append(list(record))
    except csv.Error as error:
        raise BadInput(
            f"The file cannot be read as CSV from row {len(rows) + 1} on.",
            where=where,
            remedy=_SAVE_AGAIN,
        ) from error
    for row in rows:
        row.extend([""] * (widest - len(row)))
    return Sheet(name, rows)


def _decoded(data: bytes, where: Where) -> str:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        if b"\x00" in data:
            raise BadInput("The file is not text.", where=where, remedy=_SAVE_AGAIN)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise BadInput(
            "The file's letters cannot be read.", where=where, remedy=_SAVE_AGAIN
        ) from error


def _separator(text: str) -> str:
    """The separator that splits the largest share of the first lines, then into most columns.

    A comma in doubt. Lines before columns: a cell may hold a list with semicolons in it.
    """

    def split(separator: str) -> tuple[float, int]:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            widths = [len(line) for line in islice(lines, _LINES_LOOKED_AT)]
        except csv.Error:
            return 0, 0
        filled = [width for width in widths if width]
        return sum(width > 1 for width in filled) / max(1, len(filled)), max(filled, default=0)

    return max(_SEPARATORS, key=split)
