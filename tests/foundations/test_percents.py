"""Percentages as people write them, and what they put on an amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.foundations.errors import BadInput
from resources_app.foundations.fields import Field, Kind, Problems, Reading
from resources_app.foundations.percents import percent_from, percent_text, raised


@pytest.mark.parametrize(
    ("given", "hundredths"),
    [("3.5", 350), ("3.5 %", 350), ("3.5%", 350), (3, 300), (2.75, 275), ("-2", -200), ("0", 0)],
)
def test_a_percentage_is_read_as_hundredths(given: object, hundredths: int) -> None:
    assert percent_from(given) == hundredths


@pytest.mark.parametrize("given", ["three", "3.555", "", "3,5", True, None, "1000", "£3"])
def test_what_is_no_percentage_is_refused(given: object) -> None:
    with pytest.raises(BadInput, match="not a percentage"):
        percent_from(given)


@given(st.integers(-9_999, 99_999))
def test_what_is_written_reads_back(hundredths: int) -> None:
    assert percent_from(percent_text(hundredths)) == hundredths


@pytest.mark.parametrize(
    ("pence", "hundredths", "new"),
    [
        (108_300, 350, 112_091),  # 1,083.00 x 1.035 = 1,120.905: half a penny goes up
        (100_000, 0, 100_000),
        (100_001, -1_000, 90_001),  # 900.009
        (1, 10_000, 2),
    ],
)
def test_an_amount_is_raised_and_rounded_once_half_up(
    pence: int, hundredths: int, new: int
) -> None:
    assert raised(pence, hundredths) == new


def test_a_field_says_which_percentages_it_takes() -> None:
    field = Field("share", "Share", Kind.PERCENT, most=10_000)
    reading = Reading()
    assert reading.record((field,), {"share": "12.5 %"}) == {"share": 1_250}
    reading.record((field,), {"share": "100.01"})
    with pytest.raises(Problems, match="Give 0 % to 100 %"):
        reading.finish()
