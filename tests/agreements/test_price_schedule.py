"""Price schedules as tenders send them: what is certain is read, the rest is listed by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources_app.agreements.model import OPEN_ENDED_AGE, Element, Unit
from resources_app.agreements.price_schedule import read_price_schedule
from resources_app.agreements.schedule_model import PriceKind, PriceSchedule, ScheduledMember
from resources_app.foundations.errors import BadInput
from resources_app.workbooks.model import Sheet, Workbook
from resources_app.workbooks.reading import read_workbook

Rows = Sequence[Sequence[object]]
WriteBook = Callable[[Mapping[str, Rows]], Path]

BANDS = ["0-4", "5-10", "11-15", "16-17"]


def _only(schedule: PriceSchedule) -> ScheduledMember:
    ((member,),) = [lot.members for lot in schedule.lots]
    return member


def _listed(schedule: PriceSchedule) -> dict[str, str]:
    return {cell.cell: cell.why for cell in schedule.unread}


def test_the_shared_schedule_is_read_whole(shared_schedule: Path) -> None:
    """Against an independent count of the same file, cell by cell, with another library."""
    schedule = read_price_schedule(read_workbook(shared_schedule))
    assert schedule.title == "South Central framework agreement"
    assert schedule.unread == ()
    assert schedule.skipped == ()
    assert schedule.warnings == ()
    assert [lot.code for lot in schedule.lots] == ["1", "2", "3", "4", "5"]
    assert schedule.lots[3].title == "Residential EBD"
    book = openpyxl.load_workbook(shared_schedule, data_only=True)
    read_cells = {
        (lot.sheet, price.cell): price
        for lot in schedule.lots
        for member in lot.members
        for price in member.prices
    }
    seen = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=6, max_row=sheet.max_row - 2):
            for cell in (*row[3:7], row[8]):
                seen += 1
                price = read_cells[sheet.title, cell.coordinate]
                text = str(cell.value)
                if text == "POA":
                    assert price.kind is PriceKind.ON_APPLICATION
                elif text == "N/A":
                    assert price.kind is PriceKind.NOT_OFFERED
                else:
                    pounds = float(re.sub("[£,]", "", text))
                    assert price.amount_pence == round(pounds * 100)
    assert seen == len(read_cells) == 670


def test_tiers_discounts_and_respite_of_the_shared_schedule(shared_schedule: Path) -> None:
    schedule = read_price_schedule(read_workbook(shared_schedule))
    members = {(lot.code, one.urn): one for lot in schedule.lots for one in lot.members}
    assert len(members) == 18 * 3 + 40 * 2
    tier_in_words = members["1", "2152442"]  # "Tier 1"
    assert tier_in_words.tier == 1
    assert members["1", "1598334"].sibling_discount == 750
    respite = members["1", "SC119323"].prices[-1]
    assert (respite.element, respite.unit) == (Element.RESPITE, Unit.NIGHT)
    assert (respite.age_from, respite.age_to, respite.amount_pence) == (0, 17, 13_986)
    assert members["1", "1598334"].note == "price held to 31/03/2027"
    assert {lot.stated_from for lot in schedule.lots} == {date(2026, 4, 1)}


def test_headings_may_stand_anywhere_in_the_first_rows_and_in_any_order(read) -> None:  # type: ignore[no-untyped-def]
    rows = [
        ["Northshire framework - price schedule"],
        [],
        ["Lot 7: Solo homes"],
        [],
        ["All prices are weekly"],
        ["Notes", "16 & 17", "Registration number", "T", "Under 5", "Home name", "5 to 15", "TIER"],
        ["x", 930, 2751533, "", "£900.50", "Elm", "1,000", "T2"],
    ]
    schedule = read(rows, "Prices")
    (lot,) = schedule.lots
    assert (lot.code, lot.title) == ("7", "Solo homes")
    assert schedule.title == "Northshire framework"
    member = _only(schedule)
    assert (member.urn, member.tier, member.provider, member.note) == ("2751533", 2, "Elm", "x")
    prices = {(p.age_from, p.age_to): p.amount_pence for p in member.prices}
    assert prices == {(16, 17): 93_000, (0, 4): 90_050, (5, 15): 100_000}
    assert list(_listed(schedule)) == ["D6"]  # the heading "T" means nothing for certain


def test_overlapping_bands_are_not_read_and_named(read) -> None:  # type: ignore[no-untyped-def]
    schedule = read([["URN", "0-5", "5-10", "11-17"], ["SC1234", 900, 910, 920]])
    assert [price.cell for price in _only(schedule).prices] == ["D2"]
    assert "Ages 0 to 5 and ages 5 to 10 overlap" in _listed(schedule)["B1"]
    assert "overlap" in _listed(schedule)["C1"]


def test_a_gap_between_bands_is_a_warning(read) -> None:  # type: ignore[no-untyped-def]
    schedule = read([["URN", "0-4 weekly", "11-17 weekly"], ["SC1234", 900, 920]])
    assert len(_only(schedule).prices) == 2
    assert schedule.warnings == ("Sheet “Lot 1 Fostering”: No column covers ages 5 to 10.",)


def test_a_band_that_excel_made_a_date_is_listed(read) -> None:  # type: ignore[no-untyped-def]
    schedule = read([["URN", "0-4", date(2026, 10, 5), "11-17"], ["SC1234", 900, 910, 920]])
    assert [price.cell for price in _only(schedule).prices] == ["B2", "D2"]
    assert "has become a date" in _listed(schedule)["C1"]
    assert any("ages 5 to 10" in warning for warning in schedule.warnings)


def test_open_bands_and_other_elements(read) -> None:  # type: ignore[no-untyped-def]
    rows = [
        ["URN", "16+ weekly fee", "Respite per night", "Education per week", "Therapy (per hour)",
         "Transport per mile", "Retainer", "Weekly price for sleeping night"],
        ["SC1234", 900, 130, 250, 65, 0.45, 400, 1],
    ]  # fmt: skip
    schedule = read(rows)
    found = {(p.element, p.unit, p.age_from, p.age_to) for p in _only(schedule).prices}
    assert found == {
        (Element.CORE, Unit.WEEK, 16, OPEN_ENDED_AGE),
        (Element.RESPITE, Unit.NIGHT, 16, OPEN_ENDED_AGE),
        (Element.EDUCATION, Unit.WEEK, 16, OPEN_ENDED_AGE),
        (Element.THERAPY, Unit.HOUR, 16, OPEN_ENDED_AGE),
        (Element.TRANSPORT, Unit.MILE, 16, OPEN_ENDED_AGE),
    }
    # A retainer a week or a night? And the last heading is not understood word for word.
    assert sorted(_listed(schedule)) == ["G1", "H1"]


def test_a_lot_with_one_price_for_all_ages(read) -> None:  # type: ignore[no-untyped-def]
    price = _only(read([["URN", "Weekly fee"], ["SC1234", 4200]])).prices[0]
    assert (price.age_from, price.age_to, price.unit) == (0, OPEN_ENDED_AGE, Unit.WEEK)


def test_the_unit_comes_from_the_heading_the_sheet_or_is_said_to_be_assumed(read) -> None:  # type: ignore[no-untyped-def]
    nightly = read([["All prices are per night"], ["URN", "0-17"], ["SC1234", 900]])
    assert _only(nightly).prices[0].unit is Unit.NIGHT
    assumed = read([["URN", "0-17"], ["SC1234", 900]])
    assert _only(assumed).prices[0].unit is Unit.WEEK
    assert "names no unit" in assumed.warnings[0]


def test_ages_in_a_second_row_of_headings_under_a_merged_one(read) -> None:  # type: ignore[no-untyped-def]
    rows = [
        ["URN", "Tier", "Weekly fee by age", None, None],
        [None, None, "0-4", "5-10", "11-17"],
        ["SC1234", 1, 900, 910, 920],
    ]
    assert [p.amount_pence for p in _only(read(rows)).prices] == [90_000, 91_000, 92_000]


def test_prices_under_a_merged_heading_are_listed_where_no_heading_stands_above(read) -> None:  # type: ignore[no-untyped-def]
    schedule = read([["URN", "0-17 weekly", None, None], ["SC1234", 900, 910, 920]])
    assert [price.amount_pence for price in _only(schedule).prices] == [90_000]
    assert list(_listed(schedule)) == ["C2", "D2"]


def test_a_urn_twice_in_a_lot_is_refused_on_both_rows(read) -> None:  # type: ignore[no-untyped-def]
    rows = [["URN", "0-17"], ["SC1234", 900], ["SC1235", 910], [" sc1234", 920]]
    schedule = read(rows)
    assert _only(schedule).urn == "SC1235"
    assert sorted(_listed(schedule)) == ["A2", "A4"]
    assert "rows 2 and 4" in _listed(schedule)["A2"]


def test_notes_blank_rows_and_repeated_headings_end_or_interrupt_nothing(read) -> None:  # type: ignore[no-untyped-def]
    rows = [
        ["URN", "Provider", "0-17"],
        ["SC1234", "Abbot", 900],
        [],
        ["Tier 2 providers"],
        ["URN", "Provider", "0-17"],
        ["SC1235", "Birch", 910],
        [],
        ["Providers confirm that prices include all costs."],
        ["Signed:", "A. Person"],
        ["2026"],
    ]
    schedule = read(rows)
    assert [member.urn for member in schedule.lots[0].members] == ["SC1234", "SC1235"]
    assert schedule.unread == ()


@pytest.mark.parametrize("urn", ["", "to follow", "SC 12 34 X", 2404940.5, "N/A"])
def test_prices_without_a_certain_urn_are_listed(read, urn: object) -> None:  # type: ignore[no-untyped-def]
    schedule = read([["URN", "Provider", "0-17"], [urn, "Abbot", 900], ["SC1235", "Birch", 910]])
    assert _only(schedule).urn == "SC1235"
    assert "Nothing on this row was taken" in _listed(schedule)["A2"]


def test_sheets_without_prices_are_skipped_and_named(write_book: WriteBook) -> None:
    path = write_book(
        {
            "Instructions": [["Fill in the yellow cells."], ["URN means unique reference number."]],
            "Empty": [],
            "Lot 1": [["URN", "0-17"], ["SC1234", 900]],
            "Old": [["URN", "0-17"], ["SC1234", 100]],
        }
    )
    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    schedule = read_price_schedule(read_workbook(path))
    skipped = {one.sheet: one.why for one in schedule.skipped}
    assert list(skipped) == ["Instructions", "Empty", "Old"]
    assert "hidden" in skipped["Old"]
    assert [lot.sheet for lot in schedule.lots] == ["Lot 1"]


def test_a_workbook_without_any_prices_is_refused_with_every_sheets_reason(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadInput, match="holds a table of prices") as refused:
        read([["Name", "Telephone"], ["Ann", "01296"]], "Contacts")
    assert "“Contacts”" in str(refused.value)


def test_a_list_of_services_without_prices_is_no_price_schedule(read) -> None:  # type: ignore[no-untyped-def]
    """The register given in the place of a tender has URNs and no prices at all."""
    with pytest.raises(BadInput, match="holds a table of prices"):
        read(
            [["Local authority", "URN", "Provider name"], ["Kent", "SC1234", "Abbot"]], "Providers"
        )


def test_prices_that_include_vat_are_a_warning(read) -> None:  # type: ignore[no-untyped-def]
    table = [["URN", "0-17 weekly"], ["SC1234", 900]]
    assert "include VAT" in read([["All prices include VAT"], *table]).warnings[0]
    assert read([["Prices are exclusive of VAT"], *table]).warnings == ()


def test_lots_are_named_by_sheet_or_title_and_never_twice(read) -> None:  # type: ignore[no-untyped-def]
    table = [["URN", "0-17 weekly"], ["SC1234", 900]]
    schedule = read(
        [["Lot 4 Residential for children with complex needs and EBD"], *table],
        "Lot 4 Residential for children ",
        **{
            "Lot 4a - Solo": table,
            "lot4 again": table,
            "Extras": table,
            "Lot 9": [["Lot 8 Day care"], *table],
        },
    )
    assert [(lot.code, lot.title) for lot in schedule.lots] == [
        ("4", "Residential for children with complex needs and EBD"),
        ("4A", "Solo"),
        ("Extras", "Extras"),
        ("9", "Lot 9"),
    ]
    assert [one.sheet for one in schedule.skipped] == ["lot4 again"]
    assert any("names no lot" in warning for warning in schedule.warnings)
    assert any("is headed “Lot 8 Day care”" in warning for warning in schedule.warnings)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (["All prices are weekly fees, effective 01/04/2026"], date(2026, 4, 1)),
        (["Effective from:", date(2027, 4, 1)], date(2027, 4, 1)),
        (["Prices valid from 1st April 2026"], date(2026, 4, 1)),
        (["Prices held to 31/03/2027"], None),
    ],
)
def test_the_day_that_the_sheet_states(read, line: list[object], day: date | None) -> None:  # type: ignore[no-untyped-def]
    schedule = read([line, ["URN", "0-17"], ["SC1234", 900]])
    assert schedule.lots[0].stated_from == day


def test_a_schedule_saved_as_csv_reads_too(tmp_path: Path) -> None:
    path = tmp_path / "Lot 2 Disability.csv"
    path.write_text("URN,Tier,0-4,5-17\nSC1234,Tier 2,£900.00,POA\n", encoding="utf-8")
    schedule = read_price_schedule(read_workbook(path))
    assert schedule.lots[0].code == "2"
    assert [price.amount_pence for price in _only(schedule).prices] == [90_000, None]


_cells = st.one_of(
    st.integers(1, 99_999_99).map(lambda pence: pence / 100),
    st.integers(1, 99_999_99).map(lambda pence: f"£{pence / 100:,.2f}"),
    st.sampled_from(["POA", "N/A", "", "-"]),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(st.tuples(*[_cells] * 4), min_size=1, max_size=8),
    st.integers(0, 10),
    st.permutations(["URN", "Provider", "Tier", *BANDS, "Notes"]),
)
def test_any_schedule_written_is_read_back(
    prices: list[tuple[object, ...]], titles: int, order: list[str]
) -> None:
    rows: list[list[object]] = [["A title about nothing"] + [""] * 7 for _ in range(titles)]
    rows.append(list(order))
    for number, row in enumerate(prices):
        values = {"URN": f"SC{1000 + number}", "Provider": "Abbot", "Tier": "Tier 1", "Notes": ""}
        values |= dict(zip(BANDS, row, strict=True))  # type: ignore[arg-type]
        rows.append([values[name] for name in order])
    book = Workbook("made.xlsx", "", (Sheet("Lot 1 Fostering", rows),))  # type: ignore[arg-type]
    schedule = read_price_schedule(book)
    assert schedule.unread == ()
    read_back = [
        {(p.age_from, p.age_to): p.amount_pence if p.amount_pence else p.kind for p in one.prices}
        for one in schedule.lots[0].members
    ]
    ages = [(0, 4), (5, 10), (11, 15), (16, 17)]
    assert read_back == [
        dict(zip(ages, [_meaning(value) for value in row], strict=True)) for row in prices
    ]


def _meaning(value: object) -> object:
    if value == "POA":
        return PriceKind.ON_APPLICATION
    if value in ("N/A", "", "-"):
        return PriceKind.NOT_OFFERED
    return round(float(re.sub("[£,]", "", str(value))) * 100)
