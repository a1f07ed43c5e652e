"""An agreement's prices: its lots at the left, the grid as at a day, and why each price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from resources_app.agreements.model import Agreement, Lot, PriceAnswer
from resources_app.agreements.price_steps_queries import price_in_full
from resources_app.foundations.fields import Field, Kind
from ui.pages.price_grid import Band, GridRow, bands_of, columns_of, history_text
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.editors import DayEditor
from ui.shell.widgets.layouts import clear, column, holder, row, surface
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words

_FIXED = 2  # columns before the first band


@dataclass(frozen=True)
class LotView:
    """An agreement, its lots, and one lot's members with their rates."""

    agreement: Agreement
    lots: tuple[Lot, ...]
    lot: Lot | None
    rows: tuple[GridRow, ...]


class PricesTab(QWidget):
    """Lots | grid; a price that is chosen says why it is what it is."""

    #: The code of a lot that was chosen.
    lot_chosen = Signal(str)
    #: Another day was chosen; tiers and members are to be read again.
    day_chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: LotView | None = None
        self._bands: list[Band] = []
        self._day: date | None = None
        self.lots = QListWidget()
        self.lots.setAccessibleName("Lots")
        self.lots.setWordWrap(True)
        self.lots.currentItemChanged.connect(self._chosen)
        self.as_at = DayEditor(Field("as_at", "As at", Kind.DATE))
        self.as_at.setFixedWidth(170)
        self.as_at.edited.connect(self._day_edited)
        self.as_at.line.editingFinished.connect(self._day_edited)
        self._count = words("", "meta")
        label = words("Prices as at", "strong")
        label.setBuddy(self.as_at)
        bar = holder(row(label, self.as_at, 1, self._count, spacing=SPACE_S))
        self._grid_place = QVBoxLayout()
        self._grid_place.setContentsMargins(0, 0, 0, 0)
        self.grid: Table | None = None
        self._why_title = words("Why this price", "strong")
        self.why = words("Choose a price to see where it comes from.", "muted", wrap=True)
        why = surface(column(self._why_title, self.why, spacing=SPACE_S), margin=SPACE_M)
        right = column(bar, self._grid_place, why, spacing=SPACE_M)
        right.setStretch(1, 1)
        panes = QSplitter()
        panes.setHandleWidth(SPACE_M)
        panes.addWidget(self.lots)
        panes.addWidget(holder(right))
        panes.setStretchFactor(1, 1)
        panes.setSizes([220, 800])
        self.lots.setMinimumWidth(160)
        self.setLayout(column(panes))

    def show_lot(self, view: LotView) -> None:
        """Show a lot's prices, as at the day that was chosen before, or today."""
        if self.as_at.day() is None:
            self.as_at.set_value(self._desk.today())
        self._view = view
        self.lots.blockSignals(True)
        self.lots.clear()
        for lot in view.lots:
            item = QListWidgetItem(f"{lot.code}  {lot.title}")
            item.setData(Qt.ItemDataRole.UserRole, lot.code)
            self.lots.addItem(item)
            if view.lot is not None and lot.id == view.lot.id:
                self.lots.setCurrentItem(item)
        self.lots.blockSignals(False)
        self._show_grid()

    @property
    def lot(self) -> str:
        """The code of the lot shown; empty for none."""
        return self._view.lot.code if self._view and self._view.lot else ""

    @property
    def day(self) -> date | None:
        """The day that was chosen; None before any was."""
        return self.as_at.day()

    def _show_grid(self) -> None:
        assert self._view is not None
        view, day = self._view, self.as_at.day() or self._desk.today()
        rows = [one for one in view.rows if day in one.member.membership.period]
        self._bands = bands_of(view.rows)
        clear(self._grid_place)
        title = view.lot.title if view.lot else "Prices"
        self.grid = Table(columns_of(self._bands, day), title, height=TWO_LINES, cells=True)
        self.grid.when_empty("Nobody is in this lot on that day", "Choose another day or lot.")
        self.grid.show_rows(rows)
        self.grid.cell_chosen.connect(self._ask_why)
        self.grid.opened.connect(lambda one: self._desk.go("service", one.member.urn))
        self._grid_place.addWidget(self.grid)
        self._count.setText(f"{len(rows):,} services; each price is net of VAT, a week")
        self._why_title.setText("Why this price")
        self.why.setText("Choose a price to see where it comes from.")

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.lot_chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _day_edited(self) -> None:
        day = self.as_at.day()
        if day is not None and day != self._day and self._view is not None:
            self._day = day
            self.day_chosen.emit()

    def _ask_why(self, chosen: tuple[GridRow, int]) -> None:
        one, at = chosen
        if at < _FIXED or self._view is None or self._view.lot is None:
            return
        band, lot = self._bands[at - _FIXED], self._view.lot.code
        reference, urn = self._view.agreement.reference, one.member.urn
        day = self.as_at.day() or self._desk.today()
        self._desk.read(
            self,
            lambda tables: price_in_full(
                tables, reference, lot, urn, age=band.age_from, on=day, element=band.element
            ),
            lambda answer: self._show_why(answer, band, one),
            key="why",
        )

    def _show_why(self, answer: PriceAnswer, band: Band, one: GridRow) -> None:
        self._why_title.setText(f"{answer.service_name}: {band.words}")
        past = history_text(band, one)
        before = f"\nEvery price so far:\n{past}" if past.count("\n") else ""
        self.why.setText(" ".join(answer.why) + before)
