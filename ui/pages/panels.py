"""Panels: the list, and one with its agenda, what it recommends and its minutes."""

from __future__ import annotations

from typing import Any, ClassVar

from resources_app.documents.model import Kind as Paper
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.requests.actions.panels import (
    PanelKept,
    convene_panel,
    minute_panel,
    put_on_agenda,
    record_panel_outcome,
)
from resources_app.requests.panel_model import NewPanel, Panel, PanelItem, PanelOutcome
from resources_app.requests.panel_queries import panel, panels
from resources_app.session import Session
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.manner import MannerChoice
from ui.pages.page import Crumb, Page
from ui.pages.printing import OF_PANEL, print_now
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words

_ALWAYS = Needed.ALWAYS
_NEW = (
    Field("title", "Title", needed=_ALWAYS, help="Such as Resources panel."),
    Field("held_on", "Held on", Kind.DATE, needed=_ALWAYS),
    Field("chair", "Chair", needed=_ALWAYS),
    Field("attendees", "Who comes", Kind.LONG_TEXT, help="A name a line."),
)
_ITEM = (
    Field("request", "Request", needed=_ALWAYS, help="Its reference, such as REQ-26-A7-0042."),
    Field("question", "What is asked", Kind.LONG_TEXT, needed=_ALWAYS),
)
_SAID = (
    Field(
        "outcome",
        "The panel",
        Kind.CHOICE,
        needed=_ALWAYS,
        options=tuple(PanelOutcome),
        help="It is advice: funding is still approved by whoever may.",
    ),
    Field("words", "In the panel’s words", Kind.LONG_TEXT, needed=_ALWAYS),
)
_MINUTES = (
    Field("attendees", "Who came", Kind.LONG_TEXT, help="A name a line."),
    Field("minutes", "Minutes", Kind.LONG_TEXT, needed=_ALWAYS),
)
_TONES = {
    PanelOutcome.RECOMMENDED: "good",
    PanelOutcome.NOT_RECOMMENDED: "bad",
    PanelOutcome.DEFERRED: "warning",
}
_WATCHES = frozenset({"panel", "panel_item", "placement_request", "decision"})

PANELS = (
    Column("Held on", lambda one: day_text(one.held_on), 120, number=True,
           sort=lambda one: one.held_on),
    Column("Panel", lambda one: one.title, 260, stretch=True,
           second=lambda one: f"Chaired by {one.chair}"),
    Column("Requests", lambda one: str(len(one.items)), 90, number=True,
           sort=lambda one: len(one.items)),
    Column("Stands", lambda one: _stands(one), 150,
           tone=lambda one: "good" if one.minuted_by else "information"),
    Column("Reference", lambda one: one.reference, 140),
)  # fmt: skip
AGENDA = (
    Column("No.", lambda one: str(one.position), 52, number=True, sort=lambda one: one.position),
    Column("Child", lambda one: one.child, 150, second=lambda one: one.reference),
    Column("Home", lambda one: one.home or "Not decided yet", 150, stretch=True,
           second=lambda one: _cost(one)),
    Column("What is asked", lambda one: one.question, 150, stretch=True,
           hint=lambda one: one.question),
    Column("The panel", lambda one: capital(one.outcome) if one.outcome else "", 140,
           tone=lambda one: _TONES.get(one.outcome, "")),
    Column("In its words", lambda one: one.words, 150, stretch=True, hint=lambda one: one.words),
)  # fmt: skip


def _stands(one: Panel) -> str:
    if one.minuted_by:
        return "Minuted"
    return f"{one.open_items} to consider" if one.open_items else "To be minuted"


def _cost(one: PanelItem) -> str:
    return f"{pounds(one.weekly_pence)} a week" if one.weekly_pence is not None else ""


