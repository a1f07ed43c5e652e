"""Collection of unreachable objects comes back by itself, whatever happens meanwhile."""

from __future__ import annotations

import gc

import pytest

from resources_app.foundations.collecting import without_collecting


def test_collecting_stops_and_comes_back() -> None:
    assert gc.isenabled()
    with without_collecting():
        assert not gc.isenabled()
        with without_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_comes_back_after_an_error() -> None:
    with pytest.raises(ValueError, match="x"), without_collecting():
        raise ValueError("x")
    assert gc.isenabled()
