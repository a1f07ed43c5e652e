"""Reading a provider's file: headings in any order, and every bad cell refused by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from resources_app.agreements.model import Element
from resources_app.finance.invoice_file import InvoiceFile, read_invoices
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput
from resources_app.workbooks.reading import read_workbook

HEADINGS = ["Invoice number", "Invoice date", "Child", "From", "To", "Net"]
GOOD = ["INV-1", date(2026, 12, 1), "B-1001", date(2026, 11, 1), date(2026, 11, 30), 4_500.00]


def _written(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    path = folder / "invoices.xlsx"
    book.save(path)
    return path


def _read(
    folder: Path, *rows: Sequence[object], headings: Sequence[object] = HEADINGS
) -> InvoiceFile:
    return read_invoices(read_workbook(_written(folder, [headings, *rows])))


def test_a_line_a_row_put_together_by_invoice_number(tmp_path: Path) -> None:
    second = [*GOOD[:2], "B-1002", *GOOD[3:]]
    other = ["INV-2", *GOOD[1:]]
    read = _read(tmp_path, GOOD, second, other)
    assert [(one.number, len(one.lines)) for one in read.invoices] == [("INV-1", 2), ("INV-2", 1)]
    line = read.invoices[0].lines[0]
    assert line.child == "B-1001"
    assert line.net_pence == 450_000
    assert line.element is Element.CORE
    assert line.source_row == 2


def test_the_second_date_is_the_last_night(tmp_path: Path) -> None:
    line = _read(tmp_path, GOOD).invoices[0].lines[0]
    assert line.period == Period(date(2026, 11, 1), date(2026, 12, 1))
    assert line.period.nights() == 30


@pytest.mark.parametrize(("nights", "ends"), [(30, date(2026, 12, 1)), (29, date(2026, 11, 30))])
def test_the_number_of_nights_says_whether_the_second_date_is_the_day_of_leaving(
    tmp_path: Path, nights: int, ends: date
) -> None:
    read = _read(tmp_path, [*GOOD, nights], headings=[*HEADINGS, "Nights"])
    assert read.invoices[0].lines[0].period.end == ends


def test_columns_in_any_order_under_other_names_with_a_title_above_and_a_total_below(
    tmp_path: Path,
) -> None:
    path = tmp_path / "november.csv"
    path.write_text(
        "Chalk Hill Care Ltd,,,,,\n"
        "Amount £,Service to,Service from,YP,Inv no,Tax point\n"
        '"£4,500.00",30/11/2026,01/11/2026,B-1001,77,1 Dec 2026\n'
        '"Total: £4,500.00",,,,,\n'
        "Total,,,,,\n",
        encoding="utf-8",
    )
    read = read_invoices(read_workbook(path))
    [invoice] = read.invoices
    assert (invoice.number, invoice.date) == ("77", date(2026, 12, 1))
    assert invoice.lines[0].net_pence == 450_000
    assert not read.unread


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("Net", "€4,500.00", "not an amount of money"),
        ("Net", "four thousand", "not an amount of money"),
        ("Net", 0, "claims nothing"),
        ("Net", "", "There is no amount"),
        ("To", date(2026, 10, 30), "run backwards, from 1 Nov 2026 to 30 Oct 2026"),
        ("To", "31/11/2026", "not a day in the calendar"),
        ("From", 46327, "not a date"),
        ("From", "", "There is no first night"),
        ("Child", "", "names no child"),
        ("Invoice number", "", "no invoice number"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_refused_by_its_address_and_the_other_rows_are_taken(
    tmp_path: Path, column: str, value: object, says: str
) -> None:
    bad = list(GOOD)
    bad[HEADINGS.index(column)] = value
    read = _read(tmp_path, bad, ["INV-2", *GOOD[1:]])
    assert [one.number for one in read.invoices] == ["INV-2"]
    [cell] = read.unread
    assert cell.cell == f"{'ABCDEF'[HEADINGS.index(column)]}2"
    assert says in cell.why


@pytest.mark.parametrize("heading", ["Currency", "Ccy"])
def test_another_currency_is_refused_by_row(tmp_path: Path, heading: str) -> None:
    rows = [[*GOOD, "GBP"], ["INV-2", *GOOD[1:], "EUR"]]
    read = _read(tmp_path, *rows, headings=[*HEADINGS, heading])
    assert [one.number for one in read.invoices] == ["INV-1"]
    assert "The amount is in EUR; invoices are paid in pounds." in read.unread[0].why


def test_dates_that_are_not_the_number_of_nights_given_are_asked_about(tmp_path: Path) -> None:
    read = _read(tmp_path, [*GOOD, 31], headings=[*HEADINGS, "Nights"])
    assert read.unread[0].cell == "G2"
    assert "1 Nov 2026 to 30 Nov 2026 is 30 nights, not 31." in read.unread[0].why


def test_net_and_vat_that_do_not_come_to_the_total_are_refused(tmp_path: Path) -> None:
    headings = [*HEADINGS, "VAT", "Total"]
    read = _read(tmp_path, [*GOOD, 900, 5_300], headings=headings)
    assert "£4,500.00 and VAT of £900.00 come to £5,400.00, not £5,300.00." in read.unread[0].why


def test_the_same_row_twice_is_taken_once(tmp_path: Path) -> None:
    read = _read(tmp_path, GOOD, GOOD)
    assert len(read.invoices[0].lines) == 1
    assert "Row 2 says the same" in read.unread[0].why


def test_a_credit_may_be_in_brackets_and_names_what_it_credits(tmp_path: Path) -> None:
    row = ["CN-1", *GOOD[1:5], "(120.50)", "INV-1"]
    [credit] = _read(tmp_path, row, headings=[*HEADINGS, "Credits"]).invoices
    assert credit.lines[0].net_pence == -12_050
    assert credit.credits == "INV-1"


def test_an_element_is_read_by_its_words_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    headings = [*HEADINGS, "Charge type"]
    read = _read(tmp_path, [*GOOD, "Tuition"], ["INV-2", *GOOD[1:], "Sundries"], headings=headings)
    assert read.invoices[0].lines[0].element is Element.EDUCATION
    assert read.unread[0].value == "Sundries"
    assert "core weekly fee" in read.unread[0].why


@pytest.mark.parametrize(
    ("headings", "says"),
    [
        (["Child", "From", "To", "Net"], "no column for invoice number"),
        (["Invoice number", "Child", "From", "To"], "no column for net amount"),
        (["Invoice number", "From", "To", "Net"], "no column for child"),
        (["Colour", "Size"], "no row of headings"),
    ],
)
def test_a_file_without_the_columns_it_needs_is_refused_as_a_whole(
    tmp_path: Path, headings: list[str], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        _read(tmp_path, ["x"] * len(headings), headings=headings)


def test_a_number_given_by_hand_stands_in_for_the_column(tmp_path: Path) -> None:
    path = _written(tmp_path, [["Child", "From", "To", "Net"], [GOOD[2], *GOOD[3:]]])
    read = read_invoices(read_workbook(path), number="INV-9", invoice_date=date(2026, 12, 1))
    assert (read.invoices[0].number, read.invoices[0].date) == ("INV-9", date(2026, 12, 1))
