"""Invoices, what was found about each of their lines, and the codes that payments carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from resources_app.agreements.model import Element, VatTreatment
from resources_app.foundations.dates import Period


class Finding(StrEnum):
    """What is wrong with a claimed line, the gravest first; AGREES is nothing.

    To add one: a member here in its place, its words in `FINDING_WORDS`, and the rule that
    finds it in matching_invoices.py.
    """

    UNKNOWN_CHILD = "unknown child"
    DUPLICATE = "duplicate"
    CREDIT = "credit"
    NOT_COMMISSIONED = "not commissioned"
    AFTER_END = "after end"
    BEFORE_START = "before start"
    DAYS = "days"
    WRONG_RATE = "wrong rate"
    VAT = "VAT"
    NAME_ONLY = "name only"
    AGREES = ""


FINDING_WORDS: dict[Finding, str] = {
    Finding.UNKNOWN_CHILD: "Child not known",
    Finding.DUPLICATE: "Claimed already",
    Finding.CREDIT: "Credit does not fit",
    Finding.NOT_COMMISSIONED: "Not commissioned",
    Finding.AFTER_END: "After the end",
    Finding.BEFORE_START: "Before the start",
    Finding.DAYS: "Wrong nights",
    Finding.WRONG_RATE: "Wrong rate",
    Finding.VAT: "Wrong VAT",
    Finding.NAME_ONLY: "Found by name only",
    Finding.AGREES: "Agrees",
}
GRAVITY: dict[Finding, int] = {finding: rank for rank, finding in enumerate(Finding)}


class FoundBy(StrEnum):
    """How the placement of a line was found; a name is the last resort."""

    REFERENCE = "reference"
    IDENTIFIER = "identifier"
    NAME = "name"
    NOTHING = ""


class LineState(StrEnum):
    """Where an invoice line stands. Exported lines are with the finance system, to be paid."""

    ENTERED = "entered"
    QUERIED = "queried"
    APPROVED = "approved"
    EXPORTED = "exported"
    REFUSED = "refused"


class InvoiceState(StrEnum):
    """Where an invoice stands, from its lines: what has to be done first."""

    QUERIED = "queried"
    TO_CHECK = "to check"
    TO_APPROVE = "to approve"
    TO_PAY = "to pay"
    PAID = "paid"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """How a question about a line ended."""

    PAID_AS_CLAIMED = "paid as claimed"
    CREDITED = "credited"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class NewLine:
    """A claimed line as somebody gave it. `period` is half-open nights; pence of a credit are < 0.

    `child` is a local identifier or a name, `reference` a placement's or an IPA's.
    """

    child: str
    period: Period
    net_pence: int
    vat_pence: int = 0
    element: Element = Element.CORE
    reference: str = ""
    description: str = ""
    source_row: int | None = None


@dataclass(frozen=True)
class NewInvoice:
    """An invoice to be entered. `credits` is the number of the invoice that a credit note credits.

    `number` is the provider's own. Amounts of a credit note's lines are negative.
    """

    provider_id: str
    number: str
    invoice_date: date
    received_on: date
    lines: tuple[NewLine, ...]
    credits: str = ""
    source_file: str = ""
    source_sha256: str = ""

    @property
    def is_credit(self) -> bool:
        """Whether this is a credit note."""
        return any(line.net_pence < 0 for line in self.lines)


@dataclass(frozen=True)
class Match:
    """What was found about a line: `findings` the gravest first, none when it agrees.

    `expected_pence` (net) is None where nothing could be expected: nobody known.
    """

    expected_pence: int | None
    expected_vat_pence: int | None
    findings: tuple[Finding, ...]
    why: tuple[str, ...]
    placement_id: str | None = None
    placement_reference: str = ""
    found_by: FoundBy = FoundBy.NOTHING
    vat_treatment: str = ""
    credits_line_id: str | None = None

    @property
    def finding(self) -> Finding:
        """The gravest finding."""
        return self.findings[0] if self.findings else Finding.AGREES


@dataclass(frozen=True)
class InvoiceQuery:
    """A question to a provider about a line, its answer, and how it ended."""

    id: str
    line_id: str
    raised_on: date
    raised_by: str
    question: str
    answer: str = ""
    answered_on: date | None = None
    closed_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class InvoiceLine:
    """A line of an invoice. `period` is half-open; `expected_pence` is net, None when unknown.

    `pay_by`, inclusive, is its own: the days on which it was in question do not count.
    """

    id: str
    invoice_id: str
    number: int
    child: str
    reference: str
    placement_id: str | None
    placement_reference: str
    found_by: FoundBy
    element: Element
    description: str
    period: Period
    net_pence: int
    vat_pence: int
    expected_pence: int | None
    expected_vat_pence: int | None
    vat_treatment: str
    finding: Finding
    why: tuple[str, ...]
    state: LineState
    approved_by: str | None
    approved_at: datetime | None
    accepted_reason: str
    export_id: str | None
    credits_line_id: str | None
    source_row: int | None
    pay_by: date
    queries: tuple[InvoiceQuery, ...] = ()

    @property
    def difference_pence(self) -> int | None:
        """Claimed less expected, net: all of it for a child nobody knows; None when not matched."""
        if self.expected_pence is None:
            return self.net_pence if self.finding is Finding.UNKNOWN_CHILD else None
        return self.net_pence - self.expected_pence

    @property
    def open_query(self) -> InvoiceQuery | None:
        """The question that is still open, if any."""
        return next((one for one in self.queries if one.closed_on is None), None)


@dataclass(frozen=True)
class Invoice:
    """An invoice or a credit note. `reference` is ours, `number` the provider's.

    `pay_by` is the last day, inclusive, for the line that has to be paid first; `state` follows
    from the lines.
    """

    id: str
    reference: str
    provider_id: str
    provider_name: str
    number: str
    is_credit: bool
    credits_invoice_id: str | None
    invoice_date: date
    received_on: date
    payment_days: int
    net_pence: int
    vat_pence: int
    cancelled_on: date | None
    cancelled_reason: str
    source_file: str
    entered_by: str
    state: InvoiceState
    pay_by: date
    lines: tuple[InvoiceLine, ...]


@dataclass(frozen=True)
class PaidLate:
    """An invoice of which a line went to payment after its last day.

    `pay_by` (included) and `paid_on`, the day it was exported, are those of the latest line.
    """

    reference: str
    number: str
    provider_name: str
    pay_by: date
    paid_on: date


@dataclass(frozen=True)
class InvoiceSummary:
    """An invoice as a list shows it. `difference_pence` is claimed less expected, where known.

    `pay_by` is inclusive; `days_left` counts from today to it and is negative when it is past.
    `in_question` lines have a clock of their own, which stands; `clock_stands` says that all do
    that are not settled.
    """

    id: str
    reference: str
    provider_name: str
    number: str
    is_credit: bool
    invoice_date: date
    received_on: date
    net_pence: int
    vat_pence: int
    lines: int
    findings: int
    difference_pence: int
    state: InvoiceState
    pay_by: date
    days_left: int
    in_question: int
    clock_stands: bool


@dataclass(frozen=True)
class CostCode:
    """Where a charge is booked; an empty text is any. `period` is half-open."""

    id: str
    provision_type: str
    element: str
    funder: str
    cost_centre: str
    account_code: str
    period: Period


@dataclass(frozen=True)
class Supplier:
    """How the finance system knows a provider."""

    provider_id: str
    number: str
    name: str = ""


@dataclass(frozen=True)
class PurchaseOrder:
    """An order of the finance system: for one IPA, or for everything from a provider."""

    number: str
    provider_id: str
    ipa_id: str | None
    period: Period


@dataclass(frozen=True)
class PaymentExport:
    """Approved lines that went to the finance system, once. `sha256` is of the file."""

    reference: str
    made_at: datetime
    made_by: str
    lines: int
    net_pence: int
    vat_pence: int
    sha256: str


# VAT treatments by the finance system's codes. To change one: the text on the right.
VAT_CODES: dict[str, str] = {
    str(VatTreatment.EXEMPT): "E",
    str(VatTreatment.STANDARD): "S",
    str(VatTreatment.ZERO): "Z",
}

# Elements paid by the night: nobody can owe the same night twice.
NIGHTLY = frozenset({Element.CORE, Element.SIBLING, Element.RESPITE, Element.RETAINER})

# Settings of this room, by their names in the table of settings, and what holds until set.
TOLERANCE_SETTING, TOLERANCE_PENCE = "invoice_tolerance_pence", 5
