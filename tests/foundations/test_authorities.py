"""Authorities: codes, names as people write them, and districts that stand for their county."""

from __future__ import annotations

import pytest

from resources_app.foundations.authorities import (
    authority_code,
    authority_name,
    childrens_authority,
    known_authorities,
)
from resources_app.foundations.postcode_files import installed_folder, letters, read_letter


def test_england_has_153_childrens_services_authorities() -> None:
    assert len(known_authorities()) == 153
    assert len(known_authorities("Wales")) == 22
    assert [one.kind for one in known_authorities()].count("county") == 21


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Buckinghamshire", "E06000060"),
        ("buckinghamshire council", "E06000060"),
        ("Hertfordshire County Council", "E10000015"),
        ("Bedford", "E06000055"),
        ("Central Bedfordshire", "E06000056"),
        ("Kingston upon Hull, City of", "E06000010"),
        ("Hull", "E06000010"),
        ("Bristol", "E06000023"),
        ("Herefordshire", "E06000019"),
        ("Durham", "E06000047"),
        ("County Durham", "E06000047"),
        ("City of London", "E09000001"),
        ("London Borough of Hillingdon", "E09000017"),
        ("Hammersmith & Fulham", "E09000013"),
        ("Royal Borough of Windsor and Maidenhead", "E06000040"),
        ("Windsor & Maidenhead", "E06000040"),
        ("St. Helens", "E08000013"),
        ("Southend on Sea", "E06000033"),
        ("Bournemouth, Christchurch & Poole", "E06000058"),
        ("Nottingham", "E06000018"),
        ("Nottinghamshire", "E10000024"),
        ("Barking and Dagenham", "E09000002"),
        ("London", ""),
        ("Northamptonshire", ""),  # abolished in 2021 and now two: nothing is guessed
        ("Ruritania", ""),
        ("", ""),
    ],
)
def test_names_are_read_as_people_write_them(written: str, code: str) -> None:
    assert authority_code(written) == code


def test_every_name_leads_back_to_its_own_code() -> None:
    for country in ("England", "Wales"):
        for one in known_authorities(country):
            assert authority_code(one.name) == one.code
            assert authority_name(one.code) == one.name


def test_a_district_stands_for_its_county_and_a_former_code_for_todays() -> None:
    assert childrens_authority("E07000178") == "E10000025"  # Oxford
    assert authority_name("E07000178") == "Oxfordshire"
    assert childrens_authority("E10000002") == "E06000060"  # Buckinghamshire until 2020
    assert childrens_authority("E06000060") == "E06000060"
    assert childrens_authority("") == ""


def test_every_code_in_the_postcode_data_leads_to_a_known_authority() -> None:
    folder = installed_folder()
    codes = set()
    for letter in letters(folder):
        columns = read_letter(folder, letter)
        assert columns is not None
        codes |= set(columns.authority_codes)
    of_england_and_wales = {code for code in codes if code[:1] in ("E", "W")}
    assert len(of_england_and_wales) > 300
    assert [code for code in sorted(of_england_and_wales) if not authority_name(code)] == []


@pytest.mark.parametrize(
    ("postcode_district", "letter", "county"),
    [
        ("OX1 ", "O", "Oxfordshire"),
        ("SG13", "S", "Hertfordshire"),
        ("CT1 ", "C", "Kent"),
        ("PR1 ", "P", "Lancashire"),
        ("IP1 ", "I", "Suffolk"),
        ("WR1 ", "W", "Worcestershire"),
        ("CV32", "C", "Warwickshire"),
        ("LN1 ", "L", "Lincolnshire"),
        ("NR1 ", "N", "Norfolk"),
        ("NG18", "N", "Nottinghamshire"),
        ("SO23", "S", "Hampshire"),
        ("GU1 ", "G", "Surrey"),
        ("RH10", "R", "West Sussex"),
        ("BN21", "B", "East Sussex"),
        ("CM1 ", "C", "Essex"),
        ("GL1 ", "G", "Gloucestershire"),
        ("EX1 ", "E", "Devon"),
        ("S40 ", "S", "Derbyshire"),
        ("CB1 ", "C", "Cambridgeshire"),
        ("LE11", "L", "Leicestershire"),
        ("ST16", "S", "Staffordshire"),
    ],
)
def test_county_towns_are_in_their_counties(
    postcode_district: str, letter: str, county: str
) -> None:
    columns = read_letter(installed_folder(), letter)
    assert columns is not None
    middle = columns.middle_of(postcode_district.strip())
    assert middle is not None
    assert county in {authority_name(code) for code in middle.authority_codes}
