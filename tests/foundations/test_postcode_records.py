"""The quick way of decoding a postcode file gives what decoding it value by value gives."""

from __future__ import annotations

import math

import brotli
import msgpack
import numpy as np
import pytest

from resources_app.foundations import postcode_records
from resources_app.foundations.postcode_files import installed_folder

COLUMNS = {
    "pcd": ["HP1 1AA", "HP111AA"],
    "laua": ["E06000060", math.nan],
    "oseast1m": [486_900.0, math.nan],
    "osnrth1m": [193_500.0, math.nan],
}


def packed(**changes: list[object]) -> bytes:
    # Ten times over: msgpack writes lists of fewer than sixteen in a shape of their own.
    data = {name: values * 10 for name, values in {**COLUMNS, **changes}.items()}
    return bytes(msgpack.packb({"columns": list(data), "data": data}))


@pytest.mark.parametrize("letter", ["F", "J", "Z"])  # J has no authorities, Z misses nothing
def test_an_installed_file_decodes_the_same_both_ways(letter: str) -> None:
    file = installed_folder() / f"postcodes_{letter}.msgpack.br"
    data = brotli.decompress(file.read_bytes())
    quick, slow = postcode_records._by_records(data), postcode_records._by_values(data)
    assert quick is not None
    assert (quick.postcodes == slow.postcodes).all()
    assert (quick.codes == slow.codes).all()
    assert np.array_equal(quick.eastings, slow.eastings, equal_nan=True)
    assert np.array_equal(quick.northings, slow.northings, equal_nan=True)


def test_a_regular_file_is_read_by_records() -> None:
    found = postcode_records._by_records(packed())
    assert found is not None
    assert found.postcodes.tolist()[:2] == [b"HP1 1AA", b"HP111AA"]
    assert found.codes.tolist()[:2] == [b"E06000060", b""]
    assert found.eastings[0] == 486_900.0
    assert math.isnan(found.northings[1])


@pytest.mark.parametrize(
    "changes",
    [
        {"pcd": ["HP1 1AA", "HP11 1AA"]},
        {"oseast1m": [486_900, 1]},
        {"laua": ["E06000060", None]},
        {"laua": ["E06000060", "E0600006"]},
    ],
)
def test_a_file_of_another_shape_is_read_value_by_value(changes: dict[str, list[object]]) -> None:
    assert postcode_records._by_records(packed(**changes)) is None
    found = postcode_records.decode(packed(**changes))
    assert len(found.postcodes) == 20
    assert found.codes[0] == b"E06000060"


def test_what_is_no_msgpack_raises() -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        postcode_records.decode(b"\xc1nonsense")
