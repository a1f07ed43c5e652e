"""One invoice: what each line claims, what was due, what differs and why, and what to do."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSplitter

from resources_app.casework.history import HistoryLine, history
from resources_app.finance.actions import approve_lines, check_again
from resources_app.finance.claim_queries import due_of_line
from resources_app.finance.finding_children import nights_text
from resources_app.finance.invoice_queries import find_invoice, summary_of
from resources_app.finance.matching_invoices import Due
from resources_app.finance.model import (
    FINDING_WORDS,
    Invoice,
    InvoiceLine,
    InvoiceSummary,
    LineState,
)
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.finance_columns import LINES, STATE_TONES, clock_text, clock_tone
from ui.pages.invoice_deeds import DEEDS, Deed, cancel, why_no_deed
from ui.pages.page import Crumb, Page
from ui.pages.request_log import COLUMNS as LOG_COLUMNS
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton, button
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, holder, row, scrolled, surface
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.tabs import Tab, Tabs
from ui.shell.widgets.words import words

_Read = tuple[Invoice, InvoiceSummary, list[HistoryLine]]


class InvoicePage(Page):
    """Lines over the reasons of the one that is selected; every deed has a key."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {"invoice", "invoice_line", "invoice_query", "payment_export"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._invoice: Invoice | None = None
        self._header = PageHeader("")
        self._check = button("Check again", self._check_again, icon="refresh")
        self._cancel = button("Cancel…", self._ask_to_cancel)
        self._cancel.setAccessibleName("Cancel the invoice")
        self.approve = ActionButton("Approve what agrees", self.primary, icon="check")
        self._header.add(self._check, self._cancel, self.approve)
        self.lines = Table(LINES, "Lines", height=TWO_LINES)
        self.lines.selected.connect(lambda _: self._show_line())
        self.lines.opened.connect(self._open_placement)
        self._log = Table(LOG_COLUMNS, "What was done")
        self._title = words("", "strong")
        self.why = words("", wrap=True)
        self.due = words("", "muted", wrap=True)
        self.due.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._not = words("", "whynot", wrap=True)
        self._not.hide()
        self._buttons: dict[str, QPushButton] = {}
        for deed in DEEDS:
            one = button(deed.label, partial(self._do, deed))
            one.setToolTip(f"Key: {deed.key}, with the keyboard on the lines")
            self._buttons[deed.label] = one
            key = QShortcut(QKeySequence(deed.key), self.lines)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(partial(self._do, deed))
        said = scrolled(holder(column(self.why, self.due, 1, spacing=SPACE_S)))
        reasons = column(
            self._title, row(*self._buttons.values(), 1), self._not, said, spacing=SPACE_S
        )
        reasons.setStretch(3, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setHandleWidth(SPACE_M)
        halves.addWidget(self.lines)
        halves.addWidget(surface(reasons, margin=SPACE_M))
        halves.setSizes([250, 270])
        self.tabs = Tabs((Tab("lines", "Lines", lambda: halves), Tab("log", "Log", self._make_log)))
        self.tabs.chosen.connect(lambda tab: desk.go("invoice", self.place.key, tab))
        self.first = self.lines
        self.lay_out(self._header, self.tabs)

    def _make_log(self) -> Table:
        return self._log

    def crumbs(self) -> list[Crumb]:
        return [("Finance", Place("finance", tab="invoices")), (self.place.key, None)]

    def show_tab(self, tab: str) -> None:
        self.tabs.show_tab(tab)

    def load(self) -> None:
        reference, today = self.place.key, self.desk.today()

        def read(tables: Tables) -> _Read:
            invoice = find_invoice(tables, reference, today)
            return invoice, summary_of(invoice, today), history(tables, reference=invoice.reference)

        self.desk.read(self, read, self._show, key="load")

    def _show(self, answer: _Read) -> None:
        invoice, summary, log = answer
        self._invoice = invoice
        kind = "Credit note" if invoice.is_credit else "Invoice"
        self._header.say(
            invoice.reference,
            f"{kind} {invoice.number} of {invoice.provider_name} · dated "
            f"{day_text(invoice.invoice_date)} · received {day_text(invoice.received_on)} · "
            f"{pounds(invoice.net_pence)} net, {pounds(invoice.vat_pence)} VAT",
        )
        left = clock_text(summary)
        clock = f"Pay by {day_text(invoice.pay_by)}, {left}" if left else ""
        if summary.clock_stands:
            clock = "Clock stands"
        apart = f"{counted(summary.in_question, 'line')} in question"
        self._header.show_chips(
            (capital(invoice.state), STATE_TONES[invoice.state]),
            (clock, clock_tone(summary) or "plain"),
            (apart if summary.in_question and not summary.clock_stands else "", "plain"),
        )
        chosen = self.lines.current()
        number = chosen.number if chosen and chosen.invoice_id == invoice.id else None
        self.lines.show_rows(
            invoice.lines, keep=lambda line: number is None or line.number == number
        )
        self._log.show_rows(log)
        self._offer()
        self._show_line()

    def _offer(self) -> None:
        """What can be done with the invoice as a whole."""
        invoice = self._invoice
        assert invoice is not None
        agreeing = [
            one for one in invoice.lines if one.state is LineState.ENTERED and not one.finding
        ]
        self.approve.say(f"Approve {counted(len(agreeing), 'line')}")
        self.approve.setVisible(bool(agreeing) and invoice.cancelled_on is None)
        refused = why_no_deed(self.desk.officer, invoice, DEEDS[0])
        self.approve.let(refused)
        exported = any(one.state is LineState.EXPORTED for one in invoice.lines)
        may = not why_not(self.desk.officer, Permission.KEEP_INVOICES)
        open_ = invoice.cancelled_on is None
        self._check.setVisible(may and open_)
        self._cancel.setVisible(may and open_ and not exported)

    # The line that is selected

    def _show_line(self) -> None:
        line: InvoiceLine | None = self.lines.current()
        invoice = self._invoice
        for one in self._buttons.values():
            one.hide()
        self._not.hide()
        if line is None or invoice is None:
            self._title.setText("Choose a line to see why it differs")
            self.why.clear()
            self.due.clear()
            return
        self._title.setText(
            f"Line {line.number} · {FINDING_WORDS[line.finding]} · {capital(line.element)}, "
            f"{nights_text(line.period)}"
        )
        self.why.setText("\n".join([*line.why, *_story(line)]))
        self.due.clear()
        self.desk.read(self, lambda tables: due_of_line(tables, line), self._show_due, key="due")
        if invoice.cancelled_on is not None:
            self._refuse(f"The invoice is cancelled: {invoice.cancelled_reason}")
            return
        refusals = []
        for deed in DEEDS:
            if deed.possible(invoice, line):
                refused = why_no_deed(self.desk.officer, invoice, deed)
                self._buttons[deed.label].setVisible(True)
                self._buttons[deed.label].setEnabled(not refused)
                refusals.append(refused)
        self._refuse(" ".join(dict.fromkeys(filter(None, refusals))))

    def _refuse(self, why: str) -> None:
        self._not.setText(why)
        self._not.setVisible(bool(why))

    def _show_due(self, due: Due | None) -> None:
        if due is None:
            return
        if not due.why:
            self.due.setText("Why this amount? Nothing on the agreement is due for these nights.")
            return
        self.due.setText("\n".join([f"Why {pounds(due.net_pence)} was due:", *due.why]))

    def _do(self, deed: Deed) -> None:
        line: InvoiceLine | None = self.lines.current()
        invoice = self._invoice
        if line is None or invoice is None or not deed.possible(invoice, line):
            return
        refused = why_no_deed(self.desk.officer, invoice, deed)
        if refused:
            self.desk.say(refused, "bad")
            return
        deed.run(self, invoice, line)

    def _open_placement(self, line: InvoiceLine) -> None:
        if line.placement_reference:
            self.desk.go("placement", line.placement_reference)

    def _check_again(self) -> None:
        reference = self.place.key
        self.desk.write(
            self,
            lambda session: check_again(session, reference),
            lambda _: self.desk.say("The open lines are matched again, as things stand now."),
        )

    def _ask_to_cancel(self) -> None:
        invoice = self._invoice
        if invoice is not None:
            cancel(self, invoice)

    def primary(self) -> None:
        invoice = self._invoice
        if invoice is None or not self.approve.isVisible() or self.approve.reason:
            return
        self.desk.write(
            self,
            lambda session: approve_lines(session, invoice.reference),
            lambda done: self.desk.say(f"{counted(len(done.approved), 'line')} approved."),
        )


def _story(line: InvoiceLine) -> list[str]:
    """The questions about a line and how they ended, in sentences."""
    told = []
    for query in line.queries:
        told.append(f"Asked on {day_text(query.raised_on)}: {query.question}")
        if query.answer:
            told.append(f"Answered on {day_text(query.answered_on)}: {query.answer}")
        if query.closed_on:
            told.append(f"Closed on {day_text(query.closed_on)}: {query.outcome}.")
    if line.queries:
        stands = ", and moves on with every day" if line.open_query else ""
        told.append(f"Its own last day to be paid is {day_text(line.pay_by)}{stands}.")
    if line.accepted_reason:
        told.append(f"Paid although it differs: {line.accepted_reason}")
    return told
