"""Which authorities adjoin, and what regulation 11 makes of it."""

from __future__ import annotations

import csv
import importlib.util
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest

from resources_app.foundations.authorities import (
    Adjacency,
    PlacementArea,
    adjoins,
    authority_code,
    authority_name,
    known_authorities,
    reg_11_class,
    shipped_adjacency,
)

# Every neighbour of the six authorities of the Cross Regional Project. Buckinghamshire's is the
# council's own list; the others were worked out from postcodes and read against the map.
NEIGHBOURS = {
    "Buckinghamshire": [
        "Central Bedfordshire",
        "Hertfordshire",
        "Hillingdon",
        "Milton Keynes",
        "Oxfordshire",
        "Slough",
        "West Northamptonshire",
        "Windsor and Maidenhead",
        "Wokingham",
    ],
    "Oxfordshire": [
        "Buckinghamshire",
        "Gloucestershire",
        "Reading",
        "Swindon",
        "Warwickshire",
        "West Berkshire",
        "West Northamptonshire",
        "Wokingham",
    ],
    "Hertfordshire": [
        "Barnet",
        "Buckinghamshire",
        "Cambridgeshire",
        "Central Bedfordshire",
        "Enfield",
        "Essex",
        "Harrow",
        "Hillingdon",
        "Luton",
    ],
    "Milton Keynes": [
        "Bedford",
        "Buckinghamshire",
        "Central Bedfordshire",
        "North Northamptonshire",
        "West Northamptonshire",
    ],
    "Bracknell Forest": ["Hampshire", "Surrey", "Windsor and Maidenhead", "Wokingham"],
    "Reading": ["Oxfordshire", "West Berkshire", "Wokingham"],
}


@pytest.mark.parametrize("name", list(NEIGHBOURS))
def test_the_neighbours_of_the_six_authorities(name: str) -> None:
    codes = shipped_adjacency().neighbours(authority_code(name))
    assert sorted(authority_name(code) for code in codes) == NEIGHBOURS[name]


@pytest.mark.parametrize(
    ("home", "living", "is_"),
    [
        ("Buckinghamshire", "Buckinghamshire", PlacementArea.IN_AREA),
        ("Buckinghamshire", "Hillingdon", PlacementArea.ADJOINING),
        ("Reading", "Buckinghamshire", PlacementArea.AT_A_DISTANCE),
        ("Bracknell Forest", "Buckinghamshire", PlacementArea.AT_A_DISTANCE),
        ("Buckinghamshire", "Leeds", PlacementArea.AT_A_DISTANCE),
        ("Herefordshire", "Powys", PlacementArea.ADJOINING),
        # Open water and empty down are not taken for a shared boundary.
        ("Isle of Wight", "Hampshire", PlacementArea.AT_A_DISTANCE),
    ],
)
def test_regulation_11_is_about_boundaries_not_miles(
    home: str, living: str, is_: PlacementArea
) -> None:
    assert reg_11_class(authority_code(home), authority_code(living)) is is_


def test_a_district_counts_as_its_county() -> None:
    assert adjoins("E06000060", "E07000179")  # South Oxfordshire
    assert reg_11_class("E10000025", "E07000178") is PlacementArea.IN_AREA


def test_an_unknown_place_is_never_taken_for_a_near_one() -> None:
    assert reg_11_class("E06000060", "") is PlacementArea.UNKNOWN
    assert reg_11_class("", "E06000060") is PlacementArea.UNKNOWN


def test_a_table_of_ones_own_may_be_used() -> None:
    adjacency = Adjacency.of([("E06000060", "E06000046")])
    assert adjacency.adjoins("E06000046", "E06000060")
    assert not adjacency.adjoins("E06000060", "E06000060")
    assert adjacency.area_of("E06000060", "E10000025") is PlacementArea.AT_A_DISTANCE


def test_every_mainland_authority_has_a_neighbour() -> None:
    islands = {"Isle of Wight", "Isles of Scilly"}
    alone = {
        one.name for one in known_authorities() if not shipped_adjacency().neighbours(one.code)
    }
    assert alone == islands


def test_every_row_has_a_known_source_and_its_right_names() -> None:
    text = files("assets").joinpath("codes", "authority_adjacency.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["source"] for row in rows} <= {"stated", "derived", "checked", "doubtful"}
    pairs = [frozenset((row["code"], row["adjoins_code"])) for row in rows]
    assert len(set(pairs)) == len(pairs)
    for row in rows:
        assert authority_name(row["code"]) == row["name"]
        assert authority_name(row["adjoins_code"]) == row["adjoins_name"]


def _make_geography() -> ModuleType:
    file = Path(__file__).parents[2] / "installer" / "make_geography.py"
    spec = importlib.util.spec_from_file_location("make_geography", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_shipped_table_is_what_the_script_derives_again() -> None:
    script = _make_geography()
    rows = script.adjacency_rows(script.derive_pairs(), script.rows_changed_by_hand())
    text = files("assets").joinpath("codes", "authority_adjacency.csv").read_text("utf-8")
    assert [list(row) for row in rows] == list(csv.reader(text.splitlines()))[1:]
