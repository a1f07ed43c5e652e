"""The Council tab of the settings: what paper says of the council, its logo and its colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from resources_app.foundations.errors import Refused
from resources_app.foundations.fields import Field, Kind
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.council import (
    Council,
    council,
    council_name,
    describe_council,
    logo_of,
    set_logo,
)
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.page import Page
from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton
from ui.shell.widgets.file_line import FileLine
from ui.shell.widgets.layouts import column, row, scrolled, surface
from ui.shell.widgets.panel import Panel
from ui.shell.widgets.words import Facts, words

_FIELDS = (
    Field("name", "Name", help="When it is not that of the authority with “Council” after it."),
    Field("address", "Address", Kind.LONG_TEXT, help="Where notices are sent."),
    Field("placements_email", "E-mail", help="Where replies about placements go."),
    Field("invoices_to", "Invoices to"),
    Field("colour", "Colour", help="Of rules and the summary box, such as #0B5C7A. Empty: black."),
)
_WHAT = (
    "Every document carries it. What is registered already stays as it is; another name makes a "
    "new version of what is printed again, another logo or colour does not."
)
_PICTURES = "Pictures (*.png *.jpg *.jpeg)"
_LOGO_HEIGHT = 64


@dataclass(frozen=True)
class _Known:
    said: Council
    name: str
    logo: bytes


def _read(tables: Tables) -> _Known:
    return _Known(council(tables), council_name(tables), logo_of(tables))


class CouncilTab(QWidget):
    """What is kept, and buttons to change it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._known: _Known | None = None
        self.change = ActionButton("Change what paper says", self._ask, icon="edit")
        self.choose = ActionButton("Choose a logo", self._ask_logo, "", icon="image")
        self.remove = ActionButton("Take the logo away", self._remove, "", icon="delete")
        self.facts = Facts()
        self.swatch, self.logo = QLabel(), QLabel()
        self.swatch.setFixedSize(128, 14)
        head = row(words(_WHAT, "muted", wrap=True), self.change, spacing=SPACE_M)
        head.setStretch(0, 1)
        said = surface(column(words("What it says", "section"), self.facts, 1, spacing=SPACE_L))
        look = surface(
            column(
                words("How it looks", "section"),
                words("Rules and summary box", "muted"),
                self.swatch,
                words("Logo, on the first page", "muted"),
                self.logo,
                row(self.choose, self.remove, 1, spacing=SPACE_S),
                1,
                spacing=SPACE_M,
            )
        )
        beside = row(said, look, spacing=SPACE_L)
        for at, share in enumerate((3, 2)):
            beside.setStretch(at, share)
        inside = QWidget()
        inside.setLayout(column(beside, 1, spacing=SPACE_L))
        layout = column(head, scrolled(inside), spacing=SPACE_M)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def load(self) -> None:
        """Read what is kept."""
        self._page.desk.read(self, _read, self._show, key="council")

    def _show(self, known: _Known) -> None:
        self._known = known
        said = known.said
        self.facts.show_facts(
            [
                ("Name", known.name),
                ("Address", said.address),
                ("E-mail", said.placements_email),
                ("Invoices to", said.invoices_to),
                ("Colour", said.colour or "Black"),
            ],
            missing="Not set: left on paper to be completed by hand",
        )
        self.swatch.setStyleSheet(
            f"background: {said.colour or '#000000'}; border: 4px solid white;"
        )
        self._show_logo(known.logo)
        # Why not is said once, beside the first of them.
        denied = why_not(self._page.desk.officer, Permission.MANAGE_TEAM)
        self.change.let(denied)
        for one in (self.choose, self.remove):
            one.setVisible(not denied)
        self.remove.let("" if said.logo else "There is no logo to take away.")

    def _show_logo(self, content: bytes) -> None:
        picture = QPixmap()
        if content and picture.loadFromData(content):
            smooth = Qt.TransformationMode.SmoothTransformation
            self.logo.setPixmap(picture.scaledToHeight(_LOGO_HEIGHT, smooth))
            self.logo.setAccessibleName("The council’s logo")
        else:
            self.logo.setText("None")
            self.logo.setAccessibleName("No logo")

    def _ask(self) -> None:
        if self._known is None:
            return
        said = self._known.said

        def act(session: Session, given: dict[str, Any]) -> Changes:
            return describe_council(session, Council(**given))

        values = {one.name: getattr(said, one.name) for one in _FIELDS}
        ask(
            self._page, "What paper says of the council", _FIELDS, "Keep it", act,
            told="What is printed from now on says so.", values=values,
        )  # fmt: skip

    def _ask_logo(self) -> None:
        self.file = FileLine("Logo", _PICTURES)
        content = QWidget()
        content.setLayout(column(words("A PNG or JPEG", "muted"), self.file, 1, spacing=SPACE_S))
        panel = Panel("Choose a logo", content, "Use this logo", lambda: self._set(panel))
        self._page.show_panel(panel)

    def _set(self, panel: Panel) -> None:
        path = self.file.path

        def act(session: Session) -> Changes:
            if path is None or not path.is_file():
                raise Refused("There is no such file.", remedy="Name a PNG or JPEG.")
            return set_logo(session, path.read_bytes(), path.name)

        def done(_: Changes) -> None:
            panel.close_panel()
            self._page.desk.say("What is printed from now on has this logo.")

        panel.working(True)
        self._page.desk.write(panel, act, done, failed=panel.complain)

    def _remove(self) -> None:
        self._page.desk.write(
            self,
            lambda session: set_logo(session, b""),
            lambda _: self._page.desk.say("What is printed from now on has no logo."),
        )
