"""What taking a file of invoices would do: what is new, what is held already, what is refused.

Pure; actions/taking_invoices.py loads and writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from resources_app.agreements.schedule_model import UnreadCell
from resources_app.finance.finding_children import plain
from resources_app.finance.invoice_file import InvoiceFile, ReadInvoice
from resources_app.finance.model import Finding, Match, NewInvoice, NewLine
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds


@dataclass(frozen=True)
class InvoiceImport:
    """What the person asked for: whose invoices, received when.

    `number` and `invoice_date` hold where the file has no column for them.
    """

    provider_id: str
    provider_name: str
    received_on: date
    number: str = ""
    invoice_date: date | None = None


@dataclass(frozen=True)
class HeldInvoice:
    """An invoice of the provider's that is stored and not cancelled."""

    id: str
    reference: str
    number: str
    is_credit: bool
    lines: tuple[NewLine, ...]


@dataclass(frozen=True)
class PlannedInvoice:
    """An invoice of the file. `new` holds the lines that would be added, `matches` is for each.

    `held` is our reference when the invoice is stored already; then `unchanged` of its lines
    are in the file too.
    """

    new: NewInvoice
    matches: tuple[Match, ...]
    held: str = ""
    unchanged: int = 0


@dataclass(frozen=True)
class InvoicePreview:
    """Everything that accepting would do, and everything that was not taken."""

    asked: InvoiceImport
    file: InvoiceFile
    invoices: tuple[PlannedInvoice, ...]
    unread: tuple[UnreadCell, ...]

    @property
    def lines(self) -> list[tuple[NewLine, Match]]:
        """Every line that would be added, with its match."""
        return [
            pair for one in self.invoices for pair in zip(one.new.lines, one.matches, strict=True)
        ]

    @property
    def changes_nothing(self) -> bool:
        """Whether the store already holds all that can be taken."""
        return not self.lines

    @property
    def with_findings(self) -> int:
        """How many of the lines do not agree."""
        return sum(match.finding is not Finding.AGREES for _, match in self.lines)


def number_key(number: str) -> str:
    """An invoice number as it is compared: `INV 001` is `inv-001`."""
    return plain(number)


def plan_invoices(
    file: InvoiceFile, asked: InvoiceImport, held: Mapping[str, HeldInvoice]
) -> tuple[list[PlannedInvoice], list[UnreadCell]]:
    """The invoices to be taken, not yet matched, and the rows refused. `held` is by number_key."""
    planned: list[PlannedInvoice] = []
    refused: list[UnreadCell] = list(file.unread)
    ours = {*held, *(number_key(one.number) for one in file.invoices)}
    for one in file.invoices:
        good = []
        for line in one.lines:
            why = _why_not(one, line, asked, ours)
            if why:
                refused.append(_refused(line, why))
            else:
                good.append(line)
        if good:
            planned.append(_planned(one, good, file, asked, held.get(number_key(one.number))))
    return planned, refused


def _refused(line: NewLine, why: str) -> UnreadCell:
    value = f"{line.child or line.reference} {pounds(line.net_pence)}"
    return UnreadCell("", f"row {line.source_row}", value, why)


def _why_not(one: ReadInvoice, line: NewLine, asked: InvoiceImport, ours: set[str]) -> str:
    day = one.date or asked.invoice_date
    if day is None:
        return f"The file gives no date for invoice {one.number}."
    if day > asked.received_on:
        return (
            f"Invoice {one.number} is dated {day_text(day)}, after the day it was received, "
            f"{day_text(asked.received_on)}."
        )
    if line.net_pence > 0:
        mixed = any(other.net_pence < 0 and one.credits for other in one.lines)
        return "A credit note cannot claim; the amount is positive." if mixed else ""
    return why_no_credit(line.net_pence, one.credits, ours)


def why_no_credit(net_pence: int, credits: str, ours: set[str]) -> str:
    """Why a negative amount is no credit, in a sentence; empty when it is one.

    `ours` are the number_keys of the provider's invoices that can be credited.
    """
    if not credits.strip():
        return f"{pounds(net_pence)} is negative, and no invoice is named that it credits."
    if number_key(credits) not in ours:
        return f"It credits invoice {credits}, which this provider never sent."
    return ""


def _planned(
    one: ReadInvoice,
    lines: list[NewLine],
    file: InvoiceFile,
    asked: InvoiceImport,
    held: HeldInvoice | None,
) -> PlannedInvoice:
    known = {_said(line) for line in held.lines} if held else set()
    new = [line for line in lines if _said(line) not in known]
    day = one.date or asked.invoice_date or asked.received_on
    invoice = NewInvoice(
        provider_id=asked.provider_id,
        number=held.number if held else one.number,
        invoice_date=day,
        received_on=asked.received_on,
        lines=tuple(new),
        credits=one.credits,
        source_file=file.file_name,
        source_sha256=file.sha256,
    )
    return PlannedInvoice(invoice, (), held.reference if held else "", len(lines) - len(new))


def _said(line: NewLine) -> NewLine:
    """A line without what does not tell it from another."""
    return replace(
        line,
        source_row=None,
        description="",
        child=plain(line.child),
        reference=plain(line.reference),
    )


def matched(planned: list[PlannedInvoice], matches: Iterator[Match]) -> tuple[PlannedInvoice, ...]:
    """The plan with the matches of all its lines, given in order."""
    return tuple(
        replace(one, matches=tuple(next(matches) for _ in one.new.lines)) for one in planned
    )
