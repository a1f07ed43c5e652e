"""Back and forward work as in a browser."""

from __future__ import annotations

import pytest

from ui.shell.places import History, Place

LIST, ONE, TWO = Place("requests"), Place("request", "1"), Place("request", "2")


def _walked() -> History:
    history = History()
    for place in (LIST, ONE, TWO):
        history.visit(place)
    return history


def test_back_and_forward_walk_the_way_we_came() -> None:
    history = _walked()
    assert history.back() == ONE
    assert history.back() == LIST
    assert not history.can_go_back
    assert history.forward() == ONE


def test_going_somewhere_new_forgets_what_was_ahead() -> None:
    history = _walked()
    history.back()
    history.visit(LIST)
    assert not history.can_go_forward
    assert history.back() == ONE


def test_another_tab_of_the_same_record_is_not_another_step() -> None:
    history = _walked()
    history.visit(TWO.on("offers"))
    assert history.here == TWO.on("offers")
    assert history.back() == ONE


def test_there_is_no_way_back_from_the_start() -> None:
    with pytest.raises(IndexError):
        History().back()
