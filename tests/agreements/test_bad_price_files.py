"""A price file that is wrong in one place is refused there, with the reason; the rest is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from resources_app.agreements import queries
from resources_app.agreements.actions import (
    NewAgreement,
    add_lot,
    create_agreement,
    set_ceiling,
)
from resources_app.agreements.price_import import PriceImport, PricePreview
from resources_app.agreements.taking_prices import accept_price_schedule, preview_price_schedule
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput
from resources_app.session import Session

WriteBook = Callable[[Mapping[str, Sequence[Sequence[object]]]], Path]
APRIL = date(2026, 4, 1)
SHEET = "Lot 1 Residential"
HEADINGS = ["URN", "Tier", "0-10", "11-17"]


@pytest.fixture
def framework(session: Session, register: Callable[[Iterable[tuple[str, str]]], None]) -> Session:
    register([("SC1001", "Abbot Ltd"), ("SC1002", "Birch Ltd")])
    create_agreement(session, NewAgreement("FW-1", "Homes", Period(APRIL)))
    add_lot(session, "FW-1", "1", "Residential")
    return session


def _take(session: Session, file: Path) -> PricePreview:
    preview = preview_price_schedule(session, file, PriceImport("FW-1", APRIL))
    if preview.members:
        accept_price_schedule(session, preview)
    return preview


def _price(session: Session, age: int) -> int | None:
    return queries.price(session.tables, "FW-1", "1", "SC1001", age=age, on=APRIL).amount_pence


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("€1,450", "not an amount of money"),
        ("1450 EUR", "not an amount of money"),
        ("$1,450", "not an amount of money"),
        (-1450, "cannot be negative"),
        ("(1,450.00)", "not an amount of money"),
        ("to be agreed", "not an amount of money"),
        ("1.450,00", "not an amount of money"),
        ("14,50.00", "not an amount of money"),
        ("1,450.005", "not an amount of money"),
    ],
)
def test_one_wrong_cell_is_listed_and_its_neighbour_taken(
    framework: Session, write_book: WriteBook, wrong: object, why: str
) -> None:
    preview = _take(framework, write_book({SHEET: [HEADINGS, ["SC1001", 1, 1_000, wrong]]}))
    ((cell,),) = [preview.unread]
    assert (cell.sheet, cell.cell) == (SHEET, "D2")
    assert why in cell.why
    assert (_price(framework, 5), _price(framework, 14)) == (100_000, None)


@pytest.mark.parametrize("written", ["1,450.00", "£1,450", " £ 1,450.00 ", 1450.0])
def test_thousands_separators_are_understood(
    framework: Session, write_book: WriteBook, written: object
) -> None:
    preview = _take(framework, write_book({SHEET: [HEADINGS, ["SC1001", 1, 1_000, written]]}))
    assert preview.unread == ()
    assert _price(framework, 14) == 145_000


def test_a_lot_that_is_not_in_the_agreement_is_refused_and_the_others_taken(
    framework: Session, write_book: WriteBook
) -> None:
    rows = [HEADINGS, ["SC1001", 1, 1_000, 1_450]]
    preview = _take(framework, write_book({SHEET: rows, "Lot 9 Secure": rows}))
    (cell,) = preview.unread
    assert (cell.sheet, cell.value) == ("Lot 9 Secure", "Lot 9 Secure")
    assert cell.why == "The agreement has no lot 9, only 1. Add the lot to it first."
    assert _price(framework, 14) == 145_000
    agreement = queries.find_agreement(framework.tables, "FW-1")
    assert [one.code for one in queries.lots_of(framework.tables, agreement.id)] == ["1"]


def test_a_price_above_the_lots_ceiling_is_refused_by_cell(
    framework: Session, write_book: WriteBook
) -> None:
    set_ceiling(framework, "FW-1", "1", 140_000)
    preview = _take(framework, write_book({SHEET: [HEADINGS, ["SC1001", 1, 1_400, 1_450]]}))
    (cell,) = preview.unread
    assert (cell.cell, cell.why) == (
        "D2",
        "£1,450.00 is above lot 1’s ceiling of £1,400.00 a week.",
    )
    assert (_price(framework, 5), _price(framework, 14)) == (140_000, None)
    with pytest.raises(BadInput, match="more than nothing"):
        set_ceiling(framework, "FW-1", "1", 0)


def test_thirteen_columns_under_merged_headings_are_read(
    framework: Session, tmp_path: Path
) -> None:
    """Two rows of headings: the upper says what is bought, merged over the bands below it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    sheet.append(
        ["URN", "Provider", "Tier", "Core weekly fee", None, None, None, "Respite night", None,
         None, None, "Notes", None]
    )  # fmt: skip
    bands = ["0-4", "5-10", "11-15", "16-17"]
    sheet.append([None, None, None, *bands, *bands, None, None])
    sheet.merge_cells("D1:G1")
    sheet.merge_cells("H1:K1")
    sheet.merge_cells("L1:M1")
    core, respite = [900, 950, 1_000, 1_050], [130, 135, 140, 145]
    sheet.append(["SC1001", "Abbot Ltd", 1, *core, *respite, "Call first", None])
    book.save(tmp_path / "merged.xlsx")
    preview = _take(framework, tmp_path / "merged.xlsx")
    assert preview.unread == ()
    member = framework.tables.value("SELECT id FROM membership")
    taken = {
        (str(one.element), str(one.unit), one.age_from): one.amount_pence
        for one in queries.rates_of(framework.tables, member)
    }
    assert taken == {
        (element, unit, first): 100 * pounds
        for element, unit, prices in (
            ("core weekly fee", "week", core),
            ("respite night", "night", respite),
        )
        for first, pounds in zip((0, 5, 11, 16), prices, strict=True)
    }


def test_a_merged_heading_that_is_not_understood_is_listed_and_not_taken_for_the_core_fee(
    framework: Session, write_book: WriteBook
) -> None:
    rows = [
        ["URN", "Tier", "Core weekly fee", None, "Extra staffing at our discretion", None],
        [None, None, "0-10", "11-17", "0-10", "11-17"],
        ["SC1001", 1, 1_000, 1_450, 30, 35],
    ]
    preview = _take(framework, write_book({SHEET: rows}))
    assert [one.value for one in preview.unread][:2] == [
        "Extra staffing at our discretion 0-10",
        "Extra staffing at our discretion 11-17",
    ]
    assert (_price(framework, 5), _price(framework, 14)) == (100_000, 145_000)
