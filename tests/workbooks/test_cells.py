"""Single cells as people write them, and what is said about those that cannot be taken."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.foundations.errors import BadInput
from resources_app.workbooks import cells
from resources_app.workbooks.model import Cell


@pytest.mark.parametrize(
    ("row", "column", "name"), [(5, 3, "D6"), (0, 0, "A1"), (9, 25, "Z10"), (0, 16383, "XFD1")]
)
def test_addresses(row: int, column: int, name: str) -> None:
    assert cells.address(row, column) == name


@given(st.integers(0, 20_000))
def test_column_letters_go_there_and_back(column: int) -> None:
    assert cells.column_number(cells.column_name(column)) == column


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" Cedar Rise ", "Cedar Rise"),
        (2751533.0, "2751533"),
        (1.5, "1.5"),
        (True, "Yes"),
        (date(2020, 5, 25), "2020-05-25"),
        (datetime(2020, 5, 25), "2020-05-25"),
        (time(10, 30), "10:30:00"),
        ("", ""),
    ],
)
def test_text(value: Cell, text: str) -> None:
    assert cells.text_of(value) == text


@pytest.mark.parametrize(
    ("value", "urn"),
    [
        (2751533.0, "2751533"),
        (2751533, "2751533"),
        ("2751533", "2751533"),
        ("2751533.0", "2751533"),
        (" sc093391 ", "SC093391"),
        ("SC 093391", "SC093391"),
        (1.0, "1"),
    ],
)
def test_urns(value: Cell, urn: str) -> None:
    assert cells.urn_of(value) == urn


@pytest.mark.parametrize(
    "value", ["", "-", 0.0, -3.0, 12.5, 1e12, True, "Cedar Rise", "SC", "n/a", date(2020, 1, 1)]
)
def test_what_is_not_a_urn(value: Cell) -> None:
    with pytest.raises(BadInput, match="URN"):
        cells.urn_of(value)


@pytest.mark.parametrize(
    ("value", "number"),
    [(4.0, 4), ("4", 4), (" 1,200 ", 1200), ("4.0", 4), ("-", None), ("", None)],
)
def test_whole_numbers(value: Cell, number: int | None) -> None:
    assert cells.whole_number_of(value) == number


@pytest.mark.parametrize("value", [4.5, "four", "-4", -1.0, True, date(2020, 1, 1)])
def test_what_is_not_a_whole_number(value: Cell) -> None:
    with pytest.raises(BadInput, match="is not a whole number"):
        cells.whole_number_of(value)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2020, 5, 25), date(2020, 5, 25)),
        (datetime(2020, 5, 25, 9), date(2020, 5, 25)),
        ("25/05/2020", date(2020, 5, 25)),
        ("2020-05-25 00:00:00", date(2020, 5, 25)),
        (" 25 May 2020", date(2020, 5, 25)),
        ("-", None),
        ("", None),
    ],
)
def test_dates(value: Cell, day: date | None) -> None:
    assert cells.date_of(value) == day


@pytest.mark.parametrize("value", ["soon", "31/02/2020", 43976.0, True])
def test_what_is_not_a_date(value: Cell) -> None:
    with pytest.raises(BadInput):
        cells.date_of(value)


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (1.0, True),
        (0.0, False),
        ("Yes", True),
        ("no ", False),
        (True, True),
        ("", None),
        ("-", None),
    ],
)
def test_yes_and_no(value: Cell, answer: bool | None) -> None:
    assert cells.yes_no_of(value) is answer


@pytest.mark.parametrize("value", ["Blind", 2.0])
def test_what_is_neither_yes_nor_no(value: Cell) -> None:
    with pytest.raises(BadInput, match="neither yes nor no"):
        cells.yes_no_of(value)
