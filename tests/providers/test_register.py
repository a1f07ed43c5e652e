"""What is read from Ofsted's register, and what keeps a registration out of it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources_app.foundations.errors import BadInput
from resources_app.providers.model import Grade, ProvisionType, RegistrationStatus
from resources_app.providers.register import HomeAuthority, RegisterReading, read_register
from resources_app.workbooks.model import Cell
from resources_app.workbooks.reading import read_workbook
from resources_app.workbooks.writing import Table, write_workbook

BUCKS = HomeAuthority("E06000060", "Buckinghamshire")
DATA = Path(__file__).parent.parent / "data"


def read(path: Path, home: HomeAuthority | None = BUCKS) -> RegisterReading:
    return read_register(read_workbook(path), home)


# What is read


def test_a_home_is_read_into_the_stores_own_terms(register) -> None:
    register.home(Conditions="Care for boys only.")
    service = read(register.write()).services["2751533"]
    assert service.name == "Cedar Rise"
    assert service.provision_type == ProvisionType.CHILDRENS_HOME
    assert service.registration_date == "2020-05-25"
    assert service.closed_date is None
    assert service.address == "160 Sycamore Lane\nThame"
    assert service.postcode == "OX39 4PF"
    assert (service.registered_places, service.placement_codes) == (4, "K2")
    assert (service.cares_for_ebd, service.cares_for_physical_disability) == (1, 1)
    assert (service.cares_for_mental_disorders, service.multi_building) == (0, 0)
    assert service.overall_effectiveness == Grade.GOOD
    assert service.conditions == "Care for boys only."


def test_supported_accommodation_has_a_row_for_each_setting_and_repeats_its_urn(register) -> None:
    register.setting()
    register.setting(
        Capacity="5", Setting_address_line_1="190 Yew Road", Setting_address_postcode="rg33bt"
    )
    reading = read(register.write())
    assert reading.refused == ()
    service = reading.services["SC489132"]
    assert service.provision_type == ProvisionType.SUPPORTED_ACCOMMODATION
    assert (service.address, service.postcode) == ("", "")
    assert [(one.address, one.postcode, one.capacity) for one in reading.settings["SC489132"]] == [
        ("33 Fern Road\nReading", "RG4 8EN", 9),
        ("190 Yew Road\nReading", "RG3 3BT", 5),
    ]


def test_numbers_of_settings_that_differ_are_no_number_of_the_service(register) -> None:
    register.setting(URN="SC1111")
    register.setting(URN="SC1111", Provider_telephone_number="01494 372807")
    register.setting(URN="SC2222")
    services = read(register.write()).services
    assert services["SC1111"].telephone == ""
    assert services["SC2222"].telephone == "01494 460356"


@pytest.mark.parametrize(
    ("written", "urn"),
    [(2751533, "2751533"), ("2751533", "2751533"), (" sc093391", "SC093391")],
)
def test_urns_come_as_numbers_and_as_text(register, written: Cell, urn: str) -> None:
    register.home(URN=written)
    assert list(read(register.write()).services) == [urn]


@pytest.mark.parametrize("written", [date(2020, 5, 25), "25/05/2020", "2020-05-25", "25 May 2020"])
@pytest.mark.parametrize("date_1904", [False, True])
def test_dates_come_as_dates_and_as_text(register, written: Cell, date_1904: bool) -> None:
    register.home(Registration_date=written)
    service = read(register.write(date_1904=date_1904)).services["2751533"]
    assert service.registration_date == "2020-05-25"


@pytest.mark.parametrize(
    ("written", "postcode", "noted"),
    [
        ("ox2 0pd", "OX2 0PD", False),
        ("OX394PF", "OX39 4PF", False),
        ("Not shared", "", False),
        ("ZZ99 9ZZ", "", False),
        ("", "", False),
        ("P05 7OD", "", True),
    ],
)
def test_dirty_postcodes(register, written: str, postcode: str, noted: bool) -> None:
    register.home(Provider_postcode=written)
    reading = read(register.write())
    assert reading.services["2751533"].postcode == postcode
    assert any(f"“{written}” is not a postcode" in note for note in reading.notes) is noted


def test_a_sentence_in_place_of_grades_is_kept_once_as_a_note(register) -> None:
    sentence = "Not provided as service is inspected as part of the ILACS inspection"
    register.home(
        Overall_effectiveness=sentence,
        CYP_safety=sentence,
        Leadership_and_management="-",
        CYP_outcomes=sentence,
    )
    service = read(register.write()).services["2751533"]
    assert service.overall_effectiveness == service.safety_grade == Grade.NONE
    assert service.grade_note == sentence


@pytest.mark.parametrize(
    ("written", "codes"),
    [("U1,U2", "U1,U2"), ("u1; U2 U1", "U1,U2"), ("-", ""), ("K2", "K2")],
)
def test_placement_codes(register, written: str, codes: str) -> None:
    register.home(Placement_code=written)
    assert read(register.write()).services["2751533"].placement_codes == codes


@pytest.mark.parametrize(
    ("cells", "provision", "in_house"),
    [
        ({}, ProvisionType.CHILDRENS_HOME, 0),
        ({"Provider_subtype": "Secure Unit"}, ProvisionType.SECURE_HOME, 0),
        ({"Provider_type": "Residential Special School"}, ProvisionType.SPECIAL_SCHOOL, 0),
        ({"Provider_type": "Boarding School"}, ProvisionType.BOARDING_SCHOOL, 0),
        ({"Provider_type": "Further Education College"}, ProvisionType.BOARDING_SCHOOL, 0),
        ({"Provider_type": "Residential Family Centre"}, ProvisionType.FAMILY_CENTRE, 0),
        ({"Provider_type": "Independent Fostering Agency"}, ProvisionType.FOSTERING_AGENCY, 0),
        (
            {"Provider_type": "Local Authority Fostering Agency", "Sector": "Local Authority"},
            ProvisionType.IN_HOUSE_FOSTERING,
            0,
        ),
        (
            {
                "Provider_type": "Local Authority Fostering Agency",
                "Local_authority": "Buckinghamshire",
            },
            ProvisionType.IN_HOUSE_FOSTERING,
            1,
        ),
        (
            {"Sector": "Local Authority", "Local_authority": "Buckinghamshire"},
            ProvisionType.IN_HOUSE_HOME,
            1,
        ),
        ({"Sector": "Local Authority"}, ProvisionType.CHILDRENS_HOME, 0),
        # Another council's home in Buckinghamshire is not in-house; ours in Oxfordshire is.
        (
            {
                "Sector": "Local Authority",
                "Local_authority": "Buckinghamshire",
                "Owner_name": "Hertfordshire County Council",
            },
            ProvisionType.CHILDRENS_HOME,
            0,
        ),
        (
            {"Sector": "Local Authority", "Owner_name": "Buckinghamshire Council"},
            ProvisionType.IN_HOUSE_HOME,
            1,
        ),
        (
            {
                "Sector": "Local Authority",
                "Local_authority": "Buckinghamshire",
                "Provider_subtype": "Secure Unit",
            },
            ProvisionType.SECURE_HOME,
            1,
        ),
    ],
)
def test_types_in_our_own_terms(
    register, cells: dict[str, Cell], provision: ProvisionType, in_house: int
) -> None:
    register.home(**cells)
    service = read(register.write()).services["2751533"]
    assert (service.provision_type, service.in_house) == (provision, in_house)


def test_adoption_is_skipped_and_counted_whatever_else_its_rows_hold(register) -> None:
    register.home()
    register.home(URN="SC1111", Provider_type="Voluntary Adoption Agency", Provider_name="")
    register.home(URN="SC1111", Provider_type="Voluntary Adoption Agency")
    register.home(URN="", Provider_type="Adoption Support Agency")
    reading = read(register.write())
    assert list(reading.services) == ["2751533"]
    assert reading.skipped == {"Adoption Support Agency": 1, "Voluntary Adoption Agency": 1}
    assert reading.refused == ()


def test_an_owner_is_known_by_ofsteds_number_and_called_what_most_rows_call_it(register) -> None:
    register.home(URN=1001, Owner_name="Bramble Cares")
    register.home(URN=1002)
    register.home(URN=1003, top_company="Bramble Group plc")
    reading = read(register.write())
    assert set(reading.owner_of.values()) == {"900097"}
    owner = reading.owners["900097"]
    assert (owner.name, owner.owner_group) == ("Bramble Care (UK) Ltd", "Bramble Group plc")
    assert any("“Bramble Care (UK) Ltd” and “Bramble Cares”" in note for note in reading.notes)


def test_rows_below_the_table_are_left_out(register) -> None:
    register.home()
    register.homes.append({"Local authority": "Source: Ofsted, 30 April 2026"})
    register.homes.append({})
    reading = read(register.write())
    assert (len(reading.services), reading.refused) == (1, ())


# Layouts


def test_columns_in_any_order_with_others_between_and_titles_above(register, tmp_path) -> None:
    row = register.home()
    columns = sorted(register.headings("Providers"), key=lambda name: name[::-1])
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Children’s providers"
    sheet.append(["Ofsted: social care providers as at 30 April 2026"])
    sheet.append([])
    sheet.append(["Colour", *(name.upper() + " " for name in columns)])
    sheet.append(["blue", *(row.get(name, "") for name in columns)])
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").services == read(register.write()).services


ONE_SHEET = {
    "Setting Name": "Provider name",
    "Setting address line 1": "Provider address line 1",
    "Setting address town": "Provider town",
    "Setting Address Postcode": "Provider postcode",
    "Setting telephone number": "Provider telephone number",
    "Setting email address": "Provider email address",
    "Latest overall Effectiveness grade from last full inspection": "Overall effectiveness",
}


def test_the_single_sheet_of_2023_reads_the_same(register, tmp_path) -> None:
    row = register.home()
    columns = register.headings("Providers", "2023-2024: one sheet")
    known = {name.casefold(): value for name, value in row.items()}
    cells = [known.get(ONE_SHEET.get(name, name).casefold(), "") for name in columns]
    write_workbook(tmp_path / "a.xlsx", [Table("Sheet1", columns, [cells])])
    old, new = read(tmp_path / "a.xlsx"), read(register.write())
    assert old.layout == "2023–2024, one sheet"
    assert old.services == new.services
    assert {"linked_school_urn"} == new.given_for["2751533"] - old.given_for["2751533"] - {
        "linked_school_name"
    }


def test_the_childrens_homes_workbook_before_2023_reads_too(tmp_path, register) -> None:
    columns = register.headings("Provider information", "before 2023: children's homes")
    cells: dict[str, Cell] = {
        "URN": "SC093391",
        "Provider Type": "Children's Home",
        "Setting Name": "Bramble Croft",
        "Provider Status": "Active",
        "Max Users": 5,
        "Overall Effectiveness": "Requires improvement to be good",
        "Provider Placement Code": "K2",
    }
    write_workbook(
        tmp_path / "a.xlsx",
        [
            Table("Provider information", columns, [[cells.get(name, "") for name in columns]]),
            Table("Registration Conditions", ["Local Authority", "URN", "Conditions"], [["", 1]]),
        ],
    )
    reading = read(tmp_path / "a.xlsx")
    service = reading.services["SC093391"]
    assert reading.layout == "before 2023"
    assert (service.registered_places, service.placement_codes) == (5, "K2")
    assert service.overall_effectiveness == Grade.REQUIRES_IMPROVEMENT
    # The conditions are on a sheet that is not read, so they are not known rather than none.
    assert "conditions" not in reading.given_for["SC093391"]
    assert any("Registration Conditions" in note for note in reading.notes)


def test_a_csv_of_the_register_reads_too(register, tmp_path) -> None:
    row = register.home()
    columns = list(row)
    line = [value.isoformat() if isinstance(value, date) else str(value) for value in row.values()]
    quoted = [",".join(f'"{text}"' for text in texts) for texts in (columns, line)]
    (tmp_path / "a.csv").write_text("\n".join(quoted), encoding="utf-8-sig")
    assert read(tmp_path / "a.csv").services == read(register.write()).services


# What is refused


def refused(register, **cells: Cell) -> tuple[str, int, str, str]:
    """The one refusal that a home with these cells meets; a good home beside it is taken."""
    register.home(URN=1000001)
    register.home(**cells)
    reading = read(register.write())
    assert list(reading.services) == ["1000001"]
    assert reading.refused_services == 1
    (cell,) = reading.refused
    assert cell.sheet == "Providers"
    assert cell.address.endswith("3")
    return cell.column, cell.row, cell.value, cell.why


@pytest.mark.parametrize(
    ("heading", "value", "why"),
    [
        ("URN", "Cedar Rise", "is not an Ofsted URN"),
        ("URN", "", "There is no URN"),
        ("Provider type", "Hotel", "is not a type of provider that Ofsted registers"),
        ("Provider name", "", "There is no name"),
        ("Registration status", "Open", "Statuses are: Active"),
        ("Registration date", "soon", "is not a date"),
        ("Deregistration date", "31/02/2025", "not a day in the calendar"),
        ("Number of registered places", "many", "is not a whole number"),
        ("Overall effectiveness", "Excellent", "Grades are: Outstanding"),
        ("Mental disorders", "perhaps", "neither yes nor no"),
        ("Placement code", "foster", "placement codes"),
    ],
)
def test_a_wrong_cell_keeps_its_home_out_and_says_what_would_be_right(
    register, heading: str, value: str, why: str
) -> None:
    column, row, shown, said = refused(register, **{heading.replace(" ", "_"): value})
    assert (column, row, shown) == (heading, 3, value)
    assert why in said


def test_a_home_that_stands_twice_is_refused_and_both_rows_are_named(register) -> None:
    register.home()
    register.home(URN="SC1111", Provider_name="Quarry Rise")
    register.home(URN="2751533", Provider_name="Cedar Rise again")
    reading = read(register.write())
    assert list(reading.services) == ["SC1111"]
    assert reading.refused_services == 1
    assert [cell.row for cell in reading.refused] == [2, 4]
    assert "row 2 of “Providers”, row 4 of “Providers”" in reading.refused[0].why


def test_a_urn_on_both_sheets_is_refused(register) -> None:
    register.home(URN="SC489132")
    register.setting()
    register.setting(Setting_address_line_1="190 Yew Road")
    reading = read(register.write())
    assert (reading.services, reading.settings, reading.owners) == ({}, {}, {})
    assert reading.refused_services == 1
    assert "row 2 of “Providers”, row 2 of “SA Providers”" in reading.refused[0].why


@pytest.mark.parametrize(
    ("heading", "value"),
    [("Registration status", "Cancelled"), ("Provider name", "Rowan"), ("Owner ID", 900013)],
)
def test_settings_that_disagree_on_their_registration_are_refused(
    register, heading: str, value: Cell
) -> None:
    register.setting()
    register.setting(**{heading.replace(" ", "_"): value})
    register.setting(URN="SC999999")
    reading = read(register.write())
    assert list(reading.services) == ["SC999999"]
    (cell,) = reading.refused
    assert (cell.sheet, cell.row, cell.column) == ("SA Providers", 3, heading)
    assert "Row 2 of the same registration says" in cell.why


def test_one_bad_setting_keeps_the_whole_registration_out(register) -> None:
    register.setting()
    register.setting(Capacity="lots", Setting_address_line_1="190 Yew Road")
    reading = read(register.write())
    assert (reading.services, reading.settings) == ({}, {})
    assert [(cell.row, cell.column, cell.urn) for cell in reading.refused] == [
        (3, "Capacity", "SC489132")
    ]


def test_formulas_never_calculated_and_errors_are_refused_by_their_cell(register) -> None:
    for urn in (1001, 1002, 1003):
        register.home(URN=urn)
    path = register.write()
    book = openpyxl.load_workbook(path)
    sheet = book["Providers"]
    column = register.headings("Providers").index("Number of registered places") + 1
    sheet.cell(2, column).value = "=2+2"
    sheet.cell(3, column).value = "#REF!"
    sheet.cell(4, 2).value = "=1+1"
    book.save(path)
    reading = read(path)
    assert reading.services == {}
    assert [(cell.address, cell.urn) for cell in reading.refused] == [
        ("AL2", "1001"),
        ("AL3", "1002"),
        ("B4", ""),
    ]
    assert "never calculated" in reading.refused[0].why
    assert "#REF!" in reading.refused[1].why


def test_a_formula_with_a_stored_value_is_that_value(tmp_path, register) -> None:
    import xlsxwriter

    columns = register.headings("Providers")
    row = register.home()
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Providers")
    sheet.write_row(0, 0, columns)
    for at, heading in enumerate(columns):
        sheet.write(1, at, row.get(heading, ""))
    sheet.write_formula(1, columns.index("Number of registered places"), "=2+2", None, 4)
    book.close()
    assert read(tmp_path / "a.xlsx").services == read(register.write()).services


def test_another_workbook_is_refused_whole(tmp_path: Path) -> None:
    write_workbook(
        tmp_path / "prices.xlsx",
        [Table("Lot 1", ["Provider", "Tier", "0-4", "5-10"], [["Bramble", 1, 850, 900]])],
    )
    with pytest.raises(BadInput, match="No sheet has the headings of Ofsted's register") as caught:
        read(tmp_path / "prices.xlsx")
    assert "“Lot 1”" in str(caught.value)


def test_a_register_without_a_heading_it_needs_is_refused_whole(register, tmp_path) -> None:
    row = register.home()
    del row["Registration status"]
    columns = list(row)
    write_workbook(tmp_path / "a.xlsx", [Table("Providers", columns, [list(row.values())])])
    with pytest.raises(BadInput, match="no column headed “Registration status”") as caught:
        read(tmp_path / "a.xlsx")
    assert "sheet “Providers”, row 1" in str(caught.value)


# The published fixture, counted by another reader


def test_the_shared_register_gives_what_another_reader_counts_in_it() -> None:
    book = openpyxl.load_workbook(DATA / "ofsted_register.xlsx", read_only=True)
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    expected: dict[str, list[dict[str, object]]] = {
        name: [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
        for name, lines in rows.items()
    }
    reading = read(DATA / "ofsted_register.xlsx")
    urns = {str(row["URN"]) for sheet in expected.values() for row in sheet}
    assert len(urns) == len(reading.services) == 1400
    assert set(reading.services) == urns
    assert sum(map(len, reading.settings.values())) == len(expected["SA Providers"]) == 989
    assert (reading.refused, reading.skipped) == ((), {})
    for row in expected["Providers"]:
        service = reading.services[str(row["URN"])]
        assert service.name == row["Provider name"]
        assert service.registration_status == row["Registration status"]
        assert service.registered_places == row["Number of registered places"]
        assert service.conditions == (row["Conditions"] or "")
        moment = row["Date of last full inspection"]
        if isinstance(moment, str):  # 38 of them are text, day first
            moment = datetime.strptime(moment, "%d/%m/%Y")
        day = moment.date().isoformat() if isinstance(moment, datetime) else None
        assert service.inspection_date == day
        grade = str(row["Overall effectiveness"] or "")
        assert (service.overall_effectiveness or service.grade_note) == grade
    capacities = Counter(str(row["URN"]) for row in expected["SA Providers"])
    assert {urn: len(found) for urn, found in reading.settings.items()} == capacities


# Round trip

GRADES = [grade.value for grade in Grade if grade]
NAMES = st.text("abcdefghijklmnopqrstuvwxyzäéœß &'-=+@", min_size=3, max_size=20).filter(
    lambda text: text == text.strip() and any(map(str.isalpha, text)) and text not in {"none"}
)
DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
HOMES = st.fixed_dictionaries(
    {
        "Provider name": NAMES,
        "Registration date": DAYS,
        "Deregistration date": DAYS,
        "Registration status": st.sampled_from([status.value for status in RegistrationStatus]),
        "Overall effectiveness": st.sampled_from(["", *GRADES]),
        "Number of registered places": st.one_of(st.none(), st.integers(0, 400)),
        "Mental disorders": st.sampled_from([0, 1]),
        "Provider postcode": st.sampled_from(["", "HP11 1AA", "OX2 0PD"]),
        "Placement code": st.lists(st.sampled_from(["U1", "U2", "K2", "H5"]), unique=True).map(
            ",".join
        ),
        "as text": st.booleans(),
    }
)


READ_BACK = {
    "Provider name": "name",
    "Registration date": "registration_date",
    "Deregistration date": "closed_date",
    "Registration status": "registration_status",
    "Overall effectiveness": "overall_effectiveness",
    "Number of registered places": "registered_places",
    "Mental disorders": "cares_for_mental_disorders",
    "Provider postcode": "postcode",
    "Placement code": "placement_codes",
}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(homes=st.dictionaries(st.integers(1000, 9_999_999), HOMES, min_size=1, max_size=6))
def test_a_register_written_from_services_reads_back_as_them(
    tmp_path: Path, register, homes: dict[int, dict[str, object]]
) -> None:
    register.homes.clear()
    for urn, cells in homes.items():
        row = {name: value for name, value in cells.items() if name != "as text"}
        for name in ("Registration date", "Deregistration date"):
            day = row[name]
            if isinstance(day, date) and cells["as text"]:
                row[name] = day.strftime("%d/%m/%Y")
        register.home(**{"URN": str(urn) if cells["as text"] else urn} | row)
    reading = read(register.write())
    assert reading.refused == ()
    for urn, cells in homes.items():
        service = reading.services[str(urn)]
        for heading, field in READ_BACK.items():
            written = cells[heading]
            expected = written.isoformat() if isinstance(written, date) else written
            assert getattr(service, field) == expected
