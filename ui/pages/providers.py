"""The list of services: the whole register, narrowed by words, kind and what needs a look."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit

from resources_app.providers.model import ProvisionType, RegistrationStatus, ServiceLine
from resources_app.providers.queries import ServiceFilter, count_services, services
from ui.pages.page import Crumb, Page
from ui.pages.wording import GRADE_TONES, sentence, short_grade
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_L, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import holder, row
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words

_PAGE = 500
_PAUSE = 150  # milliseconds after the last key before the store is asked

# The filters over the list. To add one: a key, its words, and what it asks for.
FILTERS: tuple[tuple[str, str], ...] = (
    ("open", "Registered"),
    ("suspended", "Suspended by us"),
    ("check", "Conditions to check"),
    ("all", "All"),
)


def _standing(one: ServiceLine) -> str:
    return "Suspended by us" if one.suspended else one.registration_status


def _standing_tone(one: ServiceLine) -> str:
    if one.suspended:
        return "bad"
    return "good" if one.registration_status is RegistrationStatus.ACTIVE else "warning"


COLUMNS = (
    Column("URN", lambda one: one.urn, 92),
    Column(
        "Service",
        lambda one: one.name,
        190,
        stretch=True,
        second=lambda one: "" if one.provider_name == one.name else one.provider_name,
        hint=lambda one: "Its conditions are to be checked" if one.conditions_unread else "",
    ),
    Column("Kind", lambda one: sentence(one.provision_type), 232),
    Column("Authority", lambda one: one.authority_name, 130),
    Column(
        "Places",
        lambda one: "" if one.registered_places is None else str(one.registered_places),
        64,
        number=True,
        sort=lambda one: one.registered_places or 0,
    ),
    Column(
        "Ofsted",
        lambda one: short_grade(one.overall_effectiveness),
        170,
        tone=lambda one: GRADE_TONES.get(one.overall_effectiveness, "plain"),
    ),
    Column("Standing", _standing, 108, tone=_standing_tone),
)


class ProvidersPage(Page):
    """Services with their providers; Enter opens one."""

    WATCHES: ClassVar[frozenset[str]] = frozenset({"service", "provider", "suspension"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[ServiceLine] = []
        self._total = 0
        header = PageHeader("Providers")
        header.add(button("Import Ofsted’s register", self.primary, "primary", icon="import"))
        group = QButtonGroup(self)
        bar = row(spacing=SPACE_S)
        self._filters = {}
        for key, text in FILTERS:
            one = button(text, partial(desk.go, "providers", tab=key), "link")
            one.setCheckable(True)
            group.addButton(one)
            self._filters[key] = one
            bar.addWidget(one)
        bar.addStretch(1)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind of service")
        self.kind.addItem("Every kind", None)
        for kind in ProvisionType:
            self.kind.addItem(sentence(kind), kind)
        self.kind.activated.connect(lambda _: self.load())
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText("Name, URN or postcode")
        self.narrow.setAccessibleName("Find services by name, URN or postcode")
        self.narrow.setMinimumWidth(200)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.load)
        self.narrow.textEdited.connect(lambda _: self._timer.start())
        bar.addWidget(self.kind)
        bar.addWidget(self.narrow)
        self.table = Table(COLUMNS, "Services", height=TWO_LINES)
        self.table.opened.connect(lambda one: desk.go("service", one.urn))
        self._count = words("", "meta")
        self._more = button("Show more", lambda: self._read(len(self._rows)), "link")
        foot = holder(row(self._count, self._more, 1, spacing=SPACE_L))
        self.first = self.table
        self.lay_out(header, holder(bar), self.table, foot, fill=self.table)

    def crumbs(self) -> list[Crumb]:
        return [("Providers", None)]

    def load(self) -> None:
        self._read(0)

    _loaded_tab = ""

    def show_tab(self, tab: str) -> None:
        self._filters[tab if tab in self._filters else "open"].setChecked(True)
        if tab != self._loaded_tab:
            self.load()

    def _wanted(self) -> ServiceFilter:
        kind = self.kind.currentData()
        kinds = (ProvisionType(kind),) if kind else ()
        text = self.narrow.text()
        tab = self.place.tab or "open"
        if tab == "suspended":
            return ServiceFilter(text, kinds, suspended_on=self.desk.today())
        if tab == "check":
            return ServiceFilter(text, kinds, conditions_unread=True)
        if tab == "all":
            return ServiceFilter(text, kinds)
        return ServiceFilter(text, kinds, (RegistrationStatus.ACTIVE,))

    def _read(self, offset: int) -> None:
        self._loaded_tab = self.place.tab
        wanted, today = self._wanted(), self.desk.today()
        self.desk.read(
            self,
            lambda tables: (
                offset,
                count_services(tables, wanted),
                services(tables, wanted, today=today, limit=_PAGE, offset=offset),
            ),
            self._show,
            key="load",
        )

    def _show(self, answer: tuple[int, int, list[ServiceLine]]) -> None:
        offset, self._total, rows = answer
        self._rows = [*self._rows[:offset], *rows]
        chosen = self.table.current()
        if self.narrow.text() or self.place.tab not in ("", "open"):
            self.table.when_empty("No service answers to this", "Try fewer words or every kind.")
        else:
            self.table.when_empty(
                "No services yet",
                "They come from Ofsted’s monthly register.",
                "Import Ofsted’s register",
                self.primary,
            )
        keep = None if chosen is None else lambda one: one.urn == chosen.urn
        self.table.show_rows(self._rows, keep=keep)
        self._more.setVisible(len(self._rows) < self._total)
        self._count.setText(f"{len(self._rows):,} of {self._total:,} services")

    def primary(self) -> None:
        self.desk.go("register_import")
