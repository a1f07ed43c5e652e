"""Taking price schedules: twice changes nothing, later takes over, the same day refuses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from resources_app.agreements import queries
from resources_app.agreements.actions import supersede_rate
from resources_app.agreements.membership_actions import suspend_member
from resources_app.agreements.model import Element, PriceStatus
from resources_app.agreements.preview_text import price_preview_text
from resources_app.agreements.price_import import PriceImport, PricePreview
from resources_app.agreements.taking_prices import accept_price_schedule, preview_price_schedule
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.session import Session
from resources_app.team.model import Role

Rows = Sequence[Sequence[object]]
WriteBook = Callable[[Mapping[str, Rows]], Path]
Register = Callable[[Iterable[tuple[str, str]]], None]
SessionFor = Callable[[Role], Session]

APRIL, NEXT_APRIL, TODAY = date(2026, 4, 1), date(2027, 4, 1), date(2026, 11, 23)
HEADINGS = ["URN", "Provider", "Tier", "0-10 weekly", "11-17 weekly"]
ASKED = PriceImport("SC-26", APRIL, date(2030, 3, 31), "South Central")


@pytest.fixture
def office(session: Session, register: Register) -> Session:
    register([("SC1001", "Abbot Ltd"), ("SC1002", "Birch Ltd")])
    return session


@pytest.fixture
def book(write_book: WriteBook) -> Callable[..., Path]:
    """A schedule of one lot: a row of prices for each URN."""

    def made(rows: Mapping[str, Sequence[object]], tier: int = 1) -> Path:
        names = {"SC1001": "Abbot Limited", "SC1002": "Birch Ltd"}
        table = [[urn, names.get(urn, ""), tier, *prices] for urn, prices in rows.items()]
        return write_book({"Lot 1 Fostering": [HEADINGS, *table]})

    return made


def _take(session: Session, file: Path, asked: PriceImport = ASKED) -> PricePreview:
    preview = preview_price_schedule(session, file, asked)
    accept_price_schedule(session, preview)
    return preview


def _price(session: Session, urn: str, age: int, on: date) -> int | None:
    return queries.price(session.tables, "SC-26", "1", urn, age=age, on=on).amount_pence


def _count(session: Session, table: str) -> int:
    return int(session.tables.value(f"SELECT count(*) FROM {table}"))


def test_the_shared_schedule_is_taken_whole(
    session: Session, register: Register, shared_schedule: Path
) -> None:
    """The counts are those of an independent recount with another library."""
    names: dict[str, str] = {}
    cells: Counter[str] = Counter()
    for sheet in openpyxl.load_workbook(shared_schedule, data_only=True).worksheets:
        for row in sheet.iter_rows(min_row=6, max_row=sheet.max_row - 2, values_only=True):
            cells["memberships"] += 1
            names[str(row[0])] = str(row[1])
            for value in (*row[3:7], row[8]):
                cells[{"POA": "poa", "N/A": "not_offered"}.get(str(value), "priced")] += 1
    register(names.items())
    preview = _take(session, shared_schedule, PriceImport("SC-26"))
    counts = preview.as_dict()
    assert counts["unread"] == counts["warnings"] == counts["skipped_sheets"] == []
    assert counts["lots"] == 5
    assert counts["memberships"] == cells["memberships"] == 134
    assert counts["poa"] == cells["poa"]
    assert counts["not_offered"] == cells["not_offered"]
    assert counts["rates"] == cells["priced"] + cells["poa"] == _count(session, "rate")
    assert counts["title"] == "South Central framework agreement"
    assert counts["effective_from"] == "2026-04-01"
    found = queries.price(session.tables, "SC-26", "4", "2751533", age=9, on=TODAY)
    assert found.amount_pence == 423_925
    assert found.source_cell == "Lot 4 Residential EBD!E6"
    assert found.source_file == "framework_price_schedule.xlsx"
    poa = queries.price(session.tables, "SC-26", "1", "2691466", age=16, on=TODAY)
    assert poa.status is PriceStatus.ON_APPLICATION
    none = queries.price(session.tables, "SC-26", "1", "SC271024", age=3, on=TODAY)
    assert none.status is PriceStatus.NO_PRICE


def test_the_same_file_twice_changes_nothing(office: Session, book: Callable[..., Path]) -> None:
    file = book({"SC1001": [900, "POA"], "SC1002": [910, "N/A"]})
    _take(office, file)
    marker = office.store.marker()
    again = _take(office, file)
    assert again.changes_nothing
    assert office.store.marker() == marker
    assert again.as_dict()["rates_added"] == 0
    assert again.as_dict()["rates_unchanged"] == again.as_dict()["rates"] == 3
    later = _take(office, file, PriceImport("SC-26", NEXT_APRIL))
    assert later.changes_nothing
    assert office.store.marker() == marker


def test_a_changed_price_from_a_later_day_takes_over(
    office: Session, book: Callable[..., Path]
) -> None:
    _take(office, book({"SC1001": [900, 950], "SC1002": [910, 960]}))
    uplift = _take(
        office,
        book({"SC1001": [927, 950], "SC1002": ["POA", "N/A"]}),
        PriceImport("SC-26", NEXT_APRIL),
    )
    counts = uplift.as_dict()
    assert (counts["rates_added"], counts["rates_closed"], counts["rates_withdrawn"]) == (2, 3, 1)
    assert counts["rates_unchanged"] == 1
    assert _price(office, "SC1001", 9, date(2027, 3, 31)) == 90_000
    assert _price(office, "SC1001", 9, NEXT_APRIL) == 92_700
    assert _price(office, "SC1001", 11, NEXT_APRIL) == 95_000
    on_application = queries.price(office.tables, "SC-26", "1", "SC1002", age=9, on=NEXT_APRIL)
    assert on_application.status is PriceStatus.ON_APPLICATION
    gone = queries.price(office.tables, "SC-26", "1", "SC1002", age=12, on=NEXT_APRIL)
    assert gone.status is PriceStatus.NO_PRICE
    assert "£960.00" in " ".join(gone.why)  # the last before it is named
    assert _price(office, "SC1002", 12, date(2027, 3, 31)) == 96_000


def test_another_price_from_the_same_day_is_refused_by_cell(
    office: Session, book: Callable[..., Path]
) -> None:
    _take(office, book({"SC1001": [900, 950], "SC1002": [910, 960]}))
    changed = preview_price_schedule(
        office, book({"SC1001": [905, 950], "SC1002": [910, "N/A"]}), ASKED
    )
    listed = {cell.cell: cell for cell in changed.unread}
    assert set(listed) == {"D2", "E3"}
    assert listed["D2"].value == "£905.00"
    assert "Lot 1 Fostering!D2" in listed["D2"].why
    assert "£900.00" in listed["D2"].why
    assert "never edited" in listed["D2"].why
    assert changed.changes_nothing


def test_new_age_bands_take_over_from_the_old_ones(office: Session, write_book: WriteBook) -> None:
    _take(office, write_book({"Lot 1 Fostering": [HEADINGS, ["SC1001", "Abbot", 1, 900, 950]]}))
    recut = [["URN", "Tier", "0-4 weekly", "5-15 weekly", "16-17 weekly"],
             ["SC1001", 1, 800, 910, 990]]  # fmt: skip
    preview = _take(
        office, write_book({"Lot 1 Fostering": recut}), PriceImport("SC-26", NEXT_APRIL)
    )
    assert preview.as_dict()["rates_closed"] == 2
    ages = {age: _price(office, "SC1001", age, NEXT_APRIL) for age in (0, 4, 5, 10, 15, 16, 17)}
    assert ages == {
        0: 80_000, 4: 80_000, 5: 91_000, 10: 91_000, 15: 91_000, 16: 99_000, 17: 99_000
    }  # fmt: skip
    assert _price(office, "SC1001", 10, date(2027, 3, 31)) == 90_000


def test_prices_never_slip_in_before_later_ones(office: Session, book: Callable[..., Path]) -> None:
    _take(office, book({"SC1001": [900, 950]}))
    _take(office, book({"SC1001": [930, 950]}), PriceImport("SC-26", NEXT_APRIL))
    between = preview_price_schedule(
        office, book({"SC1001": [920, 950]}), PriceImport("SC-26", date(2026, 10, 1))
    )
    assert [cell.cell for cell in between.unread] == ["D2"]
    assert "1 Apr 2027" in between.unread[0].why


def test_an_unknown_urn_is_listed_and_the_rest_taken(
    office: Session, book: Callable[..., Path]
) -> None:
    preview = _take(office, book({"SC9999": [900, 950], "SC1002": [910, 960]}))
    assert preview.as_dict()["memberships"] == 1
    (cell,) = preview.unread
    assert (cell.sheet, cell.cell, cell.value) == ("Lot 1 Fostering", "A2", "SC9999")
    assert "no service with this URN" in cell.why
    assert _price(office, "SC1002", 9, TODAY) == 91_000


def test_nothing_is_made_of_a_file_whose_services_are_all_unknown(
    session: Session, book: Callable[..., Path]
) -> None:
    preview = preview_price_schedule(session, book({"SC9999": [900, 950]}), ASKED)
    with pytest.raises(Refused, match="Nothing in this file can be taken"):
        accept_price_schedule(session, preview)
    assert _count(session, "agreement") == 0


def test_a_service_joining_later_and_one_left_out(
    office: Session, book: Callable[..., Path]
) -> None:
    _take(office, book({"SC1001": [900, 950]}))
    preview = _take(office, book({"SC1002": [910, 960]}), PriceImport("SC-26", NEXT_APRIL))
    assert any(
        "SC1001" in warning and "stay as they are" in warning for warning in preview.warnings
    )
    assert _price(office, "SC1001", 9, NEXT_APRIL) == 90_000
    before = queries.price(office.tables, "SC-26", "1", "SC1002", age=9, on=TODAY)
    assert before.status is PriceStatus.NO_PRICE
    assert _price(office, "SC1002", 9, NEXT_APRIL) == 91_000


def test_a_day_that_contradicts_the_sheets_own_is_a_warning(
    office: Session, write_book: WriteBook
) -> None:
    rows = [["Prices effective 01/05/2026"], HEADINGS, ["SC1001", "Abbot Ltd", 1, 900, 950]]
    file = write_book({"Lot 1 Fostering": rows})
    preview = preview_price_schedule(office, file, ASKED)
    assert "effective 1 May 2026; they are taken from 1 Apr 2026" in preview.warnings[0]
    stated = preview_price_schedule(office, file, PriceImport("SC-26"))
    assert stated.effective_from == date(2026, 5, 1)
    assert stated.warnings == ()


def test_without_any_day_the_person_is_asked_for_one(
    office: Session, book: Callable[..., Path]
) -> None:
    with pytest.raises(BadInput, match="--from"):
        preview_price_schedule(office, book({"SC1001": [900, 950]}), PriceImport("SC-26"))


def test_a_day_outside_the_agreement_is_refused(office: Session, book: Callable[..., Path]) -> None:
    file = book({"SC1001": [900, 950]})
    _take(office, file)
    for day in (date(2026, 3, 31), date(2030, 4, 1)):
        with pytest.raises(BadInput, match="not in force"):
            preview_price_schedule(office, file, PriceImport("SC-26", day))
    with pytest.raises(BadInput, match="would end"):
        _take(office, file, PriceImport("OTHER", APRIL, date(2026, 3, 1)))


def test_a_urn_that_belongs_to_another_name_is_a_warning(
    office: Session, write_book: WriteBook
) -> None:
    rows = [HEADINGS, ["SC1001", "Cedar Futures Ltd", 1, 900, 950],
            ["SC1002", "BIRCH LIMITED", 1, 900, 950]]  # fmt: skip
    preview = preview_price_schedule(office, write_book({"Lot 1": rows}), ASKED)
    (warning,) = preview.warnings
    assert "row 2" in warning
    assert "Cedar Futures" in warning
    assert "Check the URN" in warning


def test_tier_and_registration_are_compared_and_said(
    office: Session, book: Callable[..., Path]
) -> None:
    _take(office, book({"SC1001": [900, 950]}))
    with office.act("cancel a registration for a test") as act:
        service = act.tables.value("SELECT id FROM service WHERE urn = 'SC1001'")
        act.tables.update("service", service, {"registration_status": "Cancelled"})
    preview = preview_price_schedule(office, book({"SC1001": [900, 950]}, tier=2), ASKED)
    assert any("Cancelled in the register" in warning for warning in preview.warnings)
    assert any("tier 1 of the agreement and tier 2" in warning for warning in preview.warnings)
    assert preview.changes_nothing


def test_a_stale_preview_is_refused(office: Session, book: Callable[..., Path]) -> None:
    stale = preview_price_schedule(office, book({"SC1001": [900, 950]}), ASKED)
    _take(office, book({"SC1001": [905, 950]}))
    with pytest.raises(Refused, match="changed since this preview"):
        accept_price_schedule(office, stale)
    assert _price(office, "SC1001", 9, TODAY) == 90_500


def test_only_those_who_keep_agreements_take_prices(
    office: Session, session_for: SessionFor, book: Callable[..., Path]
) -> None:
    auditor = session_for(Role.AUDITOR)
    preview = preview_price_schedule(auditor, book({"SC1001": [900, 950]}), ASKED)
    with pytest.raises(Refused, match="keep agreements"):
        accept_price_schedule(auditor, preview)
    assert _count(office, "agreement") == 0


def test_a_new_agreement_has_its_days_its_lead_and_where_it_came_from(
    office: Session, book: Callable[..., Path]
) -> None:
    file = book({"SC1001": [900, 950]})
    _take(office, file)
    agreement = queries.find_agreement(office.tables, "sc-26")
    assert agreement.title == "South Central"
    assert (agreement.period.start, agreement.period.end) == (APRIL, date(2030, 4, 1))
    assert agreement.lead_authority_code == "E06000060"
    assert agreement.authorities == ("E06000060",)
    assert agreement.source_file == file.name
    assert len(agreement.source_sha256) == 64


def test_the_preview_is_plain_json_and_plain_words(
    office: Session, book: Callable[..., Path]
) -> None:
    preview = preview_price_schedule(office, book({"SC1001": [900, "€5"], "SC7": [1, 2]}), ASKED)
    data = json.loads(json.dumps(preview.as_dict()))
    assert data["until"] == "2030-03-31"
    assert [cell["cell"] for cell in data["unread"]] == ["E2", "A3"]
    text = price_preview_text(preview)
    assert "New agreement SC-26 South Central" in text
    assert "Lot 1 Fostering!E2 “€5”" in text


def test_unknown_agreements_lots_and_members_are_named(
    office: Session, book: Callable[..., Path]
) -> None:
    _take(office, book({"SC1001": [900, 950]}))
    for agreement, lot, urn, says in (
        ("NONE", "1", "SC1001", "There are SC-26"),
        ("SC-26", "9", "SC1001", "Its lots are: 1 Fostering"),
        ("SC-26", "1", "SC1002", "No service with URN SC1002"),
    ):
        with pytest.raises(NotFound, match=says):
            queries.price(office.tables, agreement, lot, urn, age=9, on=TODAY)


def test_contract_prices_of_all_services_at_once(
    office: Session, book: Callable[..., Path]
) -> None:
    _take(office, book({"SC1001": [900, 950], "SC1002": [880, "POA"]}))
    found = queries.contract_prices(office.tables, age=9, on=TODAY)
    assert [(one.urn, one.amount_pence) for one in found] == [
        ("SC1002", 88_000),
        ("SC1001", 90_000),
    ]
    older = queries.contract_prices(office.tables, age=12, on=TODAY)
    assert [(one.urn, one.amount_pence) for one in older] == [("SC1001", 95_000), ("SC1002", None)]
    only = [found[1].service_id]
    assert len(queries.contract_prices(office.tables, age=9, on=TODAY, service_ids=only)) == 1
    assert queries.contract_prices(office.tables, age=9, on=date(2026, 3, 31)) == []
    assert queries.contract_prices(office.tables, age=9, on=TODAY, element=Element.RESPITE) == []
    suspend_member(office, found[0].membership_id, "Enquiry.")
    assert len(queries.contract_prices(office.tables, age=9, on=TODAY)) == 1


def test_a_price_as_at_any_day_after_an_uplift_by_hand(
    office: Session, book: Callable[..., Path]
) -> None:
    _take(office, book({"SC1001": [900, 950]}))
    old = queries.price(office.tables, "SC-26", "1", "SC1001", age=9, on=TODAY)
    supersede_rate(office, old.rate_id, 92_700, on=NEXT_APRIL, reason="3 % uplift agreed")
    assert _price(office, "SC1001", 9, date(2027, 3, 31)) == 90_000
    after = queries.price(office.tables, "SC-26", "1", "SC1001", age=9, on=NEXT_APRIL)
    assert after.amount_pence == 92_700
    assert "Note: 3 % uplift agreed" in after.why
    assert json.dumps(after.as_dict())
