"""What calamine does not say about a sheet, read from its XML: how far it reaches, formulas
never calculated, error values, and whether formulas' stored values can be trusted.

The XML is scanned as bytes, not parsed: a register's sheet is 25 MB and nearly always has
nothing to report. Byte patterns follow ECMA-376 part 1, section 18.3.1.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from resources_app.foundations.errors import BadInput, Where
from resources_app.workbooks.cells import address, column_number
from resources_app.workbooks.model import ReadingLimits, UnreadableCell

_FORMULA = re.compile(rb"<f[\s/>]")
_PREFIXED_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
# A cell or row beyond column CZ or row 99,999. Without one the grid is at most 10.4 million.
_FAR = re.compile(
    rb'r\s*=\s*["\'](?:(?:[A-Z]{3}|[D-Z][A-Z])\d|[A-Z]{0,3}0*[1-9]\d{5})',
)
_ANY_REFERENCE = re.compile(rb'\br\s*=\s*["\']([A-Z]{0,3})(\d+)["\']')
_NEAR_COLUMNS = 104
_NEAR_ROWS = 99_999
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?row\s*>)", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_REFERENCE = re.compile(rb'(?:^|\s)r\s*=\s*["\']([A-Z]*)(\d+)["\']')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</")
_RECALCULATES = re.compile(rb'fullCalcOnLoad\s*=\s*["\'](?:1|true)["\']')
_ERROR_TYPE = re.compile(rb'\bt\s*=\s*["\']e["\']')

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_NEVER_CALCULATED = (
    "a formula whose result was never calculated; open the file in Excel and save it"
)


def parts_of_sheets(parts: dict[str, bytes], where: Where) -> dict[str, bytes]:
    """Each sheet's name with its XML, for the sheets that have any.

    Raises BadInput when the workbook's own list of sheets cannot be read.
    """
    by_name = {name.casefold(): data for name, data in parts.items()}
    relations = by_name.get("xl/_rels/workbook.xml.rels", b"<Relationships/>")
    targets = {
        element.get("Id", ""): _resolved(element.get("Target", ""))
        for element in _parse(relations, where)
    }
    found: dict[str, bytes] = {}
    for element in _parse(by_name["xl/workbook.xml"], where).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            part = by_name.get(targets.get(element.get(_RELATION, ""), "").casefold())
            if part is not None:
                found[element.get("name", "")] = part
    return found


def recalculates(parts: dict[str, bytes]) -> bool:
    """Whether the workbook asks to be calculated when opened.

    Files written by programs rather than by Excel say so, and store 0 for every formula.
    """
    return any(
        _RECALCULATES.search(data)
        for name, data in parts.items()
        if name.casefold() == "xl/workbook.xml"
    )


def check_extent(sheet_xml: bytes, limits: ReadingLimits, where: Where) -> None:
    """Raise BadInput when the cells would fill a bigger grid than is read.

    The declared dimension is not looked at. Reading fills the whole grid from A1 to the
    furthest cell, so one cell at XFD1048576 would ask for 17 thousand million.
    """
    rows = sheet_xml.count(b"<row")
    if not _is_plain(sheet_xml):
        rows += sheet_xml.count(b":row")
    near = limits.cells >= _NEAR_COLUMNS * _NEAR_ROWS and rows <= _NEAR_ROWS
    if near and not _FAR.search(sheet_xml):
        return
    columns = 1
    for letters, digits in _ANY_REFERENCE.findall(sheet_xml):
        columns = max(columns, column_number(letters.decode()) + 1)
        rows = max(rows, int(digits))
    if columns > limits.columns or rows * columns > limits.cells:
        raise BadInput(
            f"The sheet reaches to row {rows:,} and column {columns:,}; at most"
            f" {limits.cells:,} cells are read.",
            where=where,
            remedy="Delete the empty rows and columns beyond the table, save and try again.",
        )


def _is_plain(sheet_xml: bytes) -> bool:
    """Whether elements have no prefix before their names, as spreadsheet programs write them."""
    return b"<sheetData" in sheet_xml


def unreadable_cells(sheet_xml: bytes, *, trust_zero: bool) -> tuple[UnreadableCell, ...]:
    """Cells that show an error, and formulas with no stored result.

    `trust_zero` is False when a stored 0 may stand for "never calculated" (see `recalculates`).
    """
    if _is_plain(sheet_xml):
        has_formula = _FORMULA.search(sheet_xml) is not None
    else:
        has_formula = _PREFIXED_FORMULA.search(sheet_xml) is not None
    has_error = b'"e"' in sheet_xml or b"'e'" in sheet_xml
    if not has_formula and not has_error:
        return ()
    return tuple(_unreadable(sheet_xml, trust_zero))


def _unreadable(sheet_xml: bytes, trust_zero: bool) -> Iterator[UnreadableCell]:
    row = -1
    for row_match in _ROW.finditer(sheet_xml):
        reference = re.search(rb'(?:^|\s)r\s*=\s*["\'](\d+)', row_match[1])
        row = int(reference[1]) - 1 if reference else row + 1
        column = -1
        for cell_match in _CELL.finditer(row_match[2] or b""):
            placed = _REFERENCE.search(cell_match[1])
            column = column_number(placed[1].decode()) if placed else column + 1
            why = _why_unreadable(cell_match[1], cell_match[2] or b"", trust_zero)
            if why:
                yield UnreadableCell(row, column, address(row, column), why)


def _why_unreadable(attributes: bytes, content: bytes, trust_zero: bool) -> str:
    value = _VALUE.search(content)
    stored = value[1].strip() if value else b""
    if _ERROR_TYPE.search(attributes):
        return f"the error {stored.decode(errors='replace') or '#ERROR'}"
    if _PREFIXED_FORMULA.search(content) is None:
        return ""
    is_text = b'"str"' in attributes or b"'str'" in attributes
    never = not stored and not (is_text and value is not None)
    if never or (stored == b"0" and not is_text and not trust_zero):
        return _NEVER_CALCULATED
    return ""


def _resolved(target: str) -> str:
    """A relationship's target as a part's name; relative ones start from xl/."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("xl", target))


def _parse(data: bytes, where: Where) -> ElementTree.Element:
    # No spreadsheet program writes a document type; without one there are no entities to swell.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise BadInput("The workbook was not written by a spreadsheet program.", where=where)
    try:
        return ElementTree.fromstring(data)  # noqa: S314 - entities are refused just above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise BadInput(
            "The workbook's list of sheets is damaged.",
            where=where,
            remedy="Open it in Excel and save it as a new .xlsx.",
        ) from error
