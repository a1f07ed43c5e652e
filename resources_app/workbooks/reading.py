"""Opens a workbook or a CSV file that somebody sent us, trusting nothing in it.

Checks of the file itself are in guarding.py, what calamine leaves unsaid in sheet_xml.py.
What the rows mean is for the importing rooms.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import python_calamine

from resources_app.foundations.errors import BadInput, NotFound, Where
from resources_app.workbooks import guarding, percents, sheet_xml
from resources_app.workbooks.csv_reading import read_csv_sheet
from resources_app.workbooks.model import Cell, ReadingLimits, Sheet, UnreadableCell, Workbook

__all__ = ["Cell", "ReadingLimits", "Sheet", "UnreadableCell", "Workbook", "read_workbook"]

_CSV_ENDINGS = frozenset({".csv", ".tsv", ".txt"})


def read_workbook(path: Path | str, *, limits: ReadingLimits | None = None) -> Workbook:
    """Every worksheet of an .xlsx or .xlsm file, or the one sheet of a CSV file.

    Formulas give the value stored when the file was last saved; macros never run. Hidden
    sheets are read, and noted. Raises NotFound when there is no such file, BadInput with
    what is wrong and what would be right for anything that is not an ordinary workbook
    within the limits.
    """
    limits = limits or ReadingLimits()
    path = Path(path)
    where = Where(file=path.name)
    data = _bytes_of(path, limits, where)
    sha256 = hashlib.sha256(data).hexdigest()
    if path.suffix.casefold() in _CSV_ENDINGS and not data.startswith(guarding.ZIP_SIGNATURES):
        if data and not data.strip():
            data = b""
        _refuse_other_files(data, where)
        return Workbook(path.name, sha256, (read_csv_sheet(data, path.stem, limits, where),))
    guarding.check_signature(data, where)
    parts = guarding.unpack(data, limits, where)
    sheets = _sheets(data, parts, limits, where)
    notes = tuple(
        f"Sheet “{sheet.name}” is hidden; it was read all the same."
        for sheet in sheets
        if sheet.hidden
    )
    return Workbook(path.name, sha256, sheets, notes)


def _bytes_of(path: Path, limits: ReadingLimits, where: Where) -> bytes:
    try:
        if path.is_dir():
            raise BadInput(
                "This is a folder, not a file.", where=where, remedy="Name a file in it."
            )
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise NotFound(
            f"There is no file “{path}”.", remedy="Check its name and folder."
        ) from error
    except OSError as error:
        raise BadInput(
            f"The file cannot be read: {error.strerror}.",
            where=where,
            remedy="Check that you may open it and that no other program holds it.",
        ) from error
    if len(data) > limits.file_bytes:
        raise BadInput(
            f"The file is larger than {limits.file_bytes // 1_000_000:,} MB.",
            where=where,
            remedy="Remove pictures and sheets that are not needed, and save it again.",
        )
    return data


def _refuse_other_files(data: bytes, where: Where) -> None:
    """A CSV has no signature, so anything with a known one is refused by name."""
    if not data or data.startswith(guarding.OLE_SIGNATURE) or guarding.is_other_file(data):
        guarding.check_signature(data, where)


def _sheets(
    data: bytes, parts: dict[str, bytes], limits: ReadingLimits, where: Where
) -> tuple[Sheet, ...]:
    for part in parts.values():
        # Every part, not only those the workbook lists: which one is opened is not our choice.
        if b"sheetData" in part:
            sheet_xml.check_extent(part, limits, where)
    xml_of = sheet_xml.parts_of_sheets(parts, where)
    trust_zero = not sheet_xml.recalculates(parts)
    percent_styles = percents.percent_styles(parts)
    sheets: list[Sheet] = []
    for name, rows, hidden in _calamine_sheets(data, where):
        unreadable = sheet_xml.unreadable_cells(xml_of.get(name, b""), trust_zero=trust_zero)
        for cell in unreadable:
            if cell.row < len(rows) and cell.column < len(rows[cell.row]):
                rows[cell.row][cell.column] = ""
        shown = percents.percent_cells(xml_of.get(name, b""), percent_styles)
        sheets.append(Sheet(name, rows, hidden, unreadable, shown))
    if not sheets:
        raise BadInput("The workbook has no worksheet.", where=where)
    return tuple(sheets)


def _calamine_sheets(data: bytes, where: Where) -> list[tuple[str, list[list[Cell]], bool]]:
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return [
                (
                    meta.name,
                    workbook.get_sheet_by_name(meta.name).to_python(skip_empty_area=False),
                    meta.visible != python_calamine.SheetVisibleEnum.Visible,
                )
                for meta in workbook.sheets_metadata
                if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
    except BaseException as error:
        # A panic inside the reader is a BaseException of a type it does not export.
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise BadInput(
            "The workbook is damaged inside and cannot be read.",
            where=where,
            remedy="Open it in Excel and save it as a new .xlsx.",
        ) from error
