"""Single cells of a price schedule: prices, tiers and discounts as people write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from resources_app.agreements.price_schedule import read_price_schedule
from resources_app.agreements.schedule_model import PriceKind, PriceSchedule, ScheduledMember
from resources_app.workbooks.reading import read_workbook


def _only(schedule: PriceSchedule) -> ScheduledMember:
    ((member,),) = [lot.members for lot in schedule.lots]
    return member


def _listed(schedule: PriceSchedule) -> dict[str, str]:
    return {cell.cell: cell.why for cell in schedule.unread}


@pytest.mark.parametrize(
    ("value", "pence"),
    [
        (1083, 108_300),
        (932.99, 93_299),
        (977.0000000000001, 97_700),
        ("£1,083.00", 108_300),
        ("1083.5", 108_350),
        (" £ 1,083 ", 108_300),
    ],
)
def test_money_as_number_or_text(read, value: object, pence: int) -> None:  # type: ignore[no-untyped-def]
    rows = [["URN", "Provider", "Tier", "0-17"], ["SC1234", "Abbot", 1, value]]
    assert _only(read(rows)).prices[0].amount_pence == pence


@pytest.mark.parametrize("value", ["POA", "poa", "P.O.A.", "Price on application", "On request"])
def test_prices_on_application_have_no_amount(read, value: str) -> None:  # type: ignore[no-untyped-def]
    rows = [["URN", "Provider", "Tier", "0-17"], ["SC1234", "Abbot", 1, value]]
    price = _only(read(rows)).prices[0]
    assert (price.kind, price.amount_pence) == (PriceKind.ON_APPLICATION, None)


@pytest.mark.parametrize("value", ["N/A", "n/a", "-", "–", "", None, "Not offered"])
def test_what_is_not_offered_has_no_rate(read, value: object) -> None:  # type: ignore[no-untyped-def]
    rows = [["URN", "Tier", "0-4", "5-17"], ["SC1234", 1, value, 900]]
    schedule = read(rows)
    assert _only(schedule).prices[0].kind is PriceKind.NOT_OFFERED
    assert schedule.unread == ()


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (-900, "negative"),
        ("-£900", "negative"),
        ("€900", "not an amount"),
        ("900 EUR", "not an amount"),
        (date(2026, 4, 1), "a date"),
        ("01/04/2026", "not an amount"),
        ("TBC", "not an amount"),
        ("900*", "not an amount"),
        ("£900 - £1,000", "not an amount"),
        ("9,00.00", "not an amount"),
        (0, "price of nothing"),
        (932.995, "parts of a penny"),
        (10**12, "too large"),
        (True, "not an amount"),
        ("=1+1", "never calculated"),
        ("#DIV/0!", "the error"),
    ],
)
def test_a_price_that_is_not_certain_is_listed_and_the_rest_taken(read, value, why) -> None:  # type: ignore[no-untyped-def]
    schedule = read(
        [["URN", "Provider", "Tier", "0-4", "5-17"], ["SC1234", "Abbot", 1, value, 900]]
    )
    assert [price.amount_pence for price in _only(schedule).prices] == [90_000]
    assert why in _listed(schedule)["D2"]
    assert schedule.unread[0].sheet == "Lot 1 Fostering"


@pytest.mark.parametrize("tier", [2, 2.0, "2", "Tier 2", "tier2", "T2", " TIER 2 "])
def test_tiers_as_people_write_them(read, tier: object) -> None:  # type: ignore[no-untyped-def]
    assert _only(read([["URN", "Tier", "0-17"], ["SC1234", tier, 900]])).tier == 2


@pytest.mark.parametrize("tier", ["", "two?", 0, 1.5, "Tier A", -1])
def test_a_row_without_a_certain_tier_is_not_taken(read, tier: object) -> None:  # type: ignore[no-untyped-def]
    schedule = read([["URN", "Tier", "0-17"], ["SC1234", tier, 900], ["SC1235", 1, 900]])
    assert _only(schedule).urn == "SC1235"
    assert "Nothing on this row was taken" in _listed(schedule)["B2"]


def test_a_framework_without_tiers_has_one(read) -> None:  # type: ignore[no-untyped-def]
    assert _only(read([["URN", "0-17"], ["SC1234", 900]])).tier == 1


@pytest.mark.parametrize(
    ("value", "number_format", "hundredths"),
    [
        (10, "General", 1000),
        (7.5, "General", 750),
        ("10%", "General", 1000),
        ("7.5 %", "General", 750),
        (0.1, "0%", 1000),
        (0.075, "0.0%", 750),
        (1, "0%", 10_000),
        (1, "General", 100),
        ("0.5%", "General", 50),
        (0, "General", 0),
        ("N/A", "General", 0),
        (None, "General", 0),
    ],
)
def test_discounts_as_people_write_them(
    tmp_path: Path, value: object, number_format: str, hundredths: int
) -> None:
    schedule = _with_discount(tmp_path, value, number_format)
    assert _only(schedule).sibling_discount == hundredths
    assert schedule.unread == ()


@pytest.mark.parametrize("value", [0.1, "0.1", "ten", 120, -5, 7.555, date(2026, 10, 10)])
def test_a_discount_that_is_not_certain_is_listed(tmp_path: Path, value: object) -> None:
    """A bare 0.1 may be ten per cent that lost its format, or a tenth of one."""
    schedule = _with_discount(tmp_path, value, "General")
    assert _only(schedule).sibling_discount == 0
    assert "No discount was taken" in _listed(schedule)["B2"]


def _with_discount(tmp_path: Path, value: object, number_format: str) -> PriceSchedule:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Lot 1"
    sheet.append(["URN", "Sibling discount %", "0-17"])
    sheet.append(["SC1234", value, 900])
    if not isinstance(value, date):
        sheet["B2"].number_format = number_format
    path = tmp_path / "discount.xlsx"
    book.save(path)
    return read_price_schedule(read_workbook(path))
