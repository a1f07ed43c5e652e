"""The picture of Britain that maps are drawn on: a point for each grid square with a postcode.

A map needs no tiles: eastings and northings are metres, and where people live draws the country.
The picture at one kilometre is shipped as assets/map/britain_1km.npy, a bit for each square,
written by `installer/make_geography.py`; finer ones are worked out from the postcodes.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from resources_app.foundations.postcode_files import installed_folder, letters, read_letter

SHIPPED_STEP = 1_000  # metres
_EAST, _NORTH = 700_000, 1_300_000  # the British National Grid, in metres
# England, Scotland and Wales; Northern Ireland's positions are on another grid.
_COUNTRIES = ("E", "S", "W")

Points = tuple[NDArray[np.int32], NDArray[np.int32]]


def map_points(step_metres: int = SHIPPED_STEP) -> Points:
    """Eastings and northings (metres) of the middles of all grid squares with a postcode.

    At a multiple of 1,000 metres this takes milliseconds; finer, two seconds, so ask for it in
    the background. Raises ValueError for a step under 50 metres.
    """
    if step_metres % SHIPPED_STEP == 0:
        return _thinned(shipped_squares(), step_metres)
    return _middles(squares_with_postcodes(step_metres), step_metres)


@lru_cache(maxsize=1)
def shipped_squares() -> NDArray[np.bool_]:
    """The shipped picture: row by northing, column by easting, in kilometres from the origin."""
    with as_file(files("assets").joinpath("map", "britain_1km.npy")) as file:
        packed = np.load(file, allow_pickle=False)
    width = _EAST // SHIPPED_STEP
    squares: NDArray[np.bool_] = np.unpackbits(packed, axis=1, count=width).astype(np.bool_)
    return squares


def squares_with_postcodes(step_metres: int, folder: Path | None = None) -> NDArray[np.bool_]:
    """Which grid squares of `step_metres` hold a postcode, from the postcode data."""
    if step_metres < 50:
        raise ValueError("a map finer than 50 metres would show single houses")
    shape = (-(-_NORTH // step_metres), -(-_EAST // step_metres))
    squares = np.zeros(shape, dtype=np.bool_)
    folder = folder or installed_folder()
    for letter in letters(folder):
        columns = read_letter(folder, letter)
        if columns is None:
            continue
        wanted = np.array([code.startswith(_COUNTRIES) for code in columns.authority_codes])
        kept = wanted[columns.authorities] & (columns.eastings > 0)
        squares[columns.northings[kept] // step_metres, columns.eastings[kept] // step_metres] = 1
    return squares


def pack(squares: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The form in which the picture is shipped: eight squares to a byte, row by row."""
    return np.packbits(squares, axis=1)


def _thinned(squares: NDArray[np.bool_], step_metres: int) -> Points:
    times = step_metres // SHIPPED_STEP
    rows, columns = np.nonzero(squares)
    coarse = np.zeros([-(-size // times) for size in squares.shape], dtype=np.bool_)
    coarse[rows // times, columns // times] = 1
    return _middles(coarse, step_metres)


def _middles(squares: NDArray[np.bool_], step_metres: int) -> Points:
    rows, columns = np.nonzero(squares)
    half = step_metres // 2
    eastings = (columns * step_metres + half).astype(np.int32)
    northings = (rows * step_metres + half).astype(np.int32)
    return eastings, northings
