"""The tab of the settings on which a limit is lent to a colleague for an absence."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from resources_app.approvals.lending import Lent, lend_limit, lent_words, revoke_limit
from resources_app.approvals.model import Delegation
from resources_app.approvals.queries import delegations
from resources_app.foundations.dates import day_text, days_from_to, inclusive_end
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import ALLOWED, Officer, Permission, Role
from resources_app.team.permissions import why_not
from resources_app.team.queries import officers
from ui.pages.asking import ask
from ui.pages.page import Page
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton, button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

_ALWAYS = Needed.ALWAYS
_FIELDS = (
    Field("to", "Lend it to", Kind.CHOICE, needed=_ALWAYS),
    Field("first", "From", Kind.DATE, needed=_ALWAYS),
    Field("last", "To and including", Kind.DATE, needed=_ALWAYS),
    Field("reason", "Reason", Kind.TEXT, needed=_ALWAYS, help="Such as annual leave."),
)


def _stands(one: Delegation, today: date) -> str:
    if one.revoked:
        return "Taken back"
    if one.period.start > today:
        return "To come"
    return "Lent now" if today in one.period else "Over"


class LendingTab(QWidget):
    """Every limit that was lent, and the button that lends one's own."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.table = Table(self._columns(), "Limits lent")
        self.table.when_empty(
            "No limit is lent",
            "For your leave or illness, lend yours to a colleague who may approve funding.",
        )
        self.lend = ActionButton("Lend my limit", self._ask, icon="share")
        if reason := why_not(page.desk.officer, Permission.APPROVE_FUNDING):
            self.lend.refuse(reason)
        self._back = button("Take it back", self._take_back)
        self.table.selected.connect(lambda one: let(self._back, self._why_not_back(one)))
        let(self._back, self._why_not_back(None))
        about = words(
            "A lent limit is used like one’s own, and each approval says whose it was. It is never "
            "lent on, and never used for what its owner asks for.",
            "muted",
            wrap=True,
        )
        bar = row(about, self._back, self.lend, spacing=SPACE_S)
        bar.setStretch(0, 1)
        body = column(holder(bar), self.table, spacing=SPACE_M)
        body.setStretchFactor(self.table, 1)
        self.setLayout(body)
        self._officers: list[Officer] = []

    def _columns(self) -> tuple[Column, ...]:
        today = self._page.desk.today
        return (
            Column("Whose limit", lambda one: one.from_name, 170, stretch=True),
            Column("Lent to", lambda one: one.to_name, 170, stretch=True),
            Column("From", lambda one: day_text(one.period.start), 110, number=True,
                   sort=lambda one: one.period.start),
            Column("To and including", lambda one: day_text(inclusive_end(one.period.end)), 130,
                   number=True, sort=lambda one: one.period.end),
            Column("Stands", lambda one: _stands(one, today()), 110,
                   tone=lambda one: "good" if _stands(one, today()) == "Lent now" else "plain"),
            Column("Why", lambda one: one.reason, 180, stretch=True),
        )  # fmt: skip

    def load(self) -> None:
        """Read what is lent, and to whom one could lend."""

        def read(tables: Tables) -> tuple[list[Delegation], list[Officer]]:
            return delegations(tables), officers(tables)

        self._page.desk.read(self, read, self._show, key="lending")

    def _show(self, found: tuple[list[Delegation], list[Officer]]) -> None:
        lent, everyone = found
        self._officers = everyone
        self.table.show_rows(lent)
        let(self._back, self._why_not_back(self.table.current()))

    def _why_not_back(self, one: Delegation | None) -> str:
        me = self._page.desk.officer
        if one is None:
            return "Choose a lent limit first."
        if one.revoked:
            return f"{one.from_name} has taken it back already."
        return "" if one.from_id == me.id else why_not(me, Permission.MANAGE_TEAM)

    def _ask(self) -> None:
        me = self._page.desk.officer
        could = [
            (one.initials, f"{one.name}, {one.role}")
            for one in self._officers
            if one.active and one.id != me.id and _approves(one.role)
        ]
        ask(
            self._page, "Lend your limit", _FIELDS, "Lend it", _lend,
            told=lambda lent: f"{lent_words(lent.delegation)}.", options={"to": could},
        )  # fmt: skip

    def _take_back(self) -> None:
        one = self.table.current()
        if one is not None:
            self._page.desk.write(
                self, lambda session: revoke_limit(session, one.id),
                lambda lent: self._page.desk.say(f"{lent_words(lent.delegation)}."),
            )  # fmt: skip


def _approves(role: Role) -> bool:
    return Permission.APPROVE_FUNDING in ALLOWED[role]


def _lend(session: Session, record: Any) -> Lent:
    days = days_from_to(record["first"], record["last"], "To and including")
    return lend_limit(session, record["to"], days, record["reason"])
