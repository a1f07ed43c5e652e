"""The list of requests: by state, by what was typed, the last received first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton

from resources_app.children.describing import child_words
from resources_app.documents.batch_choosing import packs_of
from resources_app.documents.model import Kind as Paper
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.working_days import working_days_between
from resources_app.requests.list_model import RequestPage, RequestSummary
from resources_app.requests.list_queries import OPEN_STATES, count_by_state, list_requests
from resources_app.requests.missing_queries import missing_answers
from resources_app.requests.model import State
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.batch_panel import offer_batch
from ui.pages.manner import MannerChoice
from ui.pages.page import Crumb, Page
from ui.pages.selection import with_chosen
from ui.pages.wording import STATE_TONES, days_left, sentence, urgency_tone
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_L, SPACE_XS
from ui.shell.widgets.buttons import button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

_PAGE = 500
_NEAR = 28  # days within which working days are counted
_Read = tuple[RequestPage, dict[str, int]]

# The filters over the list. To add one: a key, its words, and the states it shows.
FILTERS: tuple[tuple[str, str, frozenset[State]], ...] = (
    ("open", "All open", OPEN_STATES),
    ("draft", "Draft", frozenset({State.DRAFT})),
    ("authority", "To authorise", frozenset({State.SUBMITTED})),
    ("searching", "Searching", frozenset({State.AUTHORISED, State.SEARCHING})),
    ("offers", "Offers in", frozenset({State.OFFERS_IN})),
    ("approval", "To approve", frozenset({State.DECISION_MADE})),
    ("place", "To place", frozenset({State.APPROVED})),
    ("hold", "On hold", frozenset({State.ON_HOLD})),
    ("ended", "Ended", frozenset({State.PLACED, State.WITHDRAWN, State.CLOSED})),
)


class RequestsPage(Page):
    """Every request of the team."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {"placement_request", "release", "offer", "decision", "child", "request_sibling"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._page = RequestPage((), "", 0)
        self._shown: list[RequestSummary] = []
        header = PageHeader("Requests")
        header.add(
            button("Import children", lambda: desk.go("children_import"), icon="import"),
            button("Import requests", lambda: desk.go("requests_import"), icon="import"),
            button("New request", self.primary, "primary", icon="add"),
        )
        self._filters: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        bar = row(spacing=SPACE_XS)
        for key, text, _ in FILTERS:
            one = button(text, partial(desk.go, "requests", tab=key), "link")
            one.setCheckable(True)
            group.addButton(one)
            self._filters[key] = one
            bar.addWidget(one)
        bar.addStretch(1)
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText("Narrow the list")
        self.narrow.setAccessibleName("Narrow the list to lines with these words")
        self.narrow.setMinimumWidth(60)
        self.narrow.setMaximumWidth(220)
        self.narrow.textChanged.connect(lambda _: self._show_rows())
        bar.addWidget(self.narrow)
        #: How many answers the drafts still lack, by request.
        self._missing: dict[str, int] = {}
        self.table = Table(_columns(desk, self._missing), "Requests", many=True)
        self.table.opened.connect(lambda one: desk.go("request", one.reference))
        self._more = button("Show more", self._read_more, "link")
        self._count = words("", "meta")
        unplaced = button("Unplaced: why no home was found", lambda: desk.go("unplaced"), "link")
        self.manner = MannerChoice(Paper.REFERRAL_PACK)
        self.packs = with_chosen(
            self.table,
            "Print",
            "anonymised pack",
            self._print_packs,
            why_not(desk.officer, Permission.PRINT),
        )
        foot = holder(
            row(self._count, self._more, 1, unplaced, self.manner, self.packs, spacing=SPACE_L)
        )
        self.first = self.table
        self.lay_out(header, holder(bar), self.table, foot, fill=self.table)

    def _print_packs(self, rows: Sequence[RequestSummary]) -> None:
        references, manner = [one.reference for one in rows], self.manner.chosen
        offer_batch(self, lambda _: packs_of(references, manner))

    def crumbs(self) -> list[Crumb]:
        return [("Requests", None)]

    def load(self) -> None:
        self._filters[self._filter].setChecked(True)
        today, states = self.desk.today(), self._states
        self.desk.read(
            self,
            lambda tables: (count_by_state(tables), _read(tables, today, states)),
            self._show,
            key="load",
        )

    def show_tab(self, tab: str) -> None:
        if tab != self._loaded_tab:
            self.load()

    @property
    def _filter(self) -> str:
        return self.place.tab if self.place.tab in self._filters else "open"

    @property
    def _states(self) -> frozenset[State]:
        return next(states for key, _, states in FILTERS if key == self._filter)

    _loaded_tab = ""

    def _show(self, answer: tuple[dict[State, int], _Read]) -> None:
        counts, (self._page, missing) = answer
        self._missing.update(missing)
        self._loaded_tab = self.place.tab
        for key, text, states in FILTERS:
            number = sum(counts[state] for state in states)
            self._filters[key].setText(f"{text} {number:,}" if number else text)
        self._shown = list(self._page.requests)
        self._show_rows()

    def _read_more(self) -> None:
        today, states, after = self.desk.today(), self._states, self._page.after

        def show(answer: _Read) -> None:
            self._page, missing = answer
            self._missing.update(missing)
            self._shown += self._page.requests
            self._show_rows()

        self.desk.read(self, lambda tables: _read(tables, today, states, after), show, key="load")

    def _show_rows(self) -> None:
        wanted = self.narrow.text().casefold().split()
        columns = self.table.view.rows_model.columns
        rows = [one for one in self._shown if _answers(one, wanted, columns)] if wanted else None
        shown = self._shown if rows is None else rows
        if wanted:
            self.table.when_empty("Nothing here has these words", "Try fewer of them.")
        else:
            self.table.when_empty(
                "No requests here",
                "A request begins the search for a child’s home.",
                "New request",
                self.primary,
            )
        chosen = self.table.current()
        self.table.show_rows(shown, keep=_same(chosen))
        self._more.setVisible(bool(self._page.after))
        of = f" of {self._page.total:,}" if len(shown) != self._page.total else ""
        self._count.setText(f"{len(shown):,}{of} requests" if shown else "")

    def primary(self) -> None:
        self.desk.go("new_request")


