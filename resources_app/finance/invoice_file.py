"""Reads a provider's invoices from a workbook or CSV file: a line a row, whatever the headings'
order.

Nothing is guessed: a cell that cannot be taken is listed with its reason, and its row is left
out. What the lines claim is judged later, by matching_invoices.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from resources_app.agreements.schedule_model import SkippedSheet, UnreadCell
from resources_app.finance.invoice_cells import (
    check_currency,
    check_gross,
    read_amount,
    read_day,
    read_element,
    read_needed_amount,
    read_nights,
)
from resources_app.finance.invoice_headings import FIELD_WORDS, FOREIGN_HEADINGS, HEADINGS
from resources_app.finance.model import NewLine
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.phrases import joined
from resources_app.workbooks.cells import address, is_nothing, text_of
from resources_app.workbooks.headings import HeadingRow, find_heading_row, missing
from resources_app.workbooks.model import Cell, Sheet, Workbook

_NEEDED = ("start", "end", "net")
# A row whose first words are these adds up the others.
_TOTALS = ("total", "subtotal", "sub-total", "grand total", "balance")
_T = TypeVar("_T")


@dataclass(frozen=True)
class ReadInvoice:
    """One invoice of a file. `date` None: the file does not say, and the person must."""

    number: str
    date: date | None
    credits: str
    lines: tuple[NewLine, ...]


@dataclass(frozen=True)
class InvoiceFile:
    """Everything in a file: the invoices, the cells that were not taken, the sheets left out."""

    file_name: str
    sha256: str
    invoices: tuple[ReadInvoice, ...]
    unread: tuple[UnreadCell, ...]
    skipped: tuple[SkippedSheet, ...]


@dataclass(frozen=True)
class _Row:
    number: str
    date: date | None
    credits: str
    line: NewLine


class _CellRefused(Exception):
    """A cell that could not be taken; the row is left out."""

    def __init__(self, cell: UnreadCell) -> None:
        super().__init__(cell.why)
        self.cell = cell


def read_invoices(
    book: Workbook, *, number: str = "", invoice_date: date | None = None
) -> InvoiceFile:
    """The invoices of a workbook. `number` and `invoice_date` hold where no column says.

    Raises BadInput when no sheet has headings that tell dates and amounts.
    """
    rows: list[_Row] = []
    unread: list[UnreadCell] = []
    skipped: list[SkippedSheet] = []
    for sheet in book.sheets:
        heading = find_heading_row(sheet, HEADINGS, at_least=3)
        why = _why_skipped(heading, number)
        if heading is None or why:
            skipped.append(SkippedSheet(sheet.name, why))
            continue
        lines = _SheetReader(sheet, heading, number.strip(), invoice_date)
        rows.extend(lines.rows())
        unread.extend(lines.unread)
    if len(skipped) == len(book.sheets):
        raise BadInput(
            f"No invoice was found in the file: {skipped[0].why}",
            where=Where(file=book.file_name, sheet=skipped[0].sheet),
            remedy="A row of headings names the columns: Invoice number, Child, From, To, Net.",
        )
    return InvoiceFile(
        book.file_name, book.sha256, _by_invoice(rows), tuple(unread), tuple(skipped)
    )


def _why_skipped(heading: HeadingRow | None, number: str) -> str:
    if heading is None:
        return "it has no row of headings."
    needed = _NEEDED if number.strip() else ("number", *_NEEDED)
    lacking = [FIELD_WORDS[name] for name in missing(heading, needed)]
    if not {"child", "reference"} & heading.columns.keys():
        lacking.append(FIELD_WORDS["child"])
    return f"it has no column for {joined(lacking)}." if lacking else ""


def _by_invoice(rows: list[_Row]) -> tuple[ReadInvoice, ...]:
    """Rows put together by invoice number, in the order of the file."""
    found: dict[str, ReadInvoice] = {}
    for row in rows:
        key = "".join(row.number.split()).casefold()
        one = found.get(key) or ReadInvoice(row.number, row.date, row.credits, ())
        found[key] = replace(
            one,
            date=one.date or row.date,
            credits=one.credits or row.credits,
            lines=(*one.lines, row.line),
        )
    return tuple(found.values())


class _SheetReader:
    """Reads the rows under a sheet's headings; `unread` fills as it goes."""

    def __init__(
        self, sheet: Sheet, heading: HeadingRow, number: str, invoice_date: date | None
    ) -> None:
        self._sheet = sheet
        self._heading = heading
        self._number = number
        self._date = invoice_date
        self._seen: dict[tuple[object, ...], int] = {}
        self._unreadable = {(cell.row, cell.column): cell.why for cell in sheet.unreadable}
        self.unread: list[UnreadCell] = []

    def rows(self) -> Iterator[_Row]:
        """Every row that can be taken."""
        for index in range(self._heading.index + 1, len(self._sheet.rows)):
            if self._says_nothing(index):
                continue
            try:
                yield self._row(index)
            except _CellRefused as refused:
                self.unread.append(refused.cell)

    def _says_nothing(self, index: int) -> bool:
        """A blank row, or one that adds the others up."""
        row = self._sheet.rows[index]
        filled = [text_of(cell) for cell in row if not is_nothing(cell)]
        given = [self._value(index, name) for name in ("child", "reference", "start")]
        adds_up = bool(filled) and filled[0].casefold().rstrip(":").startswith(_TOTALS)
        return not filled or (adds_up and all(is_nothing(value) for value in given[1:]))

    def _value(self, index: int, name: str) -> Cell:
        column = self._heading.columns.get(name)
        return "" if column is None else self._sheet.rows[index][column]

    def _take(self, index: int, name: str, read: Callable[[Cell], _T]) -> _T:
        """What a cell says, or the cell refused with the reason."""
        value = self._value(index, name)
        column = self._heading.columns.get(name)
        if column is not None and (index, column) in self._unreadable:
            raise self._refused(index, name, self._unreadable[index, column])
        try:
            return read(value)
        except BadInput as error:
            raise self._refused(index, name, str(error)) from error

    def _refused(self, index: int, name: str, why: str) -> _CellRefused:
        column = self._heading.columns.get(name, 0)
        value = text_of(self._value(index, name))
        return _CellRefused(UnreadCell(self._sheet.name, address(index, column), value, why))

    def _row(self, index: int) -> _Row:
        self._take(index, "currency", check_currency)
        self._check_heading(index)
        number = text_of(self._value(index, "number")) or self._number
        if not number:
            raise self._refused(index, "number", "There is no invoice number.")
        line = self._line(index)
        self._once(index, number, line)
        invoice_date = self._take(index, "date", _optional_day) or self._date
        return _Row(number, invoice_date, text_of(self._value(index, "credits")), line)

    def _check_heading(self, index: int) -> None:
        heading = self._heading.headings.get("net", "")
        for sign, currency in FOREIGN_HEADINGS.items():
            if sign.casefold() in heading.casefold().split() or (
                len(sign) == 1 and sign in heading
            ):
                why = f"The column is in {currency}; invoices are paid in pounds."
                raise self._refused(index, "net", why)

    def _line(self, index: int) -> NewLine:
        child = text_of(self._value(index, "child"))
        reference = text_of(self._value(index, "reference"))
        if not child and not reference:
            raise self._refused(index, "child", "The line names no child and no placement.")
        first = self._take(index, "start", lambda value: read_day(value, "first night"))
        last = self._take(index, "end", lambda value: read_day(value, "last night"))
        nights = self._value(index, "nights")
        named = "nights" if last >= first and not is_nothing(nights) else "end"
        period = self._take(index, named, lambda _: read_nights(first, last, nights))
        net = self._take(index, "net", read_needed_amount)
        vat = self._take(index, "vat", read_amount) or 0
        if net < 0 < vat or vat < 0 < net:
            raise self._refused(index, "vat", "The VAT and the amount have different signs.")
        self._take(index, "gross", lambda value: check_gross(read_amount(value), net, vat))
        return NewLine(
            child=child,
            reference=reference,
            period=period,
            net_pence=net,
            vat_pence=vat,
            element=self._take(index, "element", read_element),
            description=text_of(self._value(index, "description")),
            source_row=index + 1,
        )

    def _once(self, index: int, number: str, line: NewLine) -> None:
        """Refuse a row that says what another of the file has said."""
        same = (number.casefold(), replace(line, source_row=None, description=""))
        if same in self._seen:
            why = f"Row {self._seen[same]} says the same; a line is claimed once."
            raise self._refused(index, "net", why)
        self._seen[same] = index + 1


def _optional_day(value: Cell) -> date | None:
    return None if is_nothing(value) else read_day(value, "invoice date")
