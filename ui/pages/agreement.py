"""One agreement: its lots at the left, the grid of prices as at a day, and why each price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout

from resources_app.agreements.model import Agreement, Lot, PriceAnswer
from resources_app.agreements.queries import find_agreement, lots_of, members_of, price, rates_of
from resources_app.foundations.authorities import authority_name
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.fields import Field, Kind
from resources_app.store.tables import Tables
from ui.pages.page import Crumb, Page
from ui.pages.price_grid import Band, GridRow, bands_of, columns_of, history_text
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.editors import DayEditor
from ui.shell.widgets.header import PageHeader
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


def gather(tables: Tables, reference: str, code: str) -> LotView:
    """Read an agreement and the lot with this code, or its first. Raises NotFound."""
    agreement = find_agreement(tables, reference)
    lots = lots_of(tables, agreement.id)
    lot = next((one for one in lots if one.code == code), lots[0] if lots else None)
    if lot is None:
        return LotView(agreement, (), None, ())
    rows = tuple(
        GridRow(one, tuple(rates_of(tables, one.membership.id)))
        for one in members_of(tables, agreement, lot)
    )
    return LotView(agreement, tuple(lots), lot, rows)


class AgreementPage(Page):
    """Lots | grid; a price that is chosen says why it is what it is."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {"agreement", "lot", "membership", "rate", "service", "provider"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: LotView | None = None
        self._bands: list[Band] = []
        self._header = PageHeader("")
        self._header.add(button("Import a price schedule", self.primary, "primary", icon="import"))
        self.lots = QListWidget()
        self.lots.setAccessibleName("Lots")
        self.lots.setWordWrap(True)
        self.lots.currentItemChanged.connect(self._lot_chosen)
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
        self.lay_out(self._header, panes)

    def crumbs(self) -> list[Crumb]:
        return [("Agreements", Place("agreements")), (self.place.key, None)]

    def load(self) -> None:
        reference, code = self.place.key, self.place.tab
        if self.as_at.day() is None:
            self.as_at.set_value(self.desk.today())
        self.desk.read(self, lambda tables: gather(tables, reference, code), self._show, key="load")

    def show_tab(self, tab: str) -> None:
        if self._view and self._view.lot and tab not in ("", self._view.lot.code):
            self.load()

    def _show(self, view: LotView) -> None:
        self._view = view
        one = view.agreement
        ends = day_text(inclusive_end(one.period.end)) or "no end"
        lead = authority_name(one.lead_authority_code) or one.lead_authority_code
        self._header.say(
            one.title or one.reference,
            f"{one.reference} · led by {lead} · {day_text(one.period.start)} to {ends} · "
            f"{one.terms.notice_days} days’ notice",
        )
        live = self.desk.today() in one.period
        self._header.show_chips(
            (sentence(one.kind), "plain"),
            ("In force" if live else "Not in force", "good" if live else "warning"),
        )
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

    def _show_grid(self) -> None:
        assert self._view is not None
        view, day = self._view, self.as_at.day() or self.desk.today()
        rows = [one for one in view.rows if day in one.member.membership.period]
        self._bands = bands_of(view.rows)
        clear(self._grid_place)
        title = view.lot.title if view.lot else "Prices"
        self.grid = Table(columns_of(self._bands, day), title, height=TWO_LINES, cells=True)
        self.grid.when_empty("Nobody is in this lot on that day", "Choose another day or lot.")
        self.grid.show_rows(rows)
        self.grid.cell_chosen.connect(self._ask_why)
        self.grid.opened.connect(lambda one: self.desk.go("service", one.member.urn))
        self._grid_place.addWidget(self.grid)
        self._count.setText(f"{len(rows):,} services; each price is net of VAT, a week")
        self._why_title.setText("Why this price")
        self.why.setText("Choose a price to see where it comes from.")

    def _lot_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.desk.go("agreement", self.place.key, str(item.data(Qt.ItemDataRole.UserRole)))

    _day: date | None = None

    def _day_edited(self) -> None:
        day = self.as_at.day()
        if day is not None and day != self._day and self._view is not None:
            self._day = day
            self._show_grid()

    def _ask_why(self, chosen: tuple[GridRow, int]) -> None:
        one, at = chosen
        if at < _FIXED or self._view is None or self._view.lot is None:
            return
        band, lot = self._bands[at - _FIXED], self._view.lot.code
        reference, urn = self._view.agreement.reference, one.member.urn
        day = self.as_at.day() or self.desk.today()
        self.desk.read(
            self,
            lambda tables: price(
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

    def primary(self) -> None:
        self.desk.go("price_import")
