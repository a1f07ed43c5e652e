"""The columns of the finance pages' tables, and how states and findings look.

To add a column: a `Column` in its list.
"""

from __future__ import annotations

from resources_app.finance.commitment_model import AccrualGroup
from resources_app.finance.finding_children import nights_text
from resources_app.finance.model import (
    FINDING_WORDS,
    Finding,
    InvoiceLine,
    InvoiceState,
    InvoiceSummary,
    LineState,
)
from resources_app.finance.saving_model import Saving, SavingState
from resources_app.foundations.clock import local_text
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from ui.shell.widgets.columns import Column

STATE_TONES: dict[InvoiceState, str] = {
    InvoiceState.QUERIED: "warning",
    InvoiceState.TO_CHECK: "bad",
    InvoiceState.TO_APPROVE: "information",
    InvoiceState.TO_PAY: "accent",
    InvoiceState.PAID: "good",
    InvoiceState.REFUSED: "plain",
    InvoiceState.CANCELLED: "plain",
}
_DONE = {InvoiceState.PAID, InvoiceState.REFUSED, InvoiceState.CANCELLED}


def clock_text(one: InvoiceSummary) -> str:
    """How the 30 days stand: `in 12 days`, `3 days late`, `stands`; empty once it is done."""
    if one.state in _DONE or one.is_credit:
        return ""
    if one.clock_stands:
        return "stands"
    if one.days_left < 0:
        return f"{counted(-one.days_left, 'day')} late"
    return "today" if one.days_left == 0 else f"in {counted(one.days_left, 'day')}"


def clock_tone(one: InvoiceSummary) -> str:
    """Red when it is late, amber in the last week."""
    if one.state in _DONE or one.clock_stands or one.is_credit:
        return ""
    return "bad" if one.days_left < 0 else "warning" if one.days_left <= 7 else ""


def _difference(pence: int | None) -> str:
    return "" if not pence else f"{'+' if pence > 0 else ''}{pounds(pence)}"


INVOICES = (
    Column("Reference", lambda one: one.reference, 132),
    Column("Number", lambda one: one.number, 104),
    Column("Provider", lambda one: one.provider_name, 180, stretch=True),
    Column("Received", lambda one: day_text(one.received_on), 100, number=True,
           sort=lambda one: one.received_on),
    Column("Net", lambda one: pounds(one.net_pence), 112, number=True,
           sort=lambda one: one.net_pence),
    Column("Differs by", lambda one: _difference(one.difference_pence), 98, number=True,
           sort=lambda one: one.difference_pence),
    Column("Stands", lambda one: capital(one.state), 104,
           tone=lambda one: STATE_TONES[one.state]),
    Column("Pay by", lambda one: day_text(one.pay_by) if clock_text(one) else "", 100,
           number=True, sort=lambda one: one.pay_by),
    Column("Clock", clock_text, 112, tone=clock_tone, sort=lambda one: one.days_left),
)  # fmt: skip

_LINE_TONES = {
    LineState.QUERIED: "warning",
    LineState.APPROVED: "accent",
    LineState.EXPORTED: "good",
    LineState.REFUSED: "plain",
}


def _line_state(one: InvoiceLine) -> str:
    if one.state is LineState.ENTERED:
        return "To check" if one.finding else "To approve"
    return "Paid" if one.state is LineState.EXPORTED else capital(one.state)


def _line_tone(one: InvoiceLine) -> str:
    if one.state is LineState.ENTERED:
        return "bad" if one.finding else "information"
    return _LINE_TONES[one.state]


def _found_at(one: InvoiceLine) -> str:
    """The placement that a name or an identifier led to."""
    if not one.placement_reference:
        return "nobody we know"
    return one.placement_reference if one.child != one.placement_reference else ""


LINES = (
    Column("", lambda one: str(one.number), 40, number=True, sort=lambda one: one.number),
    Column("Child", lambda one: one.child or one.reference, 130, stretch=True,
           second=_found_at),
    Column("For", lambda one: capital(one.element), 186,
           second=lambda one: nights_text(one.period)),
    Column("Nights", lambda one: str(one.period.nights()), 64, number=True,
           sort=lambda one: one.period.nights()),
    Column("Claimed", lambda one: pounds(one.net_pence), 104, number=True,
           sort=lambda one: one.net_pence),
    Column("Due", lambda one: "not known" if one.expected_pence is None
           else pounds(one.expected_pence), 104, number=True,
           sort=lambda one: one.expected_pence or 0),
    Column("Differs by", lambda one: _difference(one.difference_pence), 100, number=True,
           sort=lambda one: one.difference_pence or 0),
    Column("Found", lambda one: FINDING_WORDS[one.finding], 150,
           hint=lambda one: " ".join(one.why),
           tone=lambda one: "" if one.finding is Finding.AGREES else "warning"),
    Column("Stands", _line_state, 100, tone=_line_tone),
)  # fmt: skip

