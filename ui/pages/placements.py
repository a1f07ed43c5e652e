"""The list of placements: those that are live, or all there ever were."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QButtonGroup, QLineEdit

from resources_app.documents.batch_choosing import schedules_of
from resources_app.documents.batches import Batch
from resources_app.documents.model import Kind as Paper
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.money import pounds
from resources_app.placements.model import PlacementSummary
from resources_app.placements.queries import Slice, count_placements, placement_summaries
from resources_app.printing.manner import Manner
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.batch_panel import offer_batch
from ui.pages.manner import MannerChoice
from ui.pages.page import Crumb, Page
from ui.pages.selection import with_chosen
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_L, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

_PAGE = 500

COLUMNS = (
    Column("Reference", lambda one: one.reference, 138),
    Column("Child", lambda one: f"{one.child_initials}, {one.child_age}", 80),
    Column("Home", lambda one: one.service_name, 190, stretch=True),
    Column("Provider", lambda one: one.provider_name, 170, stretch=True),
    Column("From", lambda one: day_text(one.start), 110, number=True, sort=lambda one: one.start),
    Column(
        "To",
        lambda one: day_text(inclusive_end(one.end)),
        110,
        number=True,
        sort=lambda one: str(one.end or "9999"),
    ),
    Column(
        "A week",
        lambda one: pounds(one.weekly_pence) if one.ipa_reference or one.weekly_pence else "",
        110,
        number=True,
        sort=lambda one: one.weekly_pence,
    ),
)


class PlacementsPage(Page):
    """Every placement, the last begun first."""

    WATCHES: ClassVar[frozenset[str]] = frozenset({"placement", "ipa", "fee_line", "child"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[PlacementSummary] = []
        self.header = PageHeader("Placements")
        group = QButtonGroup(self)
        self._live = button("Live", partial(desk.go, "placements"), "link")
        self._all = button("All", partial(desk.go, "placements", tab="all"), "link")
        for one in (self._live, self._all):
            one.setCheckable(True)
            group.addButton(one)
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText("Narrow the list")
        self.narrow.setAccessibleName("Narrow the list to lines with these words")
        self.narrow.setMaximumWidth(220)
        self.narrow.textChanged.connect(lambda _: self._show_rows())
        self.table = Table(COLUMNS, "Placements", many=True)
        self.table.when_empty("No placements here", "A placement follows from an approved request.")
        self.table.opened.connect(lambda one: desk.go("placement", one.reference))
        self.manner = MannerChoice(Paper.CONTRACT_SCHEDULE)
        self.print = with_chosen(
            self.table,
            "Print",
            "contract schedule",
            self._print_schedules,
            why_not(desk.officer, Permission.PRINT),
        )
        self.header.add(self.manner, self.print)
        self._count = words("", "meta")
        self._more = button("Show more", self._read_more, "link")
        bar = holder(row(self._live, self._all, 1, self.narrow, spacing=SPACE_S))
        foot = holder(row(self._count, self._more, 1, spacing=SPACE_L))
        self._total = 0
        self.first = self.table
        self.lay_out(self.header, bar, self.table, foot, fill=self.table)

    def _print_schedules(self, rows: Sequence[PlacementSummary]) -> None:
        manner = self.manner.chosen
        offer_batch(self, lambda _: _schedules(rows, manner))

    def crumbs(self) -> list[Crumb]:
        return [("Placements", None)]

    @property
    def _is_live(self) -> bool:
        return self.place.tab != "all"

    def load(self) -> None:
        self._rows = []
        self._read(0)

    def show_tab(self, tab: str) -> None:
        (self._all if tab == "all" else self._live).setChecked(True)
        if tab != self._loaded_tab:
            self.load()

    _loaded_tab = ""

    def _read_more(self) -> None:
        self._read(len(self._rows))

    def _read(self, offset: int) -> None:
        self._loaded_tab = self.place.tab
        today, live = self.desk.today(), self._is_live
        part = Slice(_PAGE, offset)
        self.desk.read(
            self,
            lambda tables: (
                count_placements(tables, today, live=live),
                placement_summaries(tables, today, live=live, part=part),
            ),
            self._show,
            key="load",
        )

    def _show(self, answer: tuple[int, list[PlacementSummary]]) -> None:
        self._total, rows = answer
        self._rows += rows
        self._show_rows()

    def _show_rows(self) -> None:
        wanted = self.narrow.text().casefold().split()
        rows = [one for one in self._rows if _answers(one, wanted)]
        self.table.show_rows(rows)
        self._more.setVisible(len(self._rows) < self._total)
        self._count.setText(f"{len(rows):,} of {self._total:,} placements")


def _schedules(rows: Sequence[PlacementSummary], manner: Manner) -> Batch:
    providers = [one.provider_name for one in rows]
    return schedules_of([one.reference for one in rows], manner, to=providers)


def _answers(one: PlacementSummary, wanted: list[str]) -> bool:
    line = " ".join(column.text(one) for column in COLUMNS).casefold()
    return all(word in line for word in wanted)
