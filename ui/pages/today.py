"""Today: what waits for me, what waits for others, what is due, what runs out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from resources_app.casework.worklist import WorkLists, WorkRow
from resources_app.casework.worklist_queries import request_lists
from resources_app.foundations.dates import day_text
from ui.pages.page import Crumb, Page
from ui.pages.today_lists import (
    DUE,
    KEYS,
    MINE,
    OTHERS,
    SETTLE,
    key_of_row,
    place_of_matter,
    place_of_row,
)
from ui.pages.unfinished import UnfinishedStrip
from ui.pages.wording import days_left
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_L, SPACE_S
from ui.shell.widgets.buttons import ActionButton, button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words

if TYPE_CHECKING:
    from resources_app.casework.running_out import RunningOut
    from ui.pages.today_rest import Rest

EXPIRING = "Alerts and what runs out"
_PAINTED = 20  # milliseconds, a frame or so
_NARROW = 700  # pixels; in less the lists stand one below another

_EMPTY = {
    MINE: ("Nothing waits for you", "What needs your next step or your yes appears here."),
    OTHERS: ("Nothing waits for others", "What you wait for, from providers or colleagues."),
    DUE: ("Nothing is due", "Replies, starts and duties due within three days appear here."),
    EXPIRING: ("No alerts", "Bad news about homes, and agreements that end soon, appear here."),
}


class TodayPage(Page):
    """Four lists; Enter or a double click opens a row, its key begins what is to be done."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "placement_request",
            "release",
            "offer",
            "decision",
            "child",
            "alert",
            "agreement",
            "variation",
            "uplift",
            "duty",
            "therapist_assessment",
            "invoice",
            "invoice_line",
            "approval",
            "recommendation",
            "delegated_limit",
            "delegation",
            "saving",
            "signature_party",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._header = PageHeader("Today")
        self._header.add(
            button("Breaches", lambda: desk.go("breaches"), icon="clock"),
            button("New request", lambda: desk.go("new_request"), "primary", icon="add"),
        )
        self.tables: dict[str, Table] = {}
        self._of_requests = WorkLists((), (), ())
        self._titles: dict[str, QLabel] = {}
        self._shown: dict[str, tuple[WorkRow | RunningOut, ...]] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_L)
        self._open_alert = button("Open the placement", self._go_to_alert)
        self.settle = ActionButton("Settle the alert", self._settle, "")
        self._for_alert = holder(row(self._open_alert, self.settle, 1))
        self._lists = [self._list(name) for name in (MINE, DUE, OTHERS, EXPIRING)]
        self._arrange(2)
        self.unfinished = UnfinishedStrip()
        self.unfinished.went.connect(desk.wants_to_go)
        inside = QWidget()
        inside.setLayout(self._grid)
        self.first = self.tables[MINE]
        self.lay_out(self._header, self.unfinished, inside)

    def _list(self, name: str) -> QWidget:
        table = Table(_columns(lambda: self.desk), name, height=TWO_LINES)
        table.when_empty(*_EMPTY[name])
        table.opened.connect(lambda row: self.desk.wants_to_go.emit(_place(row)))
        for letter in sorted({letter for letter, _ in (*KEYS.values(), SETTLE)}):
            key = QShortcut(QKeySequence(letter), table)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(partial(self._act, table, letter))
        self.tables[name] = table
        self._titles[name] = words(name, "section")
        below = []
        if name == EXPIRING:
            table.selected.connect(self._offer_settling)
            self._for_alert.hide()
            below = [self._for_alert]
        return holder(column(self._titles[name], table, *below, spacing=SPACE_S))

    def _act(self, table: Table, letter: str) -> None:
        """Begin the selected row's deed, if this is its key."""
        row = table.current()
        if row is None or _key(row)[0] != letter:
            return
        if isinstance(row, WorkRow):
            self.desk.wants_to_go.emit(_place(row).to_do(row.deed))
        elif self.settle.reason:
            self.desk.say(self.settle.reason, "warning")
        else:
            self._settle()

    def _offer_settling(self, chosen: RunningOut | None) -> None:
        """What can be done with an alert, while one is selected."""
        alert = chosen is not None and bool(chosen.alert)
        self._for_alert.setVisible(alert)
        if alert:
            # Its module is there by now: it read the list.
            why = import_module("resources_app.casework.alerts").why_no_alerts(self.desk.officer)
            self.settle.let(why)

    def _go_to_alert(self) -> None:
        self.desk.wants_to_go.emit(_place(self.tables[EXPIRING].current()))

    def _settle(self) -> None:
        chosen = self.tables[EXPIRING].current()
        import_module("ui.pages.settling").ask_to_settle(self, chosen)

    def _arrange(self, across: int) -> None:
        self._across = across
        for at, one in enumerate(self._lists):
            self._grid.addWidget(one, *divmod(at, across))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = 1 if self.width() < _NARROW else 2
        if across != self._across:
            self._arrange(across)

    def crumbs(self) -> list[Crumb]:
        return [("Today", None)]

    def load(self) -> None:
        today, officer = self.desk.today(), self.desk.officer
        self._header.say("Today", f"{today:%A} {day_text(today)}")
        self.desk.read(
            self,
            lambda tables: request_lists(tables, officer, today),
            self._show,
            key="load",
        )

    def _load_rest(self) -> None:
        today, officer = self.desk.today(), self.desk.officer
        self.desk.read(
            self,
            lambda tables: import_module("ui.pages.today_rest").gather_rest(tables, officer, today),
            self._show_rest,
            key="rest",
        )

    def _show(self, found: WorkLists) -> None:
        self._of_requests = found
        self._show_lists(found)
        # Agreements and alerts can wait until the day's requests are there, and painted: loading
        # what reads them takes the interpreter for as long as the window took to open.
        QTimer.singleShot(_PAINTED, self, self._load_rest)

    def _show_rest(self, rest: Rest) -> None:
        self._show_lists(self._of_requests.and_then(rest.lists))
        self._show_list(EXPIRING, rest.running_out)
        self.unfinished.show_unfinished(rest.unfinished)
        self._offer_settling(self.tables[EXPIRING].current())

    def _show_lists(self, lists: WorkLists) -> None:
        for name, rows in ((MINE, lists.mine), (OTHERS, lists.others), (DUE, lists.due)):
            self._show_list(name, rows)

    def _show_list(self, name: str, rows: Sequence[WorkRow | RunningOut]) -> None:
        table = self.tables[name]
        if self._shown.get(name) == (shown := tuple(rows)):
            return  # a list that is shown anew forgets the click that is under way
        self._shown[name] = shown
        # What is read later stands among what was read first: the row that was chosen stays so.
        chosen = table.current()
        keep = chosen and (lambda row: (row.what, row.reference) == (chosen.what, chosen.reference))
        table.show_rows(rows, keep=keep)
        self._titles[name].setText(f"{name}  {len(rows)}" if rows else name)

    def primary(self) -> None:
        self.desk.go("new_request")