def _read(tables: Tables, today: date, states: frozenset[State], after: str = "") -> _Read:
    """A page of the list, and what its drafts still lack."""
    page = list_requests(tables, today, states=states, after=after, limit=_PAGE)
    drafts = [one.id for one in page.requests if one.state is State.DRAFT]
    return page, missing_answers(tables, drafts) if drafts else {}


def _same(chosen: RequestSummary | None) -> Any:
    return None if chosen is None else lambda row: row.id == chosen.id


def _answers(one: RequestSummary, wanted: Sequence[str], columns: Sequence[Column]) -> bool:
    line = " ".join(column.text(one) for column in columns).casefold()
    return all(word in line for word in wanted)


def _columns(desk: Desk, missing: Mapping[str, int]) -> tuple[Column, ...]:
    def state(one: RequestSummary) -> str:
        lacks = missing.get(one.id, 0) if one.state is State.DRAFT else 0
        return f"Draft · {lacks} missing" if lacks else sentence(one.state)

    def left(one: RequestSummary) -> str:
        day, today = one.needed_by_date, desk.today()
        if day is None or not 1 < (day - today).days <= _NEAR:
            return days_left(day, today)
        left = working_days_between(today, day)
        return f"in {counted(left, 'working day')}" if left else days_left(day, today)

    def left_tone(one: RequestSummary) -> str:
        if one.needed_by_date is None or one.state not in OPEN_STATES:
            return ""
        days = (one.needed_by_date - desk.today()).days
        return "bad" if days < 0 else "warning" if days < 3 else ""

    def order(day: date | None) -> str:
        return str(day or "9999")

    return (
        Column("Reference", lambda one: one.reference, 134),
        Column("Child", lambda one: one.child_initials, 56),
        Column(
            "For",
            lambda one: sentence(child_words(one.child_sex, one.child_age, one.siblings)),
            140,
            stretch=True,
        ),
        Column(
            "Home sought",
            lambda one: sentence(", ".join(one.provision_sought)) or "Not said",
            140,
            stretch=True,
        ),
        Column("State", state, 150, tone=lambda one: STATE_TONES[one.state]),
        Column(
            "Urgency",
            lambda one: sentence(one.urgency),
            108,
            tone=lambda one: urgency_tone(one.urgency),
        ),
        Column("Needed", left, 148, sort=lambda one: order(one.needed_by_date), tone=left_tone),
        Column("Offers", lambda one: str(one.open_offers or ""), 62, number=True),
        Column(
            "Received",
            lambda one: day_text(one.received_on),
            106,
            number=True,
            sort=lambda one: order(one.received_on),
        ),
    )
