"""Every time limit of law and contract that was missed or is to come, and those met late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtWidgets import QLineEdit

from resources_app.casework.met_late import met_late
from resources_app.casework.time_limits import LimitKind, TimeLimit, time_limits
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.fields import Field, Kind
from resources_app.store.tables import Tables
from ui.pages.page import Crumb, Page
from ui.pages.today_lists import place_of_limit
from ui.pages.wording import days_left
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.columns import Column
from ui.shell.widgets.editors import ChoiceEditor
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import holder, row
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words


@dataclass(frozen=True)
class View:
    """What is looked at: so many days ahead, or those met late within so many days back."""

    label: str
    ahead: int = 0
    back: int = 0
    missed_only: bool = False

    def read(self, tables: Tables, today: date) -> list[TimeLimit]:
        """The limits of this view."""
        if self.back:
            days = Period(today - timedelta(days=self.back), today + timedelta(days=1))
            return met_late(tables, days, today)
        found = time_limits(tables, today, ahead=self.ahead)
        return [one for one in found if one.days_late or not self.missed_only]


# To add a view: a row.
VIEWS: dict[str, View] = {
    "month": View("Missed, and to come within 4 weeks", ahead=28),
    "missed": View("Missed", missed_only=True),
    "week": View("Missed, and to come within a week", ahead=7),
    "quarter": View("Missed, and to come within 3 months", ahead=92),
    "late": View("Met late, in the last 3 months", back=92),
    "year": View("Met late, in the last 12 months", back=366),
}
_KINDS = {LimitKind.LAW: "Statutory", LimitKind.CONTRACT: "Contract", LimitKind.TEAM: "Our own"}


class BreachesPage(Page):
    """A list to work down; Enter goes to where the thing is done."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "duty",
            "placement",
            "approval",
            "therapist_assessment",
            "invoice",
            "invoice_line",
            "invoice_query",
            "release",
            "release_recipient",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: list[TimeLimit] = []
        self._header = PageHeader("Breaches")
        self.view = _chooser("view", "Show", [(key, one.label) for key, one in VIEWS.items()])
        self.kind = _chooser(
            "kind",
            "Whose limits",
            [("", "Every limit"), *((str(one), said) for one, said in _KINDS.items())],
        )
        self.view.combo.setMinimumWidth(310)
        self.view.edited.connect(self.load)
        self.kind.edited.connect(self._show_rows)
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText("Narrow the list")
        self.narrow.setAccessibleName("Narrow the list to lines with these words")
        self.narrow.setMaximumWidth(220)
        self.narrow.textChanged.connect(lambda _: self._show_rows())
        self.table = Table(_columns(desk), "Time limits", height=TWO_LINES)
        self.table.opened.connect(lambda one: desk.wants_to_go.emit(place_of_limit(one)))
        self.first = self.table
        label = words("Show", "strong")
        label.setBuddy(self.view)
        bar = holder(row(label, self.view, self.kind, 1, self.narrow, spacing=SPACE_S))
        self.lay_out(self._header, bar, self.table)

    def crumbs(self) -> list[Crumb]:
        return [("Today", Place("today")), ("Breaches", None)]

    @property
    def _view(self) -> View:
        return VIEWS[self.view.given()]

    def load(self) -> None:
        today, view = self.desk.today(), self._view
        self.desk.read(self, lambda tables: view.read(tables, today), self._show, key="load")

    def _show(self, found: list[TimeLimit]) -> None:
        self._found = found
        self._show_rows()

    def _show_rows(self) -> None:
        kind, wanted = self.kind.given(), self.narrow.text().casefold().split()
        rows = [one for one in self._found if (not kind or one.kind == kind) and _has(one, wanted)]
        late = sum(one.days_late > 0 for one in rows)
        if self._view.back:
            self._header.show_chips((f"{late:,} met late" if late else "", "warning"))
            self.table.when_empty("Nothing was met late", "In this time everything was met by its "
                                  "day, or has not been met yet.")  # fmt: skip
        else:
            to_come = len(rows) - late
            self._header.show_chips(
                (f"{late:,} missed" if late else "", "bad"),
                (f"{to_come:,} to come" if to_come else "", "information"),
            )
            self.table.when_empty("Nothing is late or due", "Look farther ahead to see what comes.")
        self.table.show_rows(rows)


def _chooser(name: str, label: str, options: list[tuple[str, str]]) -> ChoiceEditor:
    made = ChoiceEditor(Field(name, label, Kind.CHOICE), none="")
    made.set_options(options)
    made.combo.removeItem(0)
    made.combo.setCurrentIndex(0)
    return made


def _has(one: TimeLimit, wanted: list[str]) -> bool:
    line = f"{one.what} {one.rule} {one.reference}".casefold()
    return all(word in line for word in wanted)


def _stands(one: TimeLimit, today: date) -> str:
    if one.met_on:
        return f"Met {counted(one.days_late, 'day')} late"
    if one.days_late:
        return f"{counted(one.days_late, 'day')} late"
    return "Due today" if one.due_on == today else "To come"


def _tone(one: TimeLimit, today: date) -> str:
    if one.met_on:
        return "warning"
    if one.days_late:
        return "bad"
    return "warning" if one.due_on == today else "plain"


def _columns(desk: Desk) -> tuple[Column, ...]:
    today = desk.today
    return (
        Column("What", lambda one: one.what, 300, stretch=True, second=lambda one: one.rule),
        Column("By", lambda one: day_text(one.due_on), 124, number=True,
               sort=lambda one: one.due_on, second=lambda one: _when(one, today())),
        Column("Stands", lambda one: _stands(one, today()), 150,
               sort=lambda one: -one.days_late, tone=lambda one: _tone(one, today())),
        Column("Kind", lambda one: _KINDS[one.kind], 100),
        Column("Reference", lambda one: one.reference, 150),
    )  # fmt: skip


def _when(one: TimeLimit, today: date) -> str:
    return f"met {day_text(one.met_on)}" if one.met_on else days_left(one.due_on, today)
