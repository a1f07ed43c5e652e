"""Commitments: what a year is expected to cost, by whatever one asks, and why each amount."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from resources_app.finance.commitment_model import (
    AccrualGroup,
    Accruals,
    CommitmentGroup,
    Commitments,
    Grouping,
)
from resources_app.finance.commitment_queries import (
    accruals,
    commitments,
)
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text, financial_year
from resources_app.foundations.fields import Field, Kind
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital, joined
from ui.pages.commitment_why import WhyPane
from ui.pages.finance_columns import COMMITMENTS, OWED
from ui.pages.page import Page
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.editors import DayEditor
from ui.shell.widgets.layouts import clear, column, holder, row, surface
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words


class CommitmentsTab(QWidget):
    """Groups under their total; the one that is chosen month by month, with its reasons."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._whole: Commitments | None = None
        self._day: date | None = None
        self._says = words("", "muted", wrap=True)
        self._table_place = QVBoxLayout()
        self.table: Table | None = None
        self.why = WhyPane(page)
        self._right = surface(column(self.why), margin=SPACE_M)
        panes = QSplitter()
        panes.setHandleWidth(SPACE_M)
        left = holder(self._table_place)
        self._table_place.setContentsMargins(0, 0, 0, 0)
        panes.addWidget(left)
        panes.addWidget(self._right)
        panes.setSizes([500, 520])
        whole = column(self._choosers(), self._says, panes, spacing=SPACE_S)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _choosers(self) -> QWidget:
        """Which year, added up by what; or what is owed at which date."""
        self.year = _list("Financial year", self.load)
        today = self._page.desk.today()
        for offset in (1, 0, -1):
            year = financial_year(date(today.year + offset, today.month, 1))
            self.year.addItem(year, year)
        self.year.setCurrentIndex(1)
        self.by = _list("Added up by", self.load)
        for one in Grouping:
            self.by.addItem(capital(one), one)
        self.by.setCurrentText(capital(Grouping.PROVIDER))
        self.owed = button("Owed at a date", self._turn, "link")
        self.owed.setCheckable(True)
        self.at = DayEditor(Field("at", "Owed at the end of", Kind.DATE))
        self.at.setFixedWidth(170)
        self.at.set_value(today)
        self.at.line.editingFinished.connect(self._day_picked)
        self.at.edited.connect(self._day_picked)
        self.at.hide()
        labels = [words("Year", "strong"), words("Added up by", "strong")]
        for label, box in zip(labels, (self.year, self.by), strict=True):
            label.setBuddy(box)
        return holder(row(labels[0], self.year, labels[1], self.by, self.owed, self.at, 1))

    def load(self) -> None:
        """Read what is chosen."""
        year, by = self.year.currentData(), Grouping(self.by.currentData())
        today, day = self._page.desk.today(), self.at.day() or self._page.desk.today()
        if self.owed.isChecked():
            by = Grouping.PROVIDER if by is Grouping.MONTH else by
            self._page.desk.read(
                self, lambda tables: accruals(tables, day, by=by), self._show_owed, key="load"
            )
        else:
            self._page.desk.read(
                self,
                lambda tables: commitments(tables, year, today=today, by=by),
                self._show,
                key="load",
            )

    def _turn(self) -> None:
        owed = self.owed.isChecked()
        self.at.setVisible(owed)
        self.year.setEnabled(not owed)
        self.owed.setText("Expected for a year" if owed else "Owed at a date")
        self.load()

    def _day_picked(self) -> None:
        day = self.at.day()
        if day is not None and day != self._day:
            self._day = day
            self.load()

    def _put(self, table: Table) -> None:
        clear(self._table_place)
        # The total stays above what it adds up.
        table.view.setSortingEnabled(False)
        self.table = table
        self._table_place.addWidget(table)

    def _show(self, whole: Commitments) -> None:
        self._whole = whole
        said = [
            f"{pounds(whole.net_pence)} net is expected for {whole.year}: "
            f"{pounds(whole.to_date_pence)} charged to and including {day_text(whole.as_at)}, "
            f"{pounds(whole.to_come_pence)} to come."
        ]
        said += [
            f"{counted(one.placements, 'placement')} end by then ({one.why}), "
            f"{pounds(one.net_pence)} less."
            for one in whole.endings
        ]
        if whole.block_contracts:
            said.append(
                "Not counted here, because its beds are paid as a whole: "
                f"{joined(whole.block_contracts)}. Beds has what each quarter costs."
            )
        self._says.setText(" ".join(said))
        table = Table(COMMITMENTS, f"Commitments by {whole.by}")
        table.when_empty(
            "Nothing is committed in this year",
            "Each placement with an agreement that has fees adds what it is expected to cost.",
            "Placements",
            lambda: self._page.desk.go("placements"),
        )
        groups = [one for one in whole.groups if one.net_pence or whole.by is Grouping.MONTH]
        if whole.by is not Grouping.MONTH:
            groups.sort(key=lambda one: -one.net_pence)
        rows = [_total(whole), *groups] if whole.net_pence else []
        table.show_rows(rows)
        table.selected.connect(self._group_chosen)
        self._put(table)
        self._right.setVisible(bool(rows))
        if rows:
            table.select(lambda _: True)

    def _group_chosen(self, group: CommitmentGroup | None) -> None:
        if group is not None and self._whole is not None:
            self.why.show_group(self._whole, group)

    def _show_owed(self, found: Accruals) -> None:
        self._whole = None
        self._says.setText(
            f"{pounds(found.accrued_pence)} net is owed at the end of {day_text(found.at)}: charged"
            f" for nights since {day_text(found.since)}, less what was approved of invoices for"
            " those nights."
        )
        table = Table(OWED, f"Owed by {found.by}")
        table.when_empty("Nothing is owed", "Nothing was charged for nights of that year.")
        whole = AccrualGroup(
            "", "All", found.charged_pence, found.invoiced_pence, found.accrued_pence
        )
        groups = sorted(found.groups, key=lambda one: -one.accrued_pence)
        table.show_rows([whole, *groups] if groups else [])
        self._put(table)
        self._right.hide()


def _total(whole: Commitments) -> CommitmentGroup:
    """The first row: the whole, without a key."""
    return CommitmentGroup(
        key="",
        name="All",
        placements=whole.placements,
        months=whole.month_pence,
        net_pence=whole.net_pence,
        vat_pence=whole.vat_pence,
        lost_vat_pence=whole.lost_vat_pence,
    )


def _list(name: str, chosen: Any) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.activated.connect(lambda _: chosen())
    return box
