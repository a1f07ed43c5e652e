"""What is read from the rows of Ofsted's register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from resources_app.providers.model import Grade, ProvisionType
from resources_app.providers.register import HomeAuthority, RegisterReading, read_register
from resources_app.workbooks.model import Cell
from resources_app.workbooks.reading import read_workbook

BUCKS = HomeAuthority("E06000060", "Buckinghamshire")
DATA = Path(__file__).parent.parent / "data"


def read(path: Path, home: HomeAuthority | None = BUCKS) -> RegisterReading:
    return read_register(read_workbook(path), home)


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
