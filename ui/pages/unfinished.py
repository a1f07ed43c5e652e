"""What was typed and not saved, above Today's lists: what, about whom, when; a press goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from resources_app.foundations.clock import local_text
from resources_app.team.typed import Typed
from ui.shell.places import Place
from ui.shell.tokens import SPACE_M, SPACE_XS
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import clear, column, row
from ui.shell.widgets.words import words

_MOST = 3  # lines; the lists below are what the page is for


def place_of_typing(one: Typed) -> Place:
    """Where to go on typing. A panel that can be opened by its action's name is opened."""
    if not one.where.subject:
        return Place(one.where.page, one.id)
    deed = one.where.form if one.where.form.isidentifier() else ""
    return Place(one.where.page, one.where.subject, one.where.tab, deed)


class UnfinishedStrip(QFrame):
    """Hidden while everything is saved. `went` carries the place to go on at."""

    went = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "true")
        self._title = words("", "strong")
        self._lines = column(spacing=SPACE_XS)
        self.setLayout(
            column(
                self._title,
                self._lines,
                margins=(SPACE_M, SPACE_XS, SPACE_M, SPACE_XS),
                spacing=SPACE_XS,
            )
        )
        self.hide()

    def show_unfinished(self, found: Sequence[Typed]) -> None:
        """Show the pieces, the latest first."""
        clear(self._lines)
        self.setVisible(bool(found))
        self._title.setText(f"Unfinished typing  {len(found)}")
        for one in found[:_MOST]:
            self._lines.addLayout(row(*self._line(one), 1, spacing=SPACE_M))
        if len(found) > _MOST:
            self._lines.addWidget(words(f"and {len(found) - _MOST} earlier", "muted"))

    def _line(self, one: Typed) -> tuple[QWidget, QWidget]:
        about = f": {one.about}" if one.about else ""
        go = button(
            f"{one.where.title}{about}", lambda: self.went.emit(place_of_typing(one)), "link"
        )
        go.setToolTip("Go on typing where you left it")
        return go, words(f"typed {local_text(one.kept_at)}, not saved", "muted")