PAYABLES = (
    Column("Invoice", lambda one: f"{one.payable.invoice_number}, line {one.payable.line_number}",
           152, second=lambda one: one.payable.invoice_reference),
    Column("Provider", lambda one: one.payable.provider_name, 120, stretch=True,
           second=lambda one: one.payable.placement_reference),
    Column("Pay by", lambda one: day_text(one.payable.pay_by), 100, number=True,
           sort=lambda one: one.payable.pay_by),
    Column("Net", lambda one: pounds(one.payable.net_pence), 112, number=True,
           sort=lambda one: one.payable.net_pence),
    Column("VAT", lambda one: pounds(one.payable.vat_pence), 84, number=True,
           sort=lambda one: one.payable.vat_pence),
    Column("Booked to", lambda one: one.codes, 130, second=lambda one: one.order),
    Column("Goes", lambda one: one.why or "With the next export", 220, stretch=True,
           hint=lambda one: one.why),
)  # fmt: skip
EXPORTS = (
    Column("Export", lambda one: one.reference, 138),
    Column("Made", lambda one: local_text(one.made_at), 150, sort=lambda one: one.made_at),
    Column("By", lambda one: one.made_by, 150, stretch=True),
    Column("Lines", lambda one: f"{one.lines:,}", 70, number=True, sort=lambda one: one.lines),
    Column("Net", lambda one: pounds(one.net_pence), 120, number=True,
           sort=lambda one: one.net_pence),
    Column("SHA-256", lambda one: one.sha256[:12], 120, hint=lambda one: one.sha256),
)  # fmt: skip

_SAVING_TONES = {
    SavingState.RECORDED: "information",
    SavingState.AGREED: "good",
    SavingState.WITHDRAWN: "plain",
}
SAVINGS = (
    Column("Kind", lambda one: words(CodeList.SAVING_KINDS, one.saving.kind), 190, stretch=True,
           second=lambda one: one.saving.description,
           hint=lambda one: one.saving.description),
    Column("On", lambda one: one.saving.placement_reference or one.saving.agreement_reference,
           138, second=lambda one: one.saving.reference),
    Column("From", lambda one: day_text(one.saving.period.start), 110, number=True,
           sort=lambda one: one.saving.period.start),
    Column("To", lambda one: _last(one.saving), 122, number=True,
           sort=lambda one: str(one.saving.period.end or "9999")),
    Column("A week", lambda one: pounds(one.saving.weekly_pence), 96, number=True,
           sort=lambda one: one.saving.weekly_pence),
    Column("Full year", lambda one: pounds(one.saving.full_year_pence), 116, number=True,
           sort=lambda one: one.saving.full_year_pence),
    Column("In this year", lambda one: pounds(one.in_year_pence), 116, number=True,
           sort=lambda one: one.in_year_pence),
    Column("Stands", lambda one: capital(one.saving.state), 104,
           tone=lambda one: _SAVING_TONES[one.saving.state]),
)  # fmt: skip


def _last(one: Saving) -> str:
    return day_text(inclusive_end(one.period.end)) or "for 12 months"


COMMITMENTS = (
    Column("", lambda one: capital(one.name), 190, stretch=True, hint=lambda one: one.name,
           strong=lambda one: not one.key),
    Column("Placements", lambda one: f"{one.placements:,}", 96, number=True,
           sort=lambda one: one.placements, strong=lambda one: not one.key),
    Column("Expected, net", lambda one: pounds(one.net_pence), 140, number=True,
           sort=lambda one: one.net_pence, strong=lambda one: not one.key),
)  # fmt: skip

OWED = (
    Column("", lambda one: capital(one.name), 220, stretch=True, strong=lambda one: not one.key),
    Column("Charged", lambda one: pounds(one.charged_pence), 130, number=True,
           sort=lambda one: one.charged_pence, strong=lambda one: not one.key),
    Column("Approved of it", lambda one: pounds(one.invoiced_pence), 130, number=True,
           sort=lambda one: one.invoiced_pence, strong=lambda one: not one.key),
    Column("Owed", lambda one: pounds(one.accrued_pence), 130, number=True,
           sort=lambda one: one.accrued_pence, strong=lambda _: True,
           hint=lambda one: _advance(one)),
)  # fmt: skip


def _advance(one: AccrualGroup) -> str:
    return "Paid in advance" if one.accrued_pence < 0 else ""


PARTS = (
    Column("Placement", lambda one: one.placement_reference, 130),
    Column("Provider", lambda one: one.provider, 90, stretch=True, hint=lambda one: one.provider),
    Column("For", lambda one: capital(one.element), 122),
    Column("Net", lambda one: pounds(one.net_pence), 106, number=True,
           sort=lambda one: one.net_pence),
)  # fmt: skip
