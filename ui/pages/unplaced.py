"""Children for whom no home was found: why, what was sought, why homes declined; and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter

from resources_app.casework.unplaced import (
    Unplaced,
    UnplacedGroup,
    UnplacedRequest,
    most_words,
    summary,
)
from resources_app.casework.unplaced_queries import unplaced_in
from resources_app.casework.unplaced_table import as_table
from resources_app.foundations.codes import CodeList
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.fields import Field, Kind
from resources_app.foundations.phrases import capital
from resources_app.workbooks.writing import write_csv
from ui.pages.page import Crumb, Page
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.editors import DayEditor
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import holder, row
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words

_YEAR = 365  # nights that are looked back over at first


def _declined(one: UnplacedGroup) -> str:
    return most_words(one.declines, CodeList.DECLINE_REASONS) or "No home declined"


def _wanting(one: UnplacedGroup) -> str:
    said = most_words(one.needs, CodeList.UNMET_NEEDS)
    return f"Would have met it: {said}" if said else ""


GROUPS = (
    Column("Closed because", lambda one: one.reason_words, 250, stretch=True,
           second=lambda one: f"{one.sought_words}, {one.age_words.lower()}"),
    Column("Requests", lambda one: f"{len(one.requests):,}", 84, number=True,
           sort=lambda one: len(one.requests)),
    Column("Homes declined because", _declined, 380, stretch=True, second=_wanting,
           hint=lambda one: most_words(one.declines, CodeList.DECLINE_REASONS, 99)),
)  # fmt: skip
REQUESTS = (
    Column("Reference", lambda one: one.reference, 140),
    Column("Closed", lambda one: day_text(one.closed_on), 108, number=True,
           sort=lambda one: one.closed_on),
    Column("Age", lambda one: str(one.age), 56, number=True, sort=lambda one: one.age),
    Column("What would have met it", lambda one: capital(str(one.unmet)) or "Not said", 260,
           stretch=True, hint=lambda one: one.unmet.sentence),
)  # fmt: skip


class UnplacedPage(Page):
    """Groups of requests; those of the one that is chosen stand below, and open."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {"placement_request", "release_recipient", "unmet_need"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: Unplaced | None = None
        self._header = PageHeader("Unplaced")
        self.save = button("Save as CSV", self._save, icon="export")
        self._header.add(self.save)
        today = desk.today()
        self.first_day = self._day("first", "From", today - timedelta(days=_YEAR))
        self.last_day = self._day("last", "To", today)
        self._problem = words("", "error")
        self._problem.hide()
        bar = row(spacing=SPACE_S)
        for one in (self.first_day, self.last_day):
            label = words(one.field.label, "strong")
            label.setBuddy(one)
            bar.addWidget(label)
            bar.addWidget(one)
        bar.addWidget(self._problem)
        bar.addStretch(1)
        self.groups = Table(GROUPS, "Why no home was found", height=TWO_LINES)
        self.groups.when_empty(
            "Nothing was closed without a placement",
            "A request that is closed says why, and what would have met the need.",
        )
        self.groups.selected.connect(self._show_group)
        self.requests = Table(REQUESTS, "Requests of the line that is chosen")
        self.requests.when_empty("No line is chosen", "Choose one to see its requests.")
        self.requests.opened.connect(lambda one: desk.go("request", one.reference))
        self.first = self.groups
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACE_M)
        split.addWidget(self.groups)
        split.addWidget(self.requests)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.lay_out(self._header, holder(bar), split)

    def _day(self, name: str, label: str, day: date) -> DayEditor:
        made = DayEditor(Field(name, label, Kind.DATE))
        made.set_value(day)
        made.line.editingFinished.connect(self.load)
        return made

    def crumbs(self) -> list[Crumb]:
        return [("Requests", Place("requests")), ("Unplaced", None)]

    def load(self) -> None:
        first, last = self.first_day.day(), self.last_day.day()
        wrong = ""
        if first is None or last is None:
            wrong = "Give both days, such as 3 Apr 2026."
        elif last < first:
            wrong = "The last day is before the first."
        self._problem.setText(wrong)
        self._problem.setVisible(bool(wrong))
        if wrong or first is None or last is None:
            return
        period = Period(first, last + timedelta(days=1))
        self.desk.read(self, lambda tables: unplaced_in(tables, period), self._show, key="load")

    def _show(self, found: Unplaced) -> None:
        self._found = found
        self._header.say("Unplaced", f"{summary(found)}.")
        let(self.save, "" if found.total else "There is nothing to save.")
        chosen: UnplacedGroup | None = self.groups.current()
        self.groups.show_rows(found.groups)
        if not (chosen and self.groups.select(lambda one: _same(one, chosen))):
            self.groups.select(lambda _: True)
        self._show_group(self.groups.current())

    def _show_group(self, group: UnplacedGroup | None) -> None:
        rows: Sequence[UnplacedRequest] = group.requests if group else ()
        self.requests.show_rows(rows)

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Save the counts", "unplaced.csv", "CSV files (*.csv)"
        )
        if name and self._found is not None:
            path, table = Path(name), as_table(self._found)
            self.desk.read(
                self,
                lambda _: write_csv(path, table),
                lambda _: self.desk.say(f"The counts are in {path.name}."),
            )


def _same(one: UnplacedGroup, other: UnplacedGroup) -> bool:
    return (one.reason, one.sought, one.ages) == (other.reason, other.sought, other.ages)
