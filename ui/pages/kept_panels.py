"""Keeps what is typed into panels, and takes it up when the same panel is opened again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from resources_app.team.typed import WhereTyped
from ui.pages.reply_grid import ReplyGrid
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.typing import Typing
from ui.shell.widgets.form import Form
from ui.shell.widgets.panel import Panel


def keep_panel(desk: Desk, here: Place, panel: Panel) -> None:
    """Keep what is typed into a panel from now on, and fill in what was typed there before.

    The action that the panel's button runs removes it: see `Desk.write`.
    """
    replies = [TypedReplies(grid) for grid in panel.findChildren(ReplyGrid)]
    forms = [*panel.findChildren(Form), *replies]
    if not forms:
        return
    where = WhereTyped(here.page, here.key, panel.deed or panel.title, panel.title, here.tab)
    typing = panel.typing = Typing(panel, desk, where, panel.kept, *forms)
    typing.resume()

    def say_so() -> None:
        if typing.unsaved:
            text = f"What you typed is kept. Open “{panel.title}” again to go on with it."
            desk.say(text, "information")

    panel.closed.connect(say_so)


class TypedReplies(QObject):
    """A grid of replies as a form whose typing is kept: a field for each home, by its URN."""

    edited = Signal(str)

    def __init__(self, grid: ReplyGrid) -> None:
        super().__init__(grid)
        self._rows = {one.home.part.urn: one for one in grid.rows}
        grid.told.connect(lambda _: self.edited.emit(""))

    def typed(self) -> dict[str, Any]:
        """The reply and the note of each home, as they stand."""
        return {
            urn: [one.reply.text(), one.note.text()]
            for urn, one in self._rows.items()
            if not one.empty
        }

    def shown(self) -> dict[str, Any]:
        """Nothing stood there before: replies that were recorded are not typed over."""
        return {}

    def take_up(self, answers: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        """Go on with what was typed earlier, at the homes whose reply is still awaited."""
        for urn in answers.keys() & self._rows.keys():
            reply, note = answers[urn]
            self._rows[urn].reply.setText(reply)
            self._rows[urn].note.setText(note)

    def put_back(self) -> None:
        """Empty every field."""
        for one in self._rows.values():
            one.reply.clear()
            one.note.clear()
