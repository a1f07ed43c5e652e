"""Postcodes: one way of writing them, and where the installed data say they are."""

from __future__ import annotations

import time

import brotli
import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.foundations.authorities import authority_name
from resources_app.foundations.errors import KnownError
from resources_app.foundations.postcode_files import installed_folder, letters, read_letter
from resources_app.foundations.postcodes import AREAS, Location, PostcodeBook, normalise, outward


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("HP11 1AA", "HP11 1AA"),
        ("hp111aa", "HP11 1AA"),
        ("  Hp11   1aA. ", "HP11 1AA"),
        ("HP11\u00a01AA", "HP11 1AA"),
        ("B1 1AA", "B1 1AA"),
        ("W1A1AA", "W1A 1AA"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("HP11", "HP11"),
        ("", ""),
        ("ZZ99 3WZ", ""),
        ("ZZ993VZ", ""),
        ("Not shared", ""),
        ("N/A", ""),
        ("P05 7OD", ""),  # letters where figures belong: said to be unreadable, not corrected
        ("HP11 1AC", ""),  # C never ends a postcode
        ("QQ1 1AA", ""),
        (None, ""),
        (111111.0, ""),
    ],
)
def test_a_postcode_is_written_one_way(written: object, right: str) -> None:
    assert normalise(written) == right


@given(st.text(max_size=12))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_the_outward_code_is_as_much_as_an_anonymised_page_shows() -> None:
    assert outward("hp111aa") == "HP11"
    assert outward("HP11") == "HP11"
    assert outward("Not shared") == ""


def test_a_known_postcode_has_its_own_position_and_authority() -> None:
    location = PostcodeBook().locate("hp20 1ua")
    assert location == Location(481976, 213538, "E06000060", approximate=False)
    assert location.has_position


def test_a_district_of_a_shire_county_is_given_as_its_county() -> None:
    location = PostcodeBook().locate("OX1 1BX")  # Oxford, district E07000178
    assert location is not None
    assert authority_name(location.authority_code) == "Oxfordshire"


def test_an_unknown_unit_is_in_the_middle_of_its_outward_code_and_says_so() -> None:
    book = PostcodeBook()
    unknown = book.locate("HP11 8ZZ")
    whole = book.locate("HP11")
    assert unknown == whole
    assert unknown is not None
    assert unknown.approximate
    assert unknown.authority_code == "E06000060"


def test_no_authority_is_guessed_where_an_outward_code_lies_in_two() -> None:
    middle = PostcodeBook().locate("OX39")  # Chinnor, with farms in Buckinghamshire
    assert middle is not None
    assert middle.approximate
    assert middle.authority_code == ""


def test_a_postcode_without_a_grid_reference_borrows_its_outward_codes_middle() -> None:
    columns = read_letter(installed_folder(), "B")
    assert columns is not None
    bare = next(
        columns.postcodes[row].decode()
        for row in range(len(columns.postcodes))
        if columns.position_of(row) is None
        and columns.middle_of(columns.postcodes[row].decode()[:4].strip()) is not None
        and not columns.postcodes[row].startswith(b"BT")
    )
    location = PostcodeBook().locate(bare)
    assert location is not None
    assert location.approximate
    assert location.has_position


@pytest.mark.parametrize("text", ["", "ZZ99 3WZ", "Not shared", "HP99 1AA", "rubbish", None])
def test_what_is_not_a_place_is_nowhere(text: object) -> None:
    assert PostcodeBook().locate(text) is None


@pytest.mark.parametrize("text", ["JE2 3AB", "BT1 1AA", "BT1"])
def test_off_the_british_grid_there_is_no_position(text: str) -> None:
    """Northern Ireland's coordinates are on another grid, Jersey's are not given."""
    location = PostcodeBook().locate(text)
    assert location is not None
    assert not location.has_position


def test_many_are_located_in_the_order_given_and_quickly() -> None:
    book = PostcodeBook()
    columns = {letter: read_letter(installed_folder(), letter) for letter in "HORS"}
    texts: list[str] = []
    for column in columns.values():
        assert column is not None
        texts += [code.decode() for code in column.postcodes[:: len(column.postcodes) // 5000]]
    texts = [*texts[:20_000], "ZZ99 3WZ", "HP11"]
    book.locate_many(texts)  # reads the four files
    start = time.perf_counter()
    found = book.locate_many(texts)
    taken = time.perf_counter() - start
    assert taken < 2, f"{len(texts)} postcodes took {taken:.2f} s"
    assert found[-2] is None
    assert found[-1] == book.locate("HP11")
    for index in range(0, len(texts), 1999):
        assert found[index] == book.locate(texts[index])


def test_every_postcode_in_the_data_is_in_a_known_area_and_sorted() -> None:
    folder = installed_folder()
    areas = set()
    for letter in letters(folder):
        columns = read_letter(folder, letter)
        assert columns is not None
        assert (columns.postcodes[:-1] < columns.postcodes[1:]).all()
        areas |= {
            code.decode().rstrip("0123456789 ") for code in set(columns.postcodes.astype("S2"))
        }
    assert areas <= AREAS | {"GI"}  # GIR 0AA, once Girobank's own
    assert AREAS - areas <= {"GY", "IM", "JE"}


def test_data_files_are_read_from_any_folder(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A grid reference of 0 means none, and a missing authority stays unknown."""
    data = {
        "pcd": ["Y1  1AA", "YO1 1AA", "YO1 1AB"],
        "laua": [float("nan"), float("nan"), "E06000014"],
        "oseast1m": [float("nan"), 0.0, 460000.0],
        "osnrth1m": [float("nan"), 0.0, 450000.0],
    }
    packed = brotli.compress(msgpack.packb({"columns": list(data), "data": data}))
    (tmp_path / "postcodes_Y.msgpack.br").write_bytes(packed)
    book = PostcodeBook(tmp_path)
    assert book.locate("YO1 1AB") == Location(460000, 450000, "E06000014")
    assert book.locate("YO1 1AA") == Location(460000, 450000, "E06000014", approximate=True)
    assert book.locate("HP11 1AA") is None


def test_missing_data_are_a_plain_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resources_app.foundations.postcode_files.PACKAGE", "no-such-package")
    installed_folder.cache_clear()
    try:
        with pytest.raises(KnownError, match="not installed"):
            installed_folder()
    finally:
        installed_folder.cache_clear()
