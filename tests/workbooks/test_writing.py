"""What we write, a spreadsheet program reads back as it was, and never as a formula."""

from __future__ import annotations

import math
import string
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources_app.foundations.errors import BadInput
from resources_app.workbooks.reading import read_workbook
from resources_app.workbooks.writing import Table, write_csv, write_workbook

DANGEROUS = ["=1+1", "+44 7700", "-5", "@SUM(A1)", "\t=1+1", "http://example.org", "{=1}"]
VALUES = st.one_of(
    st.text(string.printable, max_size=20).filter(lambda text: text.strip() == text and text),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
)


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, [Table("Names", ["=Heading"], [[text] for text in DANGEROUS])])
    sheet = openpyxl.load_workbook(path)["Names"]
    assert [sheet.cell(row, 1).data_type for row in range(1, 9)] == ["s"] * 8
    assert [row[0] for row in read_workbook(path).sheets[0].rows[1:]] == DANGEROUS


def test_csv_puts_an_apostrophe_before_what_would_run(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, Table("a", ["Name", "Fee"], [["=1+1", -5], ["Ann", None]]))
    assert read_workbook(path).sheets[0].rows == [["Name", "Fee"], ["'=1+1", "-5"], ["Ann", ""]]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=8),
    date_1904=st.booleans(),
)
def test_a_workbook_reads_back_as_it_was_written(
    tmp_path: Path, rows: list[tuple[object, object]], date_1904: bool
) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, [Table("Data", ["A", "B"], rows)], date_1904=date_1904)  # type: ignore[list-item]
    assert [tuple(row) for row in read_workbook(path).sheets[0].rows[1:]] == rows


def test_moments_keep_their_time_and_numbers_their_fraction(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, [Table("a/b*c", ["A"], [[datetime(2026, 4, 3, 14, 2)], [0.25]])])
    sheet = read_workbook(path).sheets[0]
    assert sheet.name == "a b c"
    assert sheet.rows[1][0] == datetime(2026, 4, 3, 14, 2)
    assert math.isclose(float(str(sheet.rows[2][0])), 0.25)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        write_csv(tmp_path / "nowhere" / "a.csv", Table("a", ["A"], []))
