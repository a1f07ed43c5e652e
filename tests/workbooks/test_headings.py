"""Headings are found wherever they stand, in any order, however they are punctuated."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resources_app.workbooks.headings import find_heading_row, missing
from resources_app.workbooks.model import Cell, Sheet

NAMES = {
    "urn": ["URN"],
    "name": ["Provider name", "Setting name"],
    "company": ["top_company", "Top company (as listed on Companies' House)"],
    "ages": ["16 & 17"],
}


def sheet(*rows: list[Cell]) -> Sheet:
    return Sheet("S", list(rows))


def test_titles_above_and_extra_columns_are_passed_over() -> None:
    found = find_heading_row(
        sheet(["Ofsted, as at 30 April", "", ""], ["", "", ""], ["Setting Name", "Colour", "urn "]),
        NAMES,
    )
    assert found is not None
    assert (found.index, found.columns) == (2, {"name": 0, "urn": 2})
    assert found.unknown == ("Colour",)
    assert missing(found, ["urn", "company"]) == ("company",)


def test_punctuation_and_ampersands_do_not_matter() -> None:
    found = find_heading_row(
        sheet(["Top company (as listed on Companies’ House)", "16 AND 17"]), NAMES
    )
    assert found is not None
    assert found.columns == {"company": 0, "ages": 1}


def test_a_heading_that_stands_twice_is_reported_and_the_first_taken() -> None:
    found = find_heading_row(sheet(["URN", "Provider name", "U.R.N."]), NAMES)
    assert found is not None
    assert found.columns["urn"] == 0
    assert [(again.field, again.taken, again.ignored) for again in found.repeated] == [
        ("urn", "A1", "C1")
    ]


def test_a_sheet_without_the_headings_has_no_heading_row() -> None:
    assert find_heading_row(sheet(["Name of school", "URN"], ["x", "y"]), NAMES) is None
    assert find_heading_row(sheet(), NAMES) is None
    assert find_heading_row(sheet(*([[""]] * 30), ["URN", "Setting name"]), NAMES) is None


@given(st.permutations(["URN", "Provider name", "top_company", "16 & 17", "Something else"]))
def test_the_order_of_columns_does_not_matter(order: list[str]) -> None:
    found = find_heading_row(sheet(list(order)), NAMES)
    assert found is not None
    assert found.columns == {
        field: order.index(heading)
        for field, heading in zip(
            ["urn", "name", "company", "ages"],
            ["URN", "Provider name", "top_company", "16 & 17"],
            strict=True,
        )
    }
