"""Files as case systems export them, of invented children; postcodes are real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

HEADINGS = ("Child ID", "Surname", "Forename", "DOB", "Gender")
ROWAN = ("40517", "Ashdown", "Rowan", "14/05/2013", "Male")
WREN = ("40518", "Ashdown", "Wren", "03/09/2016", "F")
OMAR = ("40520", "Haddad", "Omar", "1 Feb 2011", "M")


def csv_file(folder: Path, *rows: Sequence[str], name: str = "export.csv") -> Path:
    """A CSV as it stands; each cell in quotation marks."""
    path = folder / name
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


def book_file(
    folder: Path, sheets: Mapping[str, Sequence[Sequence[object]]], name: str = "export.xlsx"
) -> Path:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path
