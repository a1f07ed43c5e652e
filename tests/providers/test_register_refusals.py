"""What keeps a registration out of the register, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from resources_app.foundations.errors import BadInput
from resources_app.providers.register import HomeAuthority, RegisterReading, read_register
from resources_app.workbooks.model import Cell
from resources_app.workbooks.reading import read_workbook
from resources_app.workbooks.writing import Table, write_workbook

BUCKS = HomeAuthority("E06000060", "Buckinghamshire")
DATA = Path(__file__).parent.parent / "data"


def read(path: Path, home: HomeAuthority | None = BUCKS) -> RegisterReading:
    return read_register(read_workbook(path), home)


def refused(register, **cells: Cell) -> tuple[str, int, str, str]:
    """The one refusal that a home with these cells meets; a good home beside it is taken."""
    register.home(URN=1000001)
    register.home(**cells)
    reading = read(register.write())
    assert list(reading.services) == ["1000001"]
    assert reading.refused_services == 1
    (cell,) = reading.refused
    assert cell.sheet == "Providers"
    assert cell.address.endswith("3")
    return cell.column, cell.row, cell.value, cell.why


@pytest.mark.parametrize(
    ("heading", "value", "why"),
    [
        ("URN", "Cedar Rise", "is not an Ofsted URN"),
        ("URN", "", "There is no URN"),
        ("Provider type", "Hotel", "is not a type of provider that Ofsted registers"),
        ("Provider name", "", "There is no name"),
        ("Registration status", "Open", "Statuses are: Active"),
        ("Registration date", "soon", "is not a date"),
        ("Deregistration date", "31/02/2025", "not a day in the calendar"),
        ("Number of registered places", "many", "is not a whole number"),
        ("Overall effectiveness", "Excellent", "Grades are: Outstanding"),
        ("Mental disorders", "perhaps", "neither yes nor no"),
        ("Placement code", "foster", "placement codes"),
        ("Placement provider code", "PR9", "PR1 (The council’s own provision"),
    ],
)
def test_a_wrong_cell_keeps_its_home_out_and_says_what_would_be_right(
    register, heading: str, value: str, why: str
) -> None:
    column, row, shown, said = refused(register, **{heading.replace(" ", "_"): value})
    assert (column, row, shown) == (heading, 3, value)
    assert why in said


def test_a_home_that_stands_twice_is_refused_and_both_rows_are_named(register) -> None:
    register.home()
    register.home(URN="SC1111", Provider_name="Quarry Rise")
    register.home(URN="2751533", Provider_name="Cedar Rise again")
    reading = read(register.write())
    assert list(reading.services) == ["SC1111"]
    assert reading.refused_services == 1
    assert [cell.row for cell in reading.refused] == [2, 4]
    assert "row 2 of “Providers”, row 4 of “Providers”" in reading.refused[0].why


def test_a_urn_on_both_sheets_is_refused(register) -> None:
    register.home(URN="SC489132")
    register.setting()
    register.setting(Setting_address_line_1="190 Yew Road")
    reading = read(register.write())
    assert (reading.services, reading.settings, reading.owners) == ({}, {}, {})
    assert reading.refused_services == 1
    assert "row 2 of “Providers”, row 2 of “SA Providers”" in reading.refused[0].why


@pytest.mark.parametrize(
    ("heading", "value"),
    [("Registration status", "Cancelled"), ("Provider name", "Rowan"), ("Owner ID", 900013)],
)
def test_settings_that_disagree_on_their_registration_are_refused(
    register, heading: str, value: Cell
) -> None:
    register.setting()
    register.setting(**{heading.replace(" ", "_"): value})
    register.setting(URN="SC999999")
    reading = read(register.write())
    assert list(reading.services) == ["SC999999"]
    (cell,) = reading.refused
    assert (cell.sheet, cell.row, cell.column) == ("SA Providers", 3, heading)
    assert "Row 2 of the same registration says" in cell.why


def test_one_bad_setting_keeps_the_whole_registration_out(register) -> None:
    register.setting()
    register.setting(Capacity="lots", Setting_address_line_1="190 Yew Road")
    reading = read(register.write())
    assert (reading.services, reading.settings) == ({}, {})
    assert [(cell.row, cell.column, cell.urn) for cell in reading.refused] == [
        (3, "Capacity", "SC489132")
    ]


def test_formulas_never_calculated_and_errors_are_refused_by_their_cell(register) -> None:
    for urn in (1001, 1002, 1003):
        register.home(URN=urn)
    path = register.write()
    book = openpyxl.load_workbook(path)
    sheet = book["Providers"]
    column = register.headings("Providers").index("Number of registered places") + 1
    sheet.cell(2, column).value = "=2+2"
    sheet.cell(3, column).value = "#REF!"
    sheet.cell(4, 2).value = "=1+1"
    book.save(path)
    reading = read(path)
    assert reading.services == {}
    assert [(cell.address, cell.urn) for cell in reading.refused] == [
        ("AL2", "1001"),
        ("AL3", "1002"),
        ("B4", ""),
    ]
    assert "never calculated" in reading.refused[0].why
    assert "#REF!" in reading.refused[1].why


def test_a_formula_with_a_stored_value_is_that_value(tmp_path, register) -> None:
    import xlsxwriter

    columns = register.headings("Providers")
    row = register.home()
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Providers")
    sheet.write_row(0, 0, columns)
    for at, heading in enumerate(columns):
        sheet.write(1, at, row.get(heading, ""))
    sheet.write_formula(1, columns.index("Number of registered places"), "=2+2", None, 4)
    book.close()
    assert read(tmp_path / "a.xlsx").services == read(register.write()).services


def test_another_workbook_is_refused_whole(tmp_path: Path) -> None:
    write_workbook(
        tmp_path / "prices.xlsx",
        [Table("Lot 1", ["Provider", "Tier", "0-4", "5-10"], [["Bramble", 1, 850, 900]])],
    )
    with pytest.raises(BadInput, match="No sheet has the headings of Ofsted's register") as caught:
        read(tmp_path / "prices.xlsx")
    assert "“Lot 1”" in str(caught.value)


def test_a_register_without_a_heading_it_needs_is_refused_whole(register, tmp_path) -> None:
    row = register.home()
    del row["Registration status"]
    columns = list(row)
    write_workbook(tmp_path / "a.xlsx", [Table("Providers", columns, [list(row.values())])])
    with pytest.raises(BadInput, match="no column headed “Registration status”") as caught:
        read(tmp_path / "a.xlsx")
    assert "sheet “Providers”, row 1" in str(caught.value)


# ---- headings over the wrong columns


def _swapped(register, first: str, second: str, homes: int = 6) -> RegisterReading:
    """A register in which two headings stand over each other's column."""
    for number in range(homes):
        register.home(URN=2000000 + number, Provider_name=f"Cedar Rise {number}")
    path = register.write()
    book = openpyxl.load_workbook(path)
    names = register.headings("Providers")
    for heading, over in ((first, second), (second, first)):
        book["Providers"].cell(1, names.index(over) + 1).value = heading
    book.save(path)
    return read(path)


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        ("URN", "Provider name", "under “URN” and “Provider name” is something else"),
        ("Provider type", "Registration status", "“Provider type” and “Registration status”"),
        ("Registration date", "Registration status", "“Registration status”"),
        ("Provider name", "Provider email address", "“Provider name” and “Provider email"),
    ],
)
def test_headings_over_each_others_columns_are_noticed(
    register, first: str, second: str, named: str
) -> None:
    (note,) = _swapped(register, first, second).notes
    assert named in note
    assert "Look whether each heading is over its own column" in note


def test_headings_over_their_own_columns_are_not_remarked_on(register) -> None:
    for number in range(6):
        register.home(URN=2000000 + number, Provider_name=f"4 Cedar Rise {number}")
    register.home(URN="Rowan", Provider_name="")
    assert read(register.write()).notes == ()


def test_a_few_rows_are_no_rule(register) -> None:
    assert _swapped(register, "URN", "Provider name", homes=4).notes == ()
