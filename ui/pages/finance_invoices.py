"""The list of invoices, with the 30-day clock, by what has to be done about them."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QWidget

from resources_app.finance.invoice_queries import invoice_summaries
from resources_app.finance.model import InvoiceState, InvoiceSummary
from resources_app.foundations.counting import counted
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from ui.pages.finance_columns import INVOICES, clock_text
from ui.pages.page import Page
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

# The filters, in the order of the work; None is everything.
_FILTERS = (
    None,
    InvoiceState.TO_CHECK,
    InvoiceState.QUERIED,
    InvoiceState.TO_APPROVE,
    InvoiceState.TO_PAY,
    InvoiceState.PAID,
)


class InvoicesTab(QWidget):
    """What is to be paid first stands first; Enter opens an invoice."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._all: list[InvoiceSummary] = []
        self._state: InvoiceState | None = None
        group = QButtonGroup(self)
        self._buttons: dict[InvoiceState | None, QPushButton] = {}
        for state in _FILTERS:
            one = button("", partial(self._choose, state), "link")
            one.setCheckable(True)
            group.addButton(one)
            self._buttons[state] = one
        self._buttons[None].setChecked(True)
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText("Narrow the list")
        self.narrow.setAccessibleName("Narrow the list to lines with these words")
        self.narrow.setMaximumWidth(220)
        self.narrow.textChanged.connect(lambda _: self._show_rows())
        self.table = Table(INVOICES, "Invoices")
        self.table.opened.connect(lambda one: page.desk.go("invoice", one.reference))
        self._foot = words("", "meta")
        bar = row(*self._buttons.values(), 1, self.narrow, spacing=SPACE_S)
        self.setLayout(column(holder(bar), self.table, self._foot, spacing=SPACE_S))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]

    def load(self) -> None:
        """Read the list."""
        today = self._page.desk.today()
        self._page.desk.read(
            self, lambda tables: invoice_summaries(tables, today), self._show, key="load"
        )

    def _show(self, found: list[InvoiceSummary]) -> None:
        self._all = found
        for state, one in self._buttons.items():
            count = sum(state is None or row.state is state for row in found)
            one.setText(f"{capital(state) if state else 'All'} {count:,}")
        self._show_rows()

    def _choose(self, state: InvoiceState | None) -> None:
        self._state = state
        self._show_rows()

    def _show_rows(self) -> None:
        wanted = self.narrow.text().casefold().split()
        rows = [
            one
            for one in self._all
            if (self._state is None or one.state is self._state) and _answers(one, wanted)
        ]
        if self._all:
            self.table.when_empty("None of the invoices is so", "Choose another list.")
        else:
            self.table.when_empty(
                "No invoice has come yet",
                "Providers’ invoices are imported from a workbook, or entered line by line, and "
                "matched to what was due.",
                "Import invoices",
                lambda: self._page.desk.go("invoice_import"),
            )
        self.table.show_rows(rows)
        late = sum(clock_text(one).endswith("late") for one in rows)
        total = pounds(sum(one.net_pence for one in rows))
        said = f"{counted(len(rows), 'invoice')}, {total} net"
        self._foot.setText(f"{said}; {late} past the last day" if late else said)


def _answers(one: InvoiceSummary, wanted: list[str]) -> bool:
    line = " ".join(column.text(one) for column in INVOICES).casefold()
    return all(word in line for word in wanted)
