"""What the law wants done about a placement: by when, whether it was, and the proof."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources_app.documents.model import Document
from resources_app.foundations.clock import local_day
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.phrases import capital
from resources_app.placements.actions import DutyKept, complete_duty, waive_duty
from resources_app.placements.duties import OwedDuty
from resources_app.placements.notification_queries import Notification
from resources_app.session import Session
from ui.pages.asking import ask
from ui.pages.page import Page
from ui.pages.placement_told import Told, proof_words
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import TWO_LINES, Table

_TONES = {
    "done": "good",
    "done late": "warning",
    "not needed": "plain",
    "late": "bad",
    "due today": "warning",
    "to do": "information",
}


class PlacementDuties(QWidget):
    """The duties as a table; one that is chosen is done, or is not needed; below, who is told."""

    doing = Signal(object)
    waiving = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._told: list[Notification] = []
        self._today = date.min
        self.table = Table(self._columns(), "Duties", height=TWO_LINES)
        self.table.when_empty(
            "Nothing is recorded as due",
            "A placement made here lists who is to be told, and by when.",
        )
        self.table.selected.connect(self._offer)
        self.table.opened.connect(lambda one: self.doing.emit(one) if one.open else None)
        self._done = ActionButton("It was done", lambda: self.doing.emit(self.table.current()))
        self._waive = ActionButton(
            "Not needed", lambda: self.waiving.emit(self.table.current()), ""
        )
        deeds = row(1, self._waive, self._done, spacing=SPACE_S)
        self.told = Told(page)
        body = column(holder(deeds), self.table, self.told, spacing=SPACE_M)
        body.setStretchFactor(self.table, 1)
        self.setLayout(body)
        self._offer(None)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("What", lambda one: one.words, 300, stretch=True, second=lambda one: one.rule),
            Column("By", lambda one: day_text(one.due_on), 110, number=True,
                   sort=lambda one: one.due_on),
            Column("Stands", lambda one: capital(one.stands(self._today)), 120,
                   tone=lambda one: _TONES[one.stands(self._today)]),
            Column("Done on", lambda one: day_text(one.done_on), 110, number=True,
                   sort=lambda one: one.done_on or date.max),
            Column("How, and the proof", proof_words, 220, stretch=True,
                   second=lambda one: one.done_by),
        )  # fmt: skip

    def show_duties(self, found: list[OwedDuty], told: list[Notification], today: date) -> None:
        """Show a placement's duties and who is told; the first that is open is chosen."""
        self._today, self._told = today, told
        self.table.show_rows(found)
        if not self.table.select(lambda one: one.open):
            self._offer(self.table.current())

    def _offer(self, one: OwedDuty | None) -> None:
        why = _why_not(one, self._today)
        self._done.let(why)
        self._waive.let(why)
        self.told.show_told(one, [each for each in self._told if one and each.duty_id == one.id])


def _why_not(one: OwedDuty | None, today: date) -> str:
    if one is None:
        return "Choose a duty first."
    return "" if one.open else f"It is {one.stands(today)}."


_DONE = (
    Field("on", "Done on", Kind.DATE, needed=Needed.ALWAYS),
    Field("how", "How", Kind.TEXT, help="By email, letter, portal …"),
    Field("proof", "Proof", Kind.TEXT, help="A reference, or where it is kept."),
    Field(
        "document",
        "Registered document",
        Kind.CHOICE,
        help="Where it was printed here: a letter, the plan. It opens from the Documents tab.",
    ),
)
_WAIVE = (Field("reason", "Why not", Kind.LONG_TEXT, needed=Needed.ALWAYS),)


def ask_done(page: Page, one: OwedDuty, documents: Sequence[Document] = ()) -> None:
    """Open the panel that says a duty was done."""

    def act(session: Session, record: Any) -> DutyKept:
        return complete_duty(
            session,
            one.id,
            record["on"],
            how=record["how"],
            proof=record["proof"],
            document=record["document"] or "",
        )

    ask(
        page,
        one.words,
        _DONE,
        "It was done",
        act,
        told=f"Done: {one.words}.",
        text=f"By {day_text(one.due_on)} at the latest ({one.rule}).",
        values={"on": page.desk.today()},
        options={"document": [(each.reference, _named(each)) for each in documents]},
    )


def _named(document: Document) -> str:
    return f"{document.reference}: {document.kind}, {day_text(local_day(document.made_at))}"


def ask_waived(page: Page, one: OwedDuty) -> None:
    """Open the panel that says why a duty is not needed."""

    def act(session: Session, record: Any) -> DutyKept:
        return waive_duty(session, one.id, record["reason"])

    ask(page, one.words, _WAIVE, "It is not needed", act, told=f"Not needed: {one.words}.",
        text=f"The journal keeps why ({one.rule}).")  # fmt: skip
