"""Keeps what is typed into panels, and takes it up when the same panel is opened again."""

from __future__ import annotations

from resources_app.team.typed import WhereTyped
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.typing import Typing
from ui.shell.widgets.form import Form
from ui.shell.widgets.panel import Panel


def keep_panel(desk: Desk, here: Place, panel: Panel) -> None:
    """Keep what is typed into a panel from now on, and fill in what was typed there before.

    The action that the panel's button runs removes it: see `Desk.write`.
    """
    forms = panel.findChildren(Form)
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
