"""A button that does something with the lines of a table that are chosen, one or many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from resources_app.foundations.counting import counted
from ui.shell.widgets.buttons import button, let, put_words
from ui.shell.widgets.table import Table

_HOW = "Choose lines first: Ctrl or Shift with a click or an arrow, Ctrl+A for all."


def with_chosen(
    table: Table, verb: str, noun: str, do: Callable[[Sequence[Any]], object], why_not: str = ""
) -> QPushButton:
    """A button such as “Print 3 schedules…”, which Ctrl+P presses too.

    Its words count what is chosen; while nothing is it says how to choose. `why_not` is why the
    officer at work may not at all.
    """

    def press() -> None:
        if chosen := table.chosen():
            do(chosen)

    made = button(f"{verb} {noun}s…", press, icon="print")

    def changed(*_: object) -> None:
        number = len(table.chosen())
        put_words(made, f" {verb} {counted(number, noun)}…" if number else f" {verb} {noun}s…")
        let(made, why_not or ("" if number else _HOW))

    table.view.selectionModel().selectionChanged.connect(changed)
    table.view.rows_model.modelReset.connect(changed)
    key = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), made)
    key.setContext(Qt.ShortcutContext.WindowShortcut)
    key.activated.connect(made.click)
    changed()
    return made
