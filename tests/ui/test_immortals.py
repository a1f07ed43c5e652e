"""Clicks do not wear None and True out."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import ui.shell
from ui.immortals import PLENTY


def test_there_is_plenty_of_none_and_true(qtbot: QtBot) -> None:
    assert ui.shell.immortals
    button = QPushButton("Press")
    qtbot.addWidget(button)
    button.clicked.connect(lambda: None)
    for _ in range(1_000):
        button.click()
    if sys.version_info < (3, 12):
        # Where this is less than before the clicks, PySide6 still drops a reference a click.
        assert all(sys.getrefcount(one) > PLENTY // 2 for one in (None, True, False))
