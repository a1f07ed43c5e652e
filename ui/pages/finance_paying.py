"""Approved lines that wait for the finance system, why some cannot go, and what went before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QWidget

from resources_app.finance.actions import PaymentsExported, export_payments
from resources_app.finance.export_file import payment_rows, why_held
from resources_app.finance.model import PaymentExport
from resources_app.finance.payment_model import Payable
from resources_app.finance.payment_queries import (
    codes_of,
    exported_bytes,
    payables,
    payment_exports,
)
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import pounds
from resources_app.session import Actor
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.finance_columns import EXPORTS, PAYABLES
from ui.pages.page import Page
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton, button, let
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words


@dataclass(frozen=True)
class PayableRow:
    """An approved line with its codes in words; `why` it stays, or empty."""

    payable: Payable
    codes: str
    order: str
    why: str


def gather(tables: Tables, officer: Actor, today: object) -> tuple[list[PayableRow], str]:
    """Every line that waits, and why the officer may not export; empty when they may."""
    codes = codes_of(tables)
    found = []
    for one in payables(tables, today):  # type: ignore[arg-type]
        rows = payment_rows(one, codes)
        booked = ", ".join(
            f"{row.cost_centre or 'no cost centre'} / {row.account_code or 'no account'}"
            for row in rows
        )
        order = rows[0].purchase_order or "no purchase order"
        found.append(PayableRow(one, booked, order, why_held(one, rows)))
    return found, why_not(officer, Permission.KEEP_INVOICES)


class PayingTab(QWidget):
    """One button exports what can go; each line that stays says why."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.export = ActionButton("Export for the finance system", self.ask_where, icon="export")
        self._says = words("", "muted", wrap=True)
        self.lines = Table(PAYABLES, "Approved lines", height=TWO_LINES)
        self.lines.when_empty(
            "No approved line waits", "Lines appear here once somebody has approved them."
        )
        self.lines.opened.connect(
            lambda one: page.desk.go("invoice", one.payable.invoice_reference)
        )
        self.exports = Table(EXPORTS, "Exports")
        self.exports.when_empty("Nothing was exported yet")
        self.again = button("Save this export again", self._save_again)
        self.exports.selected.connect(lambda _: self._offer_again())
        self._offer_again()
        below = column(
            words("Exports so far", "section"), self.exports, row(self.again, 1), spacing=SPACE_S
        )
        below.setStretch(1, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setHandleWidth(SPACE_M)
        halves.addWidget(self.lines)
        halves.addWidget(holder(below))
        halves.setSizes([360, 200])
        self.codes = button("Enter what is missing", lambda: page.desk.go("finance", tab="codes"))
        self.codes.hide()
        bar = row(self._says, self.codes, self.export, spacing=SPACE_M)
        bar.setStretch(0, 1)
        self.setLayout(column(holder(bar), halves, spacing=SPACE_S))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]

    def _offer_again(self) -> None:
        let(self.again, "" if self.exports.current() else "Choose an export first.")

    def load(self) -> None:
        """Read what waits and what went."""
        officer, today = self._page.desk.officer, self._page.desk.today()
        self._page.desk.read(
            self,
            lambda tables: (gather(tables, officer, today), payment_exports(tables)),
            self._show,
            key="load",
        )

    def _show(self, answer: tuple[tuple[list[PayableRow], str], list[PaymentExport]]) -> None:
        (rows, refused), exports = answer
        self.lines.show_rows(rows)
        self.exports.show_rows(exports)
        self._offer_again()
        going = [one.payable for one in rows if not one.why]
        net = pounds(sum(one.net_pence for one in going))
        stay = len(rows) - len(going)
        said = f"{counted(len(going), 'line')} can go, {net} net."
        self._says.setText(f"{said} {stay} {'stays' if stay == 1 else 'stay'}." if stay else said)
        if refused:
            self.export.refuse(refused)
        elif not going:
            self.export.refuse("Not yet: no approved line has all its codes.")
        else:
            self.export.allow()
        self.codes.setVisible(any(one.why and not one.payable.held for one in rows))

    def ask_where(self) -> None:
        """Ask for the file, then export."""
        name, _ = QFileDialog.getSaveFileName(
            self, "Export for the finance system", "payments.csv", "CSV files (*.csv)"
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Export to a file that can be written."""

        def done(made: PaymentsExported) -> None:
            left = f" {counted(len(made.left), 'line')} stay." if made.left else ""
            self._page.desk.say(
                f"{made.reference}: {counted(made.lines, 'line')}, {pounds(made.net_pence)} net,"
                f" is in {path.name}.{left}"
            )

        def act(session: object) -> PaymentsExported:
            _write(path, b"")
            made = export_payments(session)  # type: ignore[arg-type]
            _write(path, made.bytes)
            return made

        self._page.desk.write(self, act, done)

    def _save_again(self) -> None:
        one = self.exports.current()
        if one is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, "Save the export again", f"{one.reference}.csv", "CSV files (*.csv)"
        )
        if name:
            self.save_again(one, Path(name))

    def save_again(self, one: PaymentExport, path: Path) -> None:
        """Write an export's file once more, byte for byte."""
        self._page.desk.read(
            self,
            lambda tables: _write(path, exported_bytes(tables, one.reference)),
            lambda _: self._page.desk.say(f"{one.reference} is in {path.name}, byte for byte."),
        )


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadInput(
            f"The file {path.name} cannot be written: {error.strerror}.",
            remedy="Choose another folder, or close the program that holds the file.",
        ) from error
