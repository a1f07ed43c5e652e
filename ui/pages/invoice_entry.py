"""Entering an invoice or a credit note by hand, line by line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt

from resources_app.agreements.model import Element
from resources_app.finance.actions import InvoiceEntered, enter_invoice
from resources_app.finance.claim_queries import find_provider
from resources_app.finance.model import NewInvoice, NewLine
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, KnownError, Where
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.session import Session
from ui.pages.page import Crumb, Page
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_M
from ui.shell.widgets.buttons import button
from ui.shell.widgets.form import Form
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, holder, row, scrolled, surface
from ui.shell.widgets.words import words

_MOST = 100_000_000
LINE_FIELDS = (
    Field("child", "Child or placement", needed=Needed.ALWAYS),
    Field("element", "For", Kind.CHOICE, options=tuple(map(str, Element))),
    Field("start", "From", Kind.DATE, needed=Needed.ALWAYS),
    Field("last", "Last night", Kind.DATE, needed=Needed.ALWAYS),
    Field("net", "Net", Kind.POUNDS, needed=Needed.ALWAYS, least=-_MOST),
    Field("vat", "VAT", Kind.POUNDS, least=-_MOST),
)
FIELDS = (
    Field(
        "provider",
        "Provider",
        needed=Needed.ALWAYS,
        help="Its name or a part of it, or its supplier number.",
    ),
    Field("number", "Invoice number", needed=Needed.ALWAYS, help="The provider’s own."),
    Field("invoice_date", "Invoice date", Kind.DATE, needed=Needed.ALWAYS),
    Field("received_on", "Received on", Kind.DATE, needed=Needed.ALWAYS),
    Field(
        "credits",
        "Credits invoice",
        help="For a credit note: the number of the invoice that it credits. Amounts are negative.",
    ),
    Field(
        "lines",
        "Lines",
        Kind.RECORDS,
        needed=Needed.ALWAYS,
        columns=LINE_FIELDS,
        help="A child’s identifier or name, or our reference of the placement or agreement. "
        "Without another element it is the core weekly fee.",
    ),
)


class InvoiceEntryPage(Page):
    """A form; each line is matched as it is entered, and shown on the invoice's page."""

    WATCHES: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        header = PageHeader("Enter an invoice")
        header.say("Enter an invoice", "Each line is matched to what was due as you enter it.")
        self.form = Form(FIELDS)
        self._problem = words("", "error", wrap=True)
        self._problem.hide()
        self.enter = button("Enter the invoice", self.primary, "primary", name="enter")
        self.back = button("Go back", lambda: desk.go("finance", tab="invoices"))
        inside = surface(column(self.form, 1))
        inside.setMaximumWidth(1180)
        body = column(
            scrolled(holder(column(inside))),
            self._problem,
            row(self.enter, self.back, 1),
            spacing=SPACE_M,
        )
        body.setStretch(0, 1)
        self.first = self.form.editor("provider")
        self.lay_out(header, holder(body))

    def crumbs(self) -> list[Crumb]:
        return [("Finance", Place("finance", tab="invoices")), ("Enter an invoice", None)]

    def load(self) -> None:
        self.form.set_values(
            {field.name: None for field in FIELDS if field.kind is not Kind.RECORDS}
            | {"received_on": self.desk.today(), "lines": [{}]}
        )
        self._problem.hide()

    def primary(self) -> None:
        record = self.form.read()
        if record is None:
            return
        self.enter.setEnabled(False)
        self.desk.write(
            self, lambda session: _enter(session, record), self._done, failed=self._failed
        )

    def _done(self, made: InvoiceEntered) -> None:
        self.enter.setEnabled(True)
        self.load()
        differ = sum(bool(match.findings) for match in made.matches)
        found = f"{counted(differ, 'line')} differ" if differ else "every line agrees"
        self.desk.go("invoice", made.reference)
        self.desk.say(f"{made.reference} is entered; {found}.", "warning" if differ else "good")

    def _failed(self, error: KnownError) -> None:
        self.enter.setEnabled(True)
        if not self.form.complain(error):
            self._problem.setText(str(error))
            self._problem.show()
            self.enter.setFocus(Qt.FocusReason.OtherFocusReason)


def _enter(session: Session, record: Record) -> InvoiceEntered:
    try:
        provider_id, _ = find_provider(session.tables, str(record["provider"]))
    except KnownError as error:
        raise BadInput(error.what, where=Where(field="Provider"), remedy=error.remedy) from error
    lines = record["lines"]
    invoice_date, received_on = record["invoice_date"], record["received_on"]
    assert isinstance(lines, tuple)
    assert isinstance(invoice_date, date)
    assert isinstance(received_on, date)
    return enter_invoice(
        session,
        NewInvoice(
            provider_id=provider_id,
            number=str(record["number"]),
            invoice_date=invoice_date,
            received_on=received_on,
            lines=tuple(_line(one) for one in lines if isinstance(one, dict)),
            credits=str(record["credits"]),
        ),
    )


def _line(record: Record) -> NewLine:
    start, last = record["start"], record["last"]
    net, vat = record["net"], record["vat"]
    assert isinstance(start, date)
    assert isinstance(last, date)
    if last < start:
        raise BadInput(
            "The last night of a line is before its first.",
            where=Where(field="Lines"),
            remedy="Give the last night, on or after the first.",
        )
    return NewLine(
        child=str(record["child"]),
        period=Period(start, last + timedelta(days=1)),
        net_pence=net if isinstance(net, int) else 0,
        vat_pence=vat if isinstance(vat, int) else 0,
        element=Element(str(record["element"])) if record["element"] else Element.CORE,
    )
