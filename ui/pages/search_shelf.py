"""The menu of kept searches on the Search tab: earlier ones to open, named ones to use again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from resources_app.casework.kept_searches import LONGEST_NAME, SearchMade, Shelf, name_search
from resources_app.foundations.clock import from_stamp, local_text
from resources_app.foundations.fields import Field
from ui.pages.asking import form_panel
from ui.shell.desk import Desk
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.panel import Panel

_MOST = 12  # lines of each kind: a menu is read at a glance
_NAME = Field(
    "name", "Name", help=f"At most {LONGEST_NAME} characters. Left open, it has no name any more."
)


class ShelfMenu(QWidget):
    """A button whose menu lists the request's searches, and the named ones of all requests."""

    #: The id of a search to be shown as it was made.
    opened = Signal(str)
    #: The id of a search whose changes are to be used in this request.
    used = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.button: QPushButton = button("Earlier searches", lambda: None, name="earlier")
        self._menu = QMenu(self)
        self.button.setMenu(self._menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)

    def show_shelf(self, shelf: Shelf, officers: Mapping[str, str], *, live: bool) -> None:
        """Fill the menu; what is named is used only while one may search."""
        self._menu.clear()
        for one in shelf.made[:_MOST]:
            self._add(_told(one, officers), partial(self.opened.emit, one.id))
        if live and shelf.named:
            self._menu.addSection("Use again")
            for one in shelf.named[:_MOST]:
                self._add(f"Use “{one.name}”", partial(self.used.emit, one.id))
        let(self.button, "" if self._menu.actions() else "No search has been kept yet.")

    def lines(self) -> list[str]:
        """What the menu offers, for reading out and for tests."""
        return [one.text() for one in self._menu.actions() if not one.isSeparator()]

    def choose(self, text: str) -> None:
        """Choose the line of the menu that begins with these words."""
        next(one for one in self._menu.actions() if one.text().startswith(text)).trigger()

    def _add(self, text: str, chosen: Callable[[], None]) -> None:
        self._menu.addAction(text).triggered.connect(lambda _checked=False: chosen())


def name_panel(desk: Desk, one: SearchMade) -> Panel:
    """A panel that gives a kept search a name."""
    return form_panel(
        desk,
        "Name this search",
        (_NAME,),
        "Keep the name",
        lambda session, record: name_search(session, one.id, record["name"]),
        told="The search is kept by its name.",
        values={"name": one.name},
        text="Under its name, what it asks can be used again for any request: what must be so, "
        "what is wished for, and how far. Nothing of the child is carried over.",
    )


def _told(one: SearchMade, officers: Mapping[str, str]) -> str:
    when = local_text(from_stamp(one.searched_at))
    who = officers.get(one.searched_by, "somebody")
    name = f"“{one.name}”, " if one.name else ""
    return f"{name}{when}, {who}: {one.fits:,} of {one.considered:,} fitted"
