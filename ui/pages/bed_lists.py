"""The tabs of the Beds page that are lists: sales, and the therapists' assessments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from resources_app.beds.board import nights_text
from resources_app.beds.model import Assessment, BedSale, BlockContract
from resources_app.beds.standing import sold_nights
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds
from ui.shell.tokens import SPACE_M
from ui.shell.widgets.buttons import ActionButton
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words


@dataclass(frozen=True)
class SaleRow:
    """A sale with the names that say what it is."""

    sale: BedSale
    seller: str
    buyer: str
    bed: str
    nights: int
    standing: str
    tone: str
    since: str = ""  # the first night given back, in words


def sale_rows(contract: BlockContract) -> list[SaleRow]:
    """A contract's sales, the latest first."""
    found = []
    for sale in sorted(contract.sales, key=lambda one: one.period.start, reverse=True):
        nights = sold_nights(sale)
        if sale.cancelled_on is None:
            standing, tone, since = "stands", "good", ""
        else:
            given_back = max(sale.cancelled_on, sale.period.start)
            standing, tone = "called off", "warning"
            since = f"The seller has the nights from {day_text(given_back)} on."
        found.append(
            SaleRow(
                sale,
                contract.partner(sale.seller_code).name,
                contract.partner(sale.buyer_code).name,
                contract.bed(sale.bed_id).name if sale.bed_id else "any",
                nights.nights() if nights else 0,
                standing,
                tone,
                since,
            )
        )
    return found


SALES = (
    Column("Reference", lambda one: one.sale.reference, 132),
    Column("Sold by", lambda one: one.seller, 140, stretch=True),
    Column("To", lambda one: one.buyer, 140, stretch=True),
    Column("Bed", lambda one: one.bed, 100),
    Column("Agreed for", lambda one: nights_text(one.sale.period).partition(", ")[2], 196,
           sort=lambda one: one.sale.period.start),
    Column("Nights", lambda one: f"{one.nights:,}", 66, number=True,
           sort=lambda one: one.nights),
    Column("A night", lambda one: "no price" if one.sale.nightly_pence is None
           else pounds(one.sale.nightly_pence), 86, number=True,
           sort=lambda one: one.sale.nightly_pence or 0),
    Column("In all", lambda one: pounds(one.nights * (one.sale.nightly_pence or 0)), 110,
           number=True, sort=lambda one: one.nights * (one.sale.nightly_pence or 0)),
    Column("Standing", lambda one: one.standing, 96, tone=lambda one: one.tone,
           hint=lambda one: one.since),
)  # fmt: skip


class SalesTab(QWidget):
    """Every sale, and the button that calls the selected one off."""

    def __init__(self, cancel: Callable[[BedSale], None], why_not: str) -> None:
        super().__init__()
        self._why_not = why_not
        self.table = Table(SALES, "Bed sales")
        self.table.when_empty(
            "No nights have been sold",
            "On the board, choose nights of a bed and press S, or drag them onto an authority.",
        )
        self.cancel = ActionButton(
            "Call the sale off", lambda: cancel(self.table.current().sale), "danger"
        )
        self.table.selected.connect(lambda _: self._offer())
        about = words("The latest first. Each moves one bed of a share for its nights.", "muted")
        bar = row(about, 1, self.cancel)
        self.setLayout(column(holder(bar), self.table, spacing=SPACE_M))
        self._offer()

    def show_contract(self, contract: BlockContract) -> None:
        """Show a contract's sales; the one selected stays so."""
        chosen = self.table.current()
        kept = chosen.sale.id if chosen else ""
        self.table.show_rows(sale_rows(contract), keep=lambda one: one.sale.id == kept)
        self._offer()

    def _offer(self) -> None:
        one = self.table.current()
        if self._why_not:
            self.cancel.refuse(self._why_not)
        elif one is None:
            self.cancel.refuse("Select a sale first.")
        elif one.sale.cancelled_on is not None:
            self.cancel.refuse(f"It was called off; {nights_text(one.sale.period)}.")
        else:
            self.cancel.allow()


def _standing(today_of: Callable[[], date]) -> tuple[Column, ...]:
    def words_of(one: Assessment) -> str:
        if one.done_on is not None:
            late = ", late" if one.done_on > one.due_on else ""
            return f"done {day_text(one.done_on)}{late}"
        return "overdue" if one.overdue(today_of()) else "due"

    return (
        Column("Child", lambda one: one.child, 110),
        Column("Placement", lambda one: one.placement_reference, 150),
        Column("Home", lambda one: one.home, 190, stretch=True),
        Column("Arrived", lambda one: day_text(one.arrived_on), 120,
               sort=lambda one: one.arrived_on),
        Column("Due by", lambda one: day_text(one.due_on), 120, sort=lambda one: one.due_on),
        Column("Standing", words_of, 170, tone=lambda one: _TONES[words_of(one).split()[0]]),
        Column("By", lambda one: one.done_by, 160),
    )  # fmt: skip


_TONES = {"done": "good", "overdue": "bad", "due": "information"}


class AssessmentsTab(QWidget):
    """Children to be assessed by a therapist, those still waiting first."""

    def __init__(
        self, today_of: Callable[[], date], record: Callable[[Assessment], None], why_not: str
    ) -> None:
        super().__init__()
        self._why_not = why_not
        self.table = Table(_standing(today_of), "Therapists’ assessments")
        self.table.when_empty(
            "No assessment is due", "One falls due with a child’s first bed in this contract."
        )
        self.record = ActionButton(
            "Record the assessment", lambda: record(self.table.current()), icon="check"
        )
        self.table.selected.connect(lambda _: self._offer())
        self.about = words("", "muted")
        self.setLayout(column(holder(row(self.about, 1, self.record)), self.table, spacing=SPACE_M))
        self._offer()

    def show_assessments(self, found: Sequence[Assessment], weeks: int | None) -> None:
        """Show them; the one selected stays so."""
        chosen = self.table.current()
        kept = chosen.id if chosen else ""
        self.table.show_rows(found, keep=lambda one: one.id == kept)
        asked = f"The contract asks for one within {weeks} weeks of arrival."
        self.about.setText(asked if weeks else "The contract asks for none.")
        self._offer()

    def _offer(self) -> None:
        if self._why_not:
            self.record.refuse(self._why_not)
        elif self.table.current() is None:
            self.record.refuse("Select a child first.")
        else:
            self.record.allow()
