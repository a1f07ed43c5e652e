"""Decodes a postcode file's columns without making a Python object of every value.

The files are msgpack, but regular: a postcode is a text of seven characters, an authority's code
one of nine, a metre and a missing value a number of eight bytes. Seen as arrays of records of
that length they are read ten times faster than value by value. A file of any other shape
is decoded by msgpack itself.
Layouts follow the msgpack specification: 0xa0+n is a text of n bytes, 0xcb a float, 0xdc and
0xdd lists with lengths of two and four bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np
from numpy.typing import NDArray

_POSTCODE_BYTES = 7
_CODE_BYTES = 9
_NAMES = ("pcd", "laua", "oseast1m", "osnrth1m")
# Not a number, as the package writes it for a postcode without an authority; it is as long as a
# code's text but for the first byte, so it is turned into a code of nine zero bytes.
_MISSING = b"\xcb\x7f\xf8" + bytes(6)
_NO_CODE = bytes([0xA0 + _CODE_BYTES]) + bytes(_CODE_BYTES)


@dataclass(frozen=True)
class PostcodeRecords:
    """Four columns of one length; a missing code is empty, a missing metre not a number."""

    postcodes: NDArray[np.bytes_]
    codes: NDArray[np.bytes_]
    eastings: NDArray[np.float64]
    northings: NDArray[np.float64]


def decode(data: bytes) -> PostcodeRecords:
    """The columns of a file's msgpack. Raises what msgpack raises when it is none."""
    return _by_records(data) or _by_values(data)


def _by_records(data: bytes) -> PostcodeRecords | None:
    """The columns, if every part is exactly as regular as expected; else None."""
    starts = [data.find(_key(name), data.find(_key("data"))) for name in _NAMES]
    if min(starts) < 0 or starts != sorted(starts):
        return None
    ends = [*starts[1:], len(data)]
    parts = []
    for name, start, end in zip(_NAMES, starts, ends, strict=True):
        first = start + len(_key(name))
        length = {0xDC: 2, 0xDD: 4}.get(data[first])
        if length is None:
            return None
        count = int.from_bytes(data[first + 1 : first + 1 + length], "big")
        parts.append((count, data[first + 1 + length : end]))
    (size, postcodes), (codes_size, codes), (easting_size, east), (northing_size, north) = parts
    if not size == codes_size == easting_size == northing_size:
        return None
    columns = (
        _texts(postcodes, _POSTCODE_BYTES, size),
        _texts(codes.replace(_MISSING, _NO_CODE), _CODE_BYTES, size),
        _numbers(east, size),
        _numbers(north, size),
    )
    if any(column is None for column in columns):
        return None
    return PostcodeRecords(*columns)  # type: ignore[arg-type]


def _key(name: str) -> bytes:
    return bytes([0xA0 + len(name)]) + name.encode("ascii")


def _texts(part: bytes, width: int, size: int) -> NDArray[np.bytes_] | None:
    found = _records(part, 0xA0 + width, f"S{width}", size)
    return None if found is None else found["value"].copy()


def _numbers(part: bytes, size: int) -> NDArray[np.float64] | None:
    found = _records(part, 0xCB, ">f8", size)
    return None if found is None else found["value"].astype(np.float64)


def _records(part: bytes, head: int, value: str, size: int) -> NDArray[np.void] | None:
    """The part as `size` records of a head byte and a value; None when it is not that."""
    shape = np.dtype([("head", "u1"), ("value", value)])
    if len(part) != size * shape.itemsize:
        return None
    records = np.frombuffer(part, dtype=shape)
    return records if bool((records["head"] == head).all()) else None


def _by_values(data: bytes) -> PostcodeRecords:
    columns: dict[str, list[Any]] = msgpack.unpackb(data)["data"]
    codes = [code if isinstance(code, str) else "" for code in columns["laua"]]
    return PostcodeRecords(
        postcodes=np.array([text.encode("ascii") for text in columns["pcd"]], dtype="S7"),
        codes=np.array([code.encode("ascii") for code in codes], dtype="S9"),
        eastings=np.array(columns["oseast1m"], dtype=np.float64),
        northings=np.array(columns["osnrth1m"], dtype=np.float64),
    )
