"""Widgets that nothing reaches any more are taken apart on the window's thread."""

from __future__ import annotations

import gc
from threading import Thread, current_thread

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.shell.tidying import Tidying, tidy


class _Ring:
    """Two objects that hold each other, as a widget and its slots do."""

    def __init__(self, ended: list[str]) -> None:
        self.me = self
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(current_thread().name)


def test_no_other_thread_takes_apart_what_the_window_left(qtbot: QtBot) -> None:
    parent = QObject()
    Tidying(parent)
    ended: list[str] = []
    for _ in range(3):
        _Ring(ended)
    # What would have set Python's own collector off several times over.
    busy = Thread(target=lambda: [[number] for number in range(50_000)], name="busy")
    busy.start()
    busy.join()
    assert ended == []
    kept = [[number] for number in range(2_000)]
    tidy()
    assert ended == ["MainThread"] * 3
    assert len(kept) == 2_000
    shiboken6.delete(parent)
    assert gc.isenabled()


def test_little_that_was_made_is_left_alone(qtbot: QtBot) -> None:
    gc.collect()
    ended: list[str] = []
    gc.disable()
    try:
        _Ring(ended)
        tidy()
        assert ended == []
    finally:
        gc.enable()
        gc.collect()
    assert ended == ["MainThread"]
