"""The Office hours tab of the settings: when the team is at work, from a day on."""

from __future__ import annotations

from datetime import time
from typing import Any

from PySide6.QtWidgets import QWidget

from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.office_hours import USUAL, OfficeHours
from resources_app.session import Session
from resources_app.team.hours_queries import DatedHours, every_office_hours
from resources_app.team.model import Permission
from resources_app.team.office_hours import HoursSet, set_office_hours
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.page import Page
from ui.shell.tokens import SPACE_M
from ui.shell.widgets.buttons import ActionButton
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

_FIELDS = (
    Field("opens", "Opens", Kind.TIME, needed=Needed.ALWAYS),
    Field("closes", "Closes", Kind.TIME, needed=Needed.ALWAYS),
    Field("effective_from", "From", Kind.DATE, needed=Needed.ALWAYS),
)
_COLUMNS = (
    Column("From", lambda one: day_text(one.effective_from), 140, sort=lambda o: o.effective_from),
    Column("Opens", lambda one: f"{one.hours.opens:%H:%M}", 100),
    Column("Closes", lambda one: f"{one.hours.closes:%H:%M}", 100, stretch=True),
)
_WHAT = (
    "A planned request that comes in after hours, at a weekend or on a bank holiday counts from "
    "the next working day. An emergency’s hours run at once."
)


class OfficeHoursTab(QWidget):
    """What was set, and a button to set them anew."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.set = ActionButton("Set the office hours", self._ask, icon="clock")
        self.table = Table(_COLUMNS, "Office hours")
        usual = f"{USUAL.opens:%H:%M} to {USUAL.closes:%H:%M}"
        self.table.when_empty("None are set", f"Until they are, {usual} counts.")
        head = row(words(_WHAT, "muted", wrap=True), self.set, spacing=SPACE_M)
        head.setStretch(0, 1)
        layout = column(head, self.table, spacing=SPACE_M)
        layout.setStretchFactor(self.table, 1)
        self.setLayout(layout)

    def load(self) -> None:
        """Read what was set."""
        desk = self._page.desk
        self.set.let(why_not(desk.officer, Permission.MANAGE_TEAM))
        desk.read(self, every_office_hours, self._show, key="hours")

    def _show(self, found: list[DatedHours]) -> None:
        self.table.show_rows(found)

    def _ask(self) -> None:
        def act(session: Session, given: dict[str, Any]) -> HoursSet:
            hours = OfficeHours(*(time.fromisoformat(given[one]) for one in ("opens", "closes")))
            return set_office_hours(session, hours, given["effective_from"])

        values = {
            "opens": f"{USUAL.opens:%H:%M}",
            "closes": f"{USUAL.closes:%H:%M}",
            "effective_from": self._page.desk.today(),
        }
        ask(
            self._page, "Set the office hours", _FIELDS, "Set them", act,
            told="The office hours are set.", values=values,
        )  # fmt: skip
