"""The register's layouts over the years, and columns wherever they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from resources_app.providers.model import Grade
from resources_app.providers.register import HomeAuthority, RegisterReading, read_register
from resources_app.workbooks.model import Cell
from resources_app.workbooks.reading import read_workbook
from resources_app.workbooks.writing import Table, write_workbook

BUCKS = HomeAuthority("E06000060", "Buckinghamshire")
DATA = Path(__file__).parent.parent / "data"


def read(path: Path, home: HomeAuthority | None = BUCKS) -> RegisterReading:
    return read_register(read_workbook(path), home)


def test_columns_in_any_order_with_others_between_and_titles_above(register, tmp_path) -> None:
    row = register.home()
    columns = sorted(register.headings("Providers"), key=lambda name: name[::-1])
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Children’s providers"
    sheet.append(["Ofsted: social care providers as at 30 April 2026"])
    sheet.append([])
    sheet.append(["Colour", *(name.upper() + " " for name in columns)])
    sheet.append(["blue", *(row.get(name, "") for name in columns)])
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").services == read(register.write()).services


ONE_SHEET = {
    "Setting Name": "Provider name",
    "Setting address line 1": "Provider address line 1",
    "Setting address town": "Provider town",
    "Setting Address Postcode": "Provider postcode",
    "Setting telephone number": "Provider telephone number",
    "Setting email address": "Provider email address",
    "Latest overall Effectiveness grade from last full inspection": "Overall effectiveness",
}


def test_the_single_sheet_of_2023_reads_the_same(register, tmp_path) -> None:
    row = register.home()
    columns = register.headings("Providers", "2023-2024: one sheet")
    known = {name.casefold(): value for name, value in row.items()}
    cells = [known.get(ONE_SHEET.get(name, name).casefold(), "") for name in columns]
    write_workbook(tmp_path / "a.xlsx", [Table("Sheet1", columns, [cells])])
    old, new = read(tmp_path / "a.xlsx"), read(register.write())
    assert old.layout == "2023–2024, one sheet"
    assert old.services == new.services
    assert {"linked_school_urn"} == new.given_for["2751533"] - old.given_for["2751533"] - {
        "linked_school_name"
    }


def test_the_childrens_homes_workbook_before_2023_reads_too(tmp_path, register) -> None:
    columns = register.headings("Provider information", "before 2023: children's homes")
    cells: dict[str, Cell] = {
        "URN": "SC093391",
        "Provider Type": "Children's Home",
        "Setting Name": "Bramble Croft",
        "Provider Status": "Active",
        "Max Users": 5,
        "Overall Effectiveness": "Requires improvement to be good",
        "Provider Placement Code": "K2",
    }
    write_workbook(
        tmp_path / "a.xlsx",
        [
            Table("Provider information", columns, [[cells.get(name, "") for name in columns]]),
            Table("Registration Conditions", ["Local Authority", "URN", "Conditions"], [["", 1]]),
        ],
    )
    reading = read(tmp_path / "a.xlsx")
    service = reading.services["SC093391"]
    assert reading.layout == "before 2023"
    assert (service.registered_places, service.placement_codes) == (5, "K2")
    assert service.overall_effectiveness == Grade.REQUIRES_IMPROVEMENT
    # The conditions are on a sheet that is not read, so they are not known rather than none.
    assert "conditions" not in reading.given_for["SC093391"]
    assert any("Registration Conditions" in note for note in reading.notes)


def test_a_csv_of_the_register_reads_too(register, tmp_path) -> None:
    row = register.home()
    columns = list(row)
    line = [value.isoformat() if isinstance(value, date) else str(value) for value in row.values()]
    quoted = [",".join(f'"{text}"' for text in texts) for texts in (columns, line)]
    (tmp_path / "a.csv").write_text("\n".join(quoted), encoding="utf-8-sig")
    assert read(tmp_path / "a.csv").services == read(register.write()).services
