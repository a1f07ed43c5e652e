"""The map's picture: small, honest and reproducible."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from resources_app.foundations.outline import map_points, shipped_squares, squares_with_postcodes
from resources_app.foundations.postcodes import PostcodeBook


def test_the_shipped_picture_is_what_the_postcodes_give() -> None:
    assert np.array_equal(shipped_squares(), squares_with_postcodes(1_000))


def test_the_picture_is_small() -> None:
    assert len(files("assets").joinpath("map", "britain_1km.npy").read_bytes()) < 300_000


@pytest.mark.parametrize("step", [500, 1_000, 5_000])
def test_each_square_is_drawn_once_and_people_live_in_it(step: int) -> None:
    eastings, northings = map_points(step)
    squares = set(zip((eastings // step).tolist(), (northings // step).tolist(), strict=True))
    assert len(squares) == len(eastings)
    home = PostcodeBook().locate("HP20 1UA")
    assert home is not None
    assert home.easting is not None
    assert home.northing is not None
    assert (home.easting // step, home.northing // step) in squares


def test_nobody_lives_in_the_sea() -> None:
    eastings, northings = map_points(10_000)
    in_the_north_sea = (eastings > 600_000) & (northings > 400_000)
    assert not in_the_north_sea.any()


def test_a_map_of_single_houses_is_refused() -> None:
    with pytest.raises(ValueError, match="50 metres"):
        map_points(20)
