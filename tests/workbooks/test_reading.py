"""What is read from a workbook or CSV, and every kind of file that is refused in a sentence."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from resources_app.foundations.errors import BadInput, NotFound
from resources_app.workbooks import guarding
from resources_app.workbooks.reading import ReadingLimits, read_workbook


def write_xlsx(path: Path, fill, **options: object) -> Path:
    """A workbook with one sheet, filled by `fill(sheet, book)`."""
    book = xlsxwriter.Workbook(str(path), options)
    fill(book.add_worksheet("Prices"), book)
    book.close()
    return path


def with_parts(path: Path, parts: dict[str, bytes | str]) -> Path:
    """The smallest workbook, with some of its parts put in place of, or added to, its own."""
    wb = openpyxl.Workbook()
    wb.active["A1"] = 1
    buffer = io.BytesIO()
    wb.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", 8) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, data in parts.items():
            target.writestr(name, data)
    return path


def sheet_part(cells: str, *, dimension: str = "A1:B2") -> str:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<worksheet xmlns="{space}"><dimension ref="{dimension}"/>'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )


SHEET = "xl/worksheets/sheet1.xml"


# What is read


def test_cells_keep_their_place_and_their_type(tmp_path: Path) -> None:
    def fill(sheet, book):
        sheet.write("B2", "Cedar Rise")
        sheet.write("C3", 4)
        sheet.write_boolean("D3", True)
        sheet.write_datetime("B4", date(2020, 5, 25), book.add_format({"num_format": "dd/mm/yy"}))

    path = write_xlsx(tmp_path / "a.xlsx", fill)
    sheet = read_workbook(path).sheets[0]
    assert sheet.name == "Prices"
    assert sheet.rows[1][1] == "Cedar Rise"
    assert sheet.rows[2][2:] == [4.0, True]
    assert sheet.rows[3][1] == date(2020, 5, 25)
    assert {len(row) for row in sheet.rows} == {4}


@pytest.mark.parametrize("date_1904", [False, True])
def test_dates_are_the_same_days_whichever_year_they_are_counted_from(
    tmp_path: Path, date_1904: bool
) -> None:
    def fill(sheet, book):
        sheet.write_datetime("A1", date(2020, 2, 29))
        sheet.write_datetime("A2", datetime(2025, 12, 31, 10, 30))

    path = write_xlsx(
        tmp_path / "a.xlsx", fill, date_1904=date_1904, default_date_format="dd/mm/yyyy"
    )
    rows = read_workbook(path).sheets[0].rows
    assert rows[0][0] == date(2020, 2, 29)
    assert rows[1][0] == datetime(2025, 12, 31, 10, 30)


def test_a_formula_gives_the_value_stored_with_it(tmp_path: Path) -> None:
    def fill(sheet, book):
        sheet.write_formula("A1", "=850*2", None, 1700)
        sheet.write_formula("B1", '="Cedar"&" Rise"', None, "Cedar Rise")

    sheet = read_workbook(write_xlsx(tmp_path / "a.xlsx", fill)).sheets[0]
    assert sheet.rows == [[1700.0, "Cedar Rise"]]
    assert sheet.unreadable == ()


def test_a_formula_never_calculated_is_reported_by_its_address(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Fee"
    book.active["D6"] = "=SUM(B1:B3)"
    book.save(tmp_path / "a.xlsx")
    sheet = read_workbook(tmp_path / "a.xlsx").sheets[0]
    assert [(cell.address, cell.row, cell.column) for cell in sheet.unreadable] == [("D6", 5, 3)]
    assert "never calculated" in sheet.unreadable[0].why


def test_a_nought_stored_by_a_program_that_cannot_calculate_is_not_believed(
    tmp_path: Path,
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", lambda sheet, book: sheet.write_formula("A1", "=850*2"))
    sheet = read_workbook(path).sheets[0]
    assert sheet.rows == [[""]]
    assert sheet.unreadable[0].address == "A1"


def test_error_values_are_reported_and_left_empty(tmp_path: Path) -> None:
    def fill(sheet, book):
        sheet.write("A1", "Fee")
        sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
        sheet.write("C2", 12)

    sheet = read_workbook(write_xlsx(tmp_path / "a.xlsx", fill)).sheets[0]
    assert sheet.rows[1] == ["", "", 12.0]
    assert [(cell.address, cell.why) for cell in sheet.unreadable] == [("B2", "the error #DIV/0!")]


def test_cells_that_do_not_say_where_they_stand_are_counted_along(tmp_path: Path) -> None:
    cells = "<row><c><v>1</v></c><c><f>1+1</f></c></row><row><c t='e'><v>#N/A</v></c></row>"
    path = with_parts(tmp_path / "a.xlsx", {SHEET: sheet_part(cells)})
    sheet = read_workbook(path).sheets[0]
    assert [cell.address for cell in sheet.unreadable] == ["B1", "A2"]


def test_hidden_sheets_are_read_and_noted(tmp_path: Path) -> None:
    def fill(sheet, book):
        hidden = book.add_worksheet("Old prices")
        hidden.write("A1", 1)
        hidden.hide()

    workbook = read_workbook(write_xlsx(tmp_path / "a.xlsx", fill))
    assert [(sheet.name, sheet.hidden) for sheet in workbook.sheets] == [
        ("Prices", False),
        ("Old prices", True),
    ]
    assert workbook.notes == ("Sheet “Old prices” is hidden; it was read all the same.",)
    assert workbook.sheet("old  PRICES") is workbook.sheets[1]


def test_a_huge_declared_dimension_on_a_tiny_sheet_does_no_harm(tmp_path: Path) -> None:
    part = sheet_part('<row r="1"><c r="A1"><v>7</v></c></row>', dimension="A1:XFD1048576")
    sheet = read_workbook(with_parts(tmp_path / "a.xlsx", {SHEET: part})).sheets[0]
    assert sheet.rows == [[7.0]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_in_every_usual_encoding_and_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    text = f'Name{separator}Fee\r\n“Sûr”{separator}"1{separator}200"\r\nshort\r\n'
    path = tmp_path / "prices.csv"
    path.write_bytes(text.encode(encoding))
    workbook = read_workbook(path)
    assert workbook.sheets[0].name == "prices"
    assert workbook.sheets[0].rows == [
        ["Name", "Fee"],
        ["“Sûr”", f"1{separator}200"],
        ["short", ""],
    ]


# What is refused


@pytest.mark.parametrize(
    "cell", ["ESOL; BSL; Makaton", "one; two\nthree; four\nfive; six; seven"], ids=["list", "lines"]
)
def test_a_list_in_a_cell_is_no_separator(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "lists.csv"
    path.write_text(f'Child,Needs\n40517,"{cell}"\n', encoding="utf-8")
    assert read_workbook(path).sheets[0].rows == [["Child", "Needs"], ["40517", cell]]


def refusal(path: Path, limits: ReadingLimits | None = None) -> str:
    with pytest.raises(BadInput) as caught:
        read_workbook(path, limits=limits)
    assert caught.value.where is not None
    assert caught.value.where.file == path.name
    return str(caught.value)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        read_workbook(tmp_path / "nowhere.xlsx")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.csv", b" \n", "empty"),
        ("a.xlsx", b"%PDF-1.7 ...", "This is a PDF"),
        ("a.csv", b"%PDF-1.7 ...", "This is a PDF"),
        ("a.csv", b"\xef\xbb\xbf <!DOCTYPE html><html>", "web page"),
        ("a.xlsx", b"Name,Fee\nA,1\n", "name it .csv"),
        ("a.csv", b"Name\x00\x01\x02", "not text"),
        ("a.xls", bytes.fromhex("D0CF11E0A1B11AE1") + b"Workbook", "Excel 97 to 2003"),
        ("a.xlsx", b"PK\x03\x04" + b"\x00" * 50, "cut short or damaged"),
    ],
)
def test_files_that_are_something_else(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in refusal(tmp_path / name)


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)


def test_a_password_protected_workbook(tmp_path: Path) -> None:
    data = bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.xlsx").write_bytes(data)
    assert "protected by a password" in refusal(tmp_path / "a.xlsx")


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_a_truncated_workbook(tmp_path: Path, kept: float) -> None:
    def fill(sheet, book):
        for row in range(200):
            sheet.write(row, 0, f"row {row}")

    whole = write_xlsx(tmp_path / "whole.xlsx", fill).read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: int(len(whole) * kept)])
    assert "damaged" in refusal(tmp_path / "a.xlsx")


def test_a_damaged_part(tmp_path: Path) -> None:
    def fill(sheet, book):
        for row in range(500):
            sheet.write(row, 0, row * 7919)

    path = write_xlsx(tmp_path / "a.xlsx", fill)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        offset = archive.getinfo(SHEET).header_offset
    data[offset + 200 : offset + 220] = bytes(20)
    path.write_bytes(data)
    assert "damaged" in refusal(path)


def test_a_zip_bomb_renamed_xlsx(tmp_path: Path) -> None:
    path = with_parts(tmp_path / "a.xlsx", {"xl/media/image1.png": bytes(60_000_000)})
    assert path.stat().st_size < 200_000
    assert "swells" in refusal(path)


def test_a_zip_bomb_that_is_no_workbook_at_all(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", 8) as archive:
        archive.writestr("zeros", bytes(60_000_000))
    assert "zip archive, not an Excel workbook" in refusal(tmp_path / "a.xlsx")


def test_a_zip_whose_directory_lies_about_sizes(tmp_path: Path) -> None:
    path = with_parts(tmp_path / "a.xlsx", {"xl/media/image1.png": bytes(60_000_000)})
    data = bytearray(path.read_bytes())
    # The directory's entry: 46 bytes with the unpacked size at 24, then the name.
    entry = data.rindex(b"xl/media/image1.png") - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    data[entry + 24 : entry + 28] = struct.pack("<I", 100)
    path.write_bytes(data)
    assert "swells" in refusal(path)


def test_a_small_lie_about_a_size_is_damage(tmp_path: Path) -> None:
    path = with_parts(tmp_path / "a.xlsx", {"xl/media/image1.png": bytes(1000)})
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"xl/media/image1.png") - 46
    data[entry + 24 : entry + 28] = struct.pack("<I", 100)
    path.write_bytes(data)
    assert "not what it declares" in refusal(path)


def test_too_many_parts_and_too_large_a_file(tmp_path: Path) -> None:
    path = with_parts(tmp_path / "a.xlsx", {f"xl/media/{n}.png": b"" for n in range(30)})
    assert "parts" in refusal(path, ReadingLimits(parts=20))
    assert "larger than" in refusal(path, ReadingLimits(file_bytes=100))
    assert "swells" in refusal(path, ReadingLimits(unpacked_bytes=100))


def test_two_parts_of_one_name(tmp_path: Path) -> None:
    path = with_parts(tmp_path / "a.xlsx", {"XL/worksheets/SHEET1.xml": b"<worksheet/>"})
    assert "two parts of the same name" in refusal(path)


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='ZZ1048576'><v>1</v></c></row>",
        '<row r="1"><c r = "IV99999"><v>1</v></c></row><row r="1048576"/>',
    ],
)
def test_one_cell_far_away_would_fill_the_memory(tmp_path: Path, cells: str) -> None:
    path = with_parts(tmp_path / "a.xlsx", {SHEET: sheet_part(cells)})
    assert "The sheet reaches to row 1,048,576" in refusal(path)


def test_limits_on_cells_hold_for_both_kinds_of_file(tmp_path: Path) -> None:
    limits = ReadingLimits(cells=20)
    (tmp_path / "a.csv").write_text("a,b,c\n" * 10)
    assert "more than 20 cells" in refusal(tmp_path / "a.csv", limits)
    cells = "".join(f'<row r="{n}"><c r="C{n}"><v>1</v></c></row>' for n in range(1, 10))
    path = with_parts(tmp_path / "a.xlsx", {SHEET: sheet_part(cells)})
    assert "row 9 and column 3" in refusal(path, limits)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (["mimetype", "content.xml"], "OpenDocument"),
        (["[Content_Types].xml", "word/document.xml"], "Word document"),
        (["[Content_Types].xml", "xl/workbook.bin"], "binary workbook"),
    ],
)
def test_other_offices_files_are_named(tmp_path: Path, members: list[str], said: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for member in members:
            archive.writestr(member, b"x")
    assert said in refusal(tmp_path / "a.xlsx")


def test_entities_that_swell_are_never_expanded(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    path = with_parts(tmp_path / "a.xlsx", {"xl/workbook.xml": bomb})
    assert "not written by a spreadsheet program" in refusal(path)


def test_xml_that_is_not_xml(tmp_path: Path) -> None:
    assert "damaged" in refusal(with_parts(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<work"}))
    assert "damaged" in refusal(with_parts(tmp_path / "b.xlsx", {SHEET: b"<worksheet><sheetD"}))


def test_an_encrypted_part_is_a_password(tmp_path: Path) -> None:
    path = with_parts(tmp_path / "a.xlsx", {"xl/media/a.png": b"x"})
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"xl/media/a.png") - 46
    data[entry + 8] |= 1
    path.write_bytes(data)
    assert "password" in refusal(path)


def test_a_stream_that_ends_too_early_is_an_error_and_not_a_loop() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    unfinished = packer.compress(b"x" * 1000) + packer.flush(zlib.Z_SYNC_FLUSH)
    with pytest.raises(zlib.error):
        list(guarding._inflate(unfinished))