def _names(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class PanelsPage(Page):
    """Every panel, the latest first; Enter opens one."""

    WATCHES: ClassVar[frozenset[str]] = _WATCHES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        header = PageHeader("Panels")
        header.say("Panels", "What a panel says recommends; it approves nothing by itself.")
        make = button("Convene a panel", self.primary, "primary", icon="add")
        self._why = why_not(desk.officer, Permission.DECIDE)
        let(make, self._why)
        header.add(make)
        self.table = Table(PANELS, "Panels", height=TWO_LINES)
        self.table.when_empty(
            "No panel was convened", "Put requests before one, and keep what it recommends."
        )
        self.table.opened.connect(lambda one: desk.go("panel", one.reference))
        self.first = self.table
        self.lay_out(header, self.table)

    def crumbs(self) -> list[Crumb]:
        return [("Requests", Place("requests")), ("Panels", None)]

    def load(self) -> None:
        self.desk.read(self, panels, self.table.show_rows, key="load")

    def primary(self) -> None:
        if self._why:
            self.desk.say(self._why, "warning")
            return

        def act(session: Session, record: Any) -> PanelKept:
            new = NewPanel(
                record["title"], record["held_on"], record["chair"], _names(record["attendees"])
            )
            return convene_panel(session, new)

        ask(self, "Convene a panel", _NEW, "Convene it", act,
            told=lambda kept: f"{kept.panel.reference} is held on "
                              f"{day_text(kept.panel.held_on)}.")  # fmt: skip


class PanelPage(Page):
    """One panel."""

    WATCHES: ClassVar[frozenset[str]] = _WATCHES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sitting: Panel | None = None
        self._header = PageHeader("")
        self._put = button("Put a request before it", self._ask_item, icon="add")
        self._said = button("Record what it said", self._ask_outcome)
        self._minute = button("Write the minutes", self.primary, "primary")
        self._print = button("Print it", self._print_it, icon="print")
        let(self._print, why_not(desk.officer, Permission.PRINT))
        self.manner = MannerChoice(Paper.PANEL_AGENDA, Paper.PANEL_MINUTES)
        self._header.add(self.manner, self._print, self._minute)
        self.table = Table(AGENDA, "Agenda", height=TWO_LINES)
        self.table.when_empty("The agenda is empty", "Put requests before the panel.")
        self.table.opened.connect(lambda one: desk.go("request", one.reference, "decision"))
        self.table.selected.connect(lambda _: self._offer())
        self._minutes = words("", wrap=True)
        self._by = words("", "muted", wrap=True)
        self._written = surface(
            column(words("Minutes", "section"), self._by, self._minutes, spacing=SPACE_S)
        )
        self.first = self.table
        bar = row(words("Agenda", "section"), 1, self._put, self._said, spacing=SPACE_S)
        body = column(holder(bar), self.table, holder(row(self._written)), spacing=SPACE_M)
        body.setStretchFactor(self.table, 1)
        self.lay_out(self._header, holder(body))

    def crumbs(self) -> list[Crumb]:
        return [
            ("Requests", Place("requests")),
            ("Panels", Place("panels")),
            (self.place.key, None),
        ]

    def load(self) -> None:
        reference = self.place.key
        self.desk.read(self, lambda tables: panel(tables, reference), self._show, key="load")

    def _show(self, found: Panel) -> None:
        self._sitting = found
        who = f"Chaired by {found.chair}"
        came = f" · with {', '.join(found.attendees)}" if found.attendees else ""
        self._header.say(f"{found.title}, {day_text(found.held_on)}", f"{who}{came}")
        self._header.show_chips((_stands(found), "good" if found.minuted_by else "information"))
        chosen = self.table.current()
        number = chosen.position if chosen else 0
        self.table.show_rows(found.items, keep=lambda one: one.position == number)
        self._written.setVisible(bool(found.minuted_by))
        self._by.setText(f"Written by {found.minuted_by}" if found.minuted_by else "")
        self._minutes.setText(found.minutes)
        self._offer()

    def _offer(self) -> None:
        found, chosen = self._sitting, self.table.current()
        assert found is not None
        stands = "The minutes are written: it stands as it is." if found.minuted_by else ""
        why = why_not(self.desk.officer, Permission.DECIDE) or stands
        early = "" if found.held_on <= self.desk.today() else (
            f"Not yet: it is held on {day_text(found.held_on)}."
        )  # fmt: skip
        let(self._put, why)
        let(self._said, why or early or ("" if chosen else "Choose a request first."))
        left = f"Nothing is recorded of {found.open_items} yet." if found.open_items else ""
        let(self._minute, why or early or left)

    def _ask_item(self) -> None:
        key = self.place.key
        ask(
            self,
            "Put a request before the panel",
            _ITEM,
            "Put it on the agenda",
            lambda s, r: put_on_agenda(s, key, r["request"], r["question"]),
            told="It is on the agenda.",
        )

    def _ask_outcome(self) -> None:
        key, chosen = self.place.key, self.table.current()
        if chosen is not None:
            ask(
                self,
                f"What the panel said of {chosen.reference}",
                _SAID,
                "Record it",
                lambda s, r: record_panel_outcome(
                    s, key, chosen.reference, PanelOutcome(r["outcome"]), r["words"]
                ),
                told=f"What the panel said of {chosen.reference} is recorded.",
                text=f"It was asked: {chosen.question}",
            )

    def _print_it(self) -> None:
        print_now(self.desk, self, OF_PANEL, self.place.key, manner=self.manner.chosen)

    def primary(self) -> None:
        found = self._sitting
        if found is None or not self._minute.isEnabled():
            return
        ask(
            self,
            "Write the minutes",
            _MINUTES,
            "Write them",
            lambda s, r: minute_panel(s, found.reference, r["minutes"], _names(r["attendees"])),
            told="The minutes are written.",
            text="Then the agenda and what was recommended stand as they are.",
            values={"attendees": "\n".join(found.attendees)},
        )
