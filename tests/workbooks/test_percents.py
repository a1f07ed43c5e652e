"""A cell shown as 10 % holds 0.1; only its number format tells."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from resources_app.workbooks.reading import read_workbook


def test_cells_shown_as_per_cent_are_named(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    formats = {"A1": "0%", "B1": "0.00%", "C1": "General", "D1": '0.0 " % of fee"', "B3": "0.0 %"}
    for place, number_format in formats.items():
        sheet[place] = 0.1
        sheet[place].number_format = number_format
    path = tmp_path / "discounts.xlsx"
    workbook.save(path)
    assert read_workbook(path).sheets[0].percents == {(0, 0), (0, 1), (2, 1)}


def test_a_workbook_without_percentages_names_none(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active["A1"] = 10
    path = tmp_path / "plain.xlsx"
    workbook.save(path)
    assert read_workbook(path).sheets[0].percents == frozenset()
