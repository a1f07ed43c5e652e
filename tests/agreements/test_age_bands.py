"""Age bands as people head them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.agreements.age_bands import AgeBand, band_problems, read_age_band
from resources_app.agreements.model import OPEN_ENDED_AGE, Unit


@pytest.mark.parametrize(
    ("heading", "ages"),
    [
        ("0-4", (0, 4)),
        ("0 – 4", (0, 4)),
        ("0 to 4", (0, 4)),
        ("5 years to 10 years", (5, 10)),
        ("5-10 yrs", (5, 10)),
        ("11-15yrs", (11, 15)),
        ("Ages 11–15", (11, 15)),
        ("Age band 0-4", (0, 4)),
        ("Children aged 5 to 10", (5, 10)),
        ("16 & 17", (16, 17)),
        ("16/17", (16, 17)),
        ("16 and 17 year olds", (16, 17)),
        ("16+", (16, OPEN_ENDED_AGE)),
        ("18 plus", (18, OPEN_ENDED_AGE)),
        ("16 years and over", (16, OPEN_ENDED_AGE)),
        ("Under 5", (0, 4)),
        ("Under 5s", (0, 4)),
        ("Up to 4", (0, 4)),
        ("Aged 16", (16, 16)),
        ("All ages", (0, OPEN_ENDED_AGE)),
    ],
)
def test_headings_that_are_certain(heading: str, ages: tuple[int, int]) -> None:
    band = read_age_band(heading)
    assert band is not None
    assert (band.age_from, band.age_to) == ages


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Age 0-4 weekly fee", Unit.WEEK),
        ("0-4 (£ per week)", Unit.WEEK),
        ("5-10\nWeekly", Unit.WEEK),
        ("0-4 £pw", Unit.WEEK),
        ("0-4 per night", Unit.NIGHT),
        ("11-15 daily rate", Unit.DAY),
        ("0-4", None),
    ],
)
def test_a_heading_may_name_its_unit(heading: str, unit: Unit | None) -> None:
    band = read_age_band(heading)
    assert band is not None
    assert band.unit is unit


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "16",  # a tier, a number of places, an age?
        "2026",
        "10-5",
        "14 & 17",  # two ages that are not a band
        "Over 16",  # 16 or 17?
        "U5",
        "Aged 5 and under 11",
        "0-4 weekly/nightly",
        "5-10 with education",
        "Weekly fee",
        "Tier 1-2",
    ],
)
def test_headings_that_are_not_certain_are_not_read(heading: str) -> None:
    assert read_age_band(heading) is None


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["-", " – ", " to ", "—"]))
def test_any_band_written_from_young_to_old_is_read(first: int, last: int, dash: str) -> None:
    band = read_age_band(f"{first}{dash}{last}")
    if first <= last:
        assert band == AgeBand(first, last)
    else:
        assert band is None


def test_overlaps_and_gaps_are_said() -> None:
    problems = band_problems([AgeBand(5, 10), AgeBand(0, 5), AgeBand(16, 17)])
    assert problems == ["Ages 0 to 5 and ages 5 to 10 overlap.", "No column covers ages 11 to 15."]
    assert band_problems([AgeBand(0, 4), AgeBand(5, 10)]) == []
