"""Which cells a spreadsheet shows as per cent, read from its styles.

Excel keeps 10 % as 0.1, and the reader gives 0.1. Only the cell's number format says which of
the two was meant, so it is read where a workbook uses such a format at all.
Number formats follow ECMA-376 part 1, section 18.8.30.
"""

from __future__ import annotations

import re

from resources_app.workbooks.cells import column_number

_BUILT_IN = frozenset({9, 10})  # 0% and 0.00%
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_FORMAT_ID = re.compile(rb'\bnumFmtId\s*=\s*["\'](\d+)["\']')
_FORMAT_CODE = re.compile(rb'\bformatCode\s*=\s*["\'](.*?)["\']', re.DOTALL)
_CELL_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs\s*>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*>")
_CELL_STYLE = re.compile(rb'\bs\s*=\s*["\'](\d+)["\']')
_CELL_PLACE = re.compile(rb'\br\s*=\s*["\']([A-Z]+)(\d+)["\']')
# Text in quotes or after a backslash is shown as it is: 0" % of fee" is no percentage.
_LITERAL = re.compile(rb'&quot;.*?&quot;|"[^"]*"|\\.')


def percent_styles(parts: dict[str, bytes]) -> frozenset[int]:
    """The numbers of the cell styles whose number format shows a percentage."""
    styles = next((data for name, data in parts.items() if name.casefold() == "xl/styles.xml"), b"")
    formats = set(_BUILT_IN)
    for tag in _FORMAT.findall(styles):
        number, code = _FORMAT_ID.search(tag), _FORMAT_CODE.search(tag)
        if number and code and b"%" in _LITERAL.sub(b"", code[1]):
            formats.add(int(number[1]))
    section = _CELL_STYLES.search(styles)
    used = [_FORMAT_ID.search(tag) for tag in _STYLE.findall(section[0])] if section else []
    return frozenset(
        index for index, number in enumerate(used) if number and int(number[1]) in formats
    )


def percent_cells(sheet_xml: bytes, styles: frozenset[int]) -> frozenset[tuple[int, int]]:
    """Row and column, counted from 0, of every cell in one of the styles."""
    if not styles:
        return frozenset()
    found = set()
    for tag in _CELL.findall(sheet_xml):
        style, place = _CELL_STYLE.search(tag), _CELL_PLACE.search(tag)
        if style and place and int(style[1]) in styles:
            found.add((int(place[2]) - 1, column_number(place[1].decode())))
    return frozenset(found)