def _place(row: WorkRow | RunningOut) -> Place:
    return place_of_row(row) if isinstance(row, WorkRow) else place_of_matter(row)


def _key(row: WorkRow | RunningOut) -> tuple[str, str]:
    if isinstance(row, WorkRow):
        return key_of_row(row)
    return SETTLE if row.alert else ("", "")


def _press(row: WorkRow | RunningOut) -> str:
    letter, does = _key(row)
    return f"Press {letter} to {does}, Enter to look first" if letter else ""


def _columns(desk: Callable[[], Desk]) -> tuple[Column, ...]:
    def by(row: WorkRow | RunningOut) -> str:
        return days_left(row.by, desk().today())

    def tone(row: WorkRow | RunningOut) -> str:
        late = row.by is not None and row.by < desk().today()
        return "bad" if late else "warning" if row.by == desk().today() else ""

    return (
        Column(
            "What",
            lambda row: row.what,
            150,
            stretch=True,
            second=lambda row: row.who,
            strong=lambda row: row.emergency,
        ),
        Column("By", by, 118, sort=lambda row: str(row.by or "9999"), tone=tone),
        Column("Key", lambda row: _key(row)[0], 48, tone=lambda _: "plain", hint=_press),
        Column("Reference", lambda row: row.reference, 132),
    )
