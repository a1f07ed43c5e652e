"""What a workbook is once it has been read: sheets of plain values, and what could not be read.

No file is opened here. Reading is in reading.py, checks of hostile files in guarding.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

# "" is an empty cell. Numbers from a workbook are floats; a CSV gives text throughout.
Cell = str | float | int | bool | date | datetime | time | timedelta


@dataclass(frozen=True)
class ReadingLimits:
    """How much is read before a file is refused as hostile or useless. All inclusive.

    Ofsted's largest workbook is about 6 MB and 25 MB unpacked, 20,000 rows by 51 columns.
    """

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 400_000_000
    part_ratio: int = 250  # of one part larger than `part_ratio_from_bytes`
    part_ratio_from_bytes: int = 5_000_000
    parts: int = 2_000
    cells: int = 12_000_000  # of one sheet, empty ones between filled ones counted
    columns: int = 16_384


@dataclass(frozen=True)
class UnreadableCell:
    """A cell that shows something in a spreadsheet program but has no value to take.

    `row` and `column` count from 0, as in `Sheet.rows`; `address` is the spreadsheet's own.
    """

    row: int
    column: int
    address: str
    why: str


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[0]` is the sheet's row 1 and `rows[0][0]` its cell A1.

    Rows are all equally long. An unreadable cell is "" in `rows`, and listed. `percents` are
    the cells, row and column from 0, that are shown as per cent: 0.1 there means 10 %.
    """

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    unreadable: tuple[UnreadableCell, ...] = ()
    percents: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Workbook:
    """A file's sheets in their order. `notes` are sentences a person should see."""

    file_name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = field(default=())

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, whatever its capitals and spaces, or None."""
        wanted = "".join(name.split()).casefold()
        for sheet in self.sheets:
            if "".join(sheet.name.split()).casefold() == wanted:
                return sheet
        return None
