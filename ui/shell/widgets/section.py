"""A titled part of a page: what can be done, and a table of what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words

_HEADING = 40  # pixels of a table's heading and frame
_MOST_ROWS = 6  # beyond these the table scrolls


@dataclass(frozen=True)
class Deed:
    """Something that can be done in a section: its button, and what pressing it does.

    `of_row` is given the row that is selected: it is hidden where there is none to choose.
    """

    label: str
    press: Callable[[Any], object]
    of_row: bool = False


class Section(QWidget):
    """Title and deeds over a table as high as its rows; nothing recorded is said in a line.

    Why a deed may not be done stands once below the deeds, however many it keeps from being done.
    What is `beside` the deeds says how they are done.
    """

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        empty: str,
        deeds: Sequence[Deed],
        beside: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._deeds = tuple(deeds)
        self._why: Mapping[str, str] = {}
        self.table = Table(columns, title, height=TWO_LINES)
        self.table.selected.connect(lambda _: self._let())
        # It is as high as its rows, be it one.
        self.table.view.setMinimumHeight(0)
        self._empty = words(empty, "muted", wrap=True)
        self.buttons = {
            one.label: button(one.label, partial(self._press, one)) for one in self._deeds
        }
        self._reasons = words("", "whynot", wrap=True)
        self._reasons.setAlignment(Qt.AlignmentFlag.AlignRight)
        head = row(words(title, "section"), 1, *beside, *self.buttons.values(), spacing=SPACE_S)
        top = column(holder(head), self._reasons, spacing=SPACE_S)
        inside = surface(column(top, self._empty, self.table, spacing=SPACE_M))
        self.setLayout(column(inside))

    def show_rows(self, rows: Sequence[Any], why: Mapping[str, str]) -> None:
        """Show what there is; `why` says for a deed's label why it may not be done."""
        self._why = why
        self._empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.table.show_rows(rows)
        self.table.setFixedHeight(_HEADING + TWO_LINES * min(len(rows), _MOST_ROWS))
        if len(rows) == 1:
            self.table.select(lambda _: True)
        self._let()

    def _let(self) -> None:
        said: list[str] = []
        for deed in self._deeds:
            reason = self._why.get(deed.label, "")
            if not reason and deed.of_row and self.table.current() is None:
                reason = "Choose a row first."
            shown = not deed.of_row or bool(self.table.rows)
            let(self.buttons[deed.label], reason)
            self.buttons[deed.label].setVisible(shown)
            if reason and shown and reason not in said:
                said.append(reason)
        self._reasons.setText(" ".join(said))
        self._reasons.setVisible(bool(said))

    def _press(self, deed: Deed) -> None:
        deed.press(self.table.current())
