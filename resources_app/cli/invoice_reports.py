"""What the `invoice` commands print of files, lines and payments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import Element
from resources_app.agreements.schedule_model import UnreadCell
from resources_app.cli.output import columns, wrapped
from resources_app.finance.actions.approving import LeftOut
from resources_app.finance.finding_children import nights_text
from resources_app.finance.invoice_import import InvoicePreview
from resources_app.finance.model import (
    FINDING_WORDS,
    Finding,
    FoundBy,
    Invoice,
    InvoiceLine,
    InvoiceState,
    InvoiceSummary,
    LineState,
)
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.money import pounds


@dataclass(frozen=True)
class CheckedLine:
    """A line of a file, matched. `last_night` is inclusive; amounts but `vat_pence` are net.

    `expected_pence` is null where nothing could be expected. `findings` are the gravest first,
    `why` a sentence for each; both are empty when the line agrees.
    """

    row: int | None
    invoice: str
    child: str
    placement_reference: str
    found_by: FoundBy
    element: Element
    first_night: date
    last_night: date
    net_pence: int
    vat_pence: int
    expected_pence: int | None
    difference_pence: int | None
    findings: tuple[Finding, ...]
    why: tuple[str, ...]


@dataclass(frozen=True)
class InvoicesChecked:
    """A file of invoices held against what was due. `already_held` of its lines are stored.

    `references` are ours, once it was taken; `accepted` is false for a preview.
    """

    provider: str
    file: str
    invoices: int
    agree: int
    differ: int
    already_held: int
    net_pence: int
    expected_pence: int
    lines: tuple[CheckedLine, ...]
    unread: tuple[UnreadCell, ...]
    references: tuple[str, ...] = ()
    accepted: bool = False


@dataclass(frozen=True)
class LinesApproved:
    """Lines approved for payment, by number, and those left, each with why."""

    reference: str
    approved: tuple[int, ...]
    left: tuple[LeftOut, ...]


def checked(preview: InvoicePreview, references: tuple[str, ...] = ()) -> InvoicesChecked:
    """What a preview says, for printing."""
    lines = tuple(_checked_lines(preview))
    return InvoicesChecked(
        provider=preview.asked.provider_name,
        file=preview.file.file_name,
        invoices=len(preview.invoices),
        agree=sum(not line.findings for line in lines),
        differ=sum(bool(line.findings) for line in lines),
        already_held=sum(one.unchanged for one in preview.invoices),
        net_pence=sum(line.net_pence for line in lines),
        expected_pence=sum(line.expected_pence or 0 for line in lines),
        lines=lines,
        unread=preview.unread,
        references=references,
        accepted=bool(references),
    )


def _checked_lines(preview: InvoicePreview) -> Iterator[CheckedLine]:
    for one in preview.invoices:
        for line, match in zip(one.new.lines, one.matches, strict=True):
            expected = match.expected_pence
            yield CheckedLine(
                row=line.source_row,
                invoice=one.new.number,
                child=line.child or line.reference,
                placement_reference=match.placement_reference,
                found_by=match.found_by,
                element=line.element,
                first_night=line.period.start,
                last_night=inclusive_end(line.period.end) or line.period.start,
                net_pence=line.net_pence,
                vat_pence=line.vat_pence,
                expected_pence=expected,
                difference_pence=None if expected is None else line.net_pence - expected,
                findings=match.findings,
                why=match.why,
            )


def checked_text(data: InvoicesChecked) -> str:
    """A file's lines with what is wrong, and every cell that was not read."""
    return "\n".join(_checked_text(data))


def _checked_text(data: InvoicesChecked) -> Iterator[str]:
    yield f"{data.provider}: {counted(data.invoices, 'invoice')} in {data.file}"
    lines = counted(len(data.lines), "line")
    yield (
        f"  {lines}: {data.agree} agree, {data.differ} differ; claimed {pounds(data.net_pence)}, "
        f"due {pounds(data.expected_pence)}."
    )
    if data.already_held:
        yield f"  {counted(data.already_held, 'line')} stored already."
    for line in data.lines:
        if line.findings:
            head = f"Row {line.row}, {line.invoice}, {line.child}, {pounds(line.net_pence)}"
            yield f"{head}: {FINDING_WORDS[line.findings[0]]}"
            yield from (wrapped(sentence, indent=2) for sentence in line.why)
    if data.unread:
        yield f"Not read ({len(data.unread)}):"
        for cell in data.unread:
            where = f"{cell.sheet}!{cell.cell}" if cell.sheet else cell.cell
            yield wrapped(f"{where} “{cell.value}”: {cell.why}", indent=2)


def summaries_text(found: list[InvoiceSummary]) -> str:
    """A list of invoices."""
    rows = [
        [
            one.reference,
            one.number,
            one.provider_name,
            pounds(one.net_pence),
            str(one.state),
            _clock(one),
        ]
        for one in found
    ]
    return columns(rows, right=frozenset({3}), elastic=2)


def _clock(one: InvoiceSummary) -> str:
    done = one.state in (InvoiceState.PAID, InvoiceState.REFUSED, InvoiceState.CANCELLED)
    if done or one.is_credit:
        return ""
    if one.clock_stands:
        return "clock stands: question open"
    apart = f", {counted(one.in_question, 'line')} in question" if one.in_question else ""
    if one.days_left < 0:
        return f"overdue by {counted(-one.days_left, 'day')}{apart}"
    return f"pay by {day_text(one.pay_by)}{apart}"


def invoice_text(one: Invoice) -> str:
    """An invoice with its lines, what is wrong with each, and the questions about them."""
    return "\n".join(_invoice_text(one))


def _invoice_text(one: Invoice) -> Iterator[str]:
    kind = "Credit note" if one.is_credit else "Invoice"
    yield f"{one.reference}  {kind} {one.number} of {one.provider_name}: {one.state}"
    yield (
        f"  Dated {day_text(one.invoice_date)}, received {day_text(one.received_on)}, to be paid"
        f" by {day_text(one.pay_by)}. Net {pounds(one.net_pence)}, VAT {pounds(one.vat_pence)}."
    )
    if one.cancelled_on:
        yield f"  Cancelled on {day_text(one.cancelled_on)}: {one.cancelled_reason}"
    for line in one.lines:
        yield from line_text(line)


def line_text(line: InvoiceLine) -> Iterator[str]:
    """One line and everything about it."""
    who = line.placement_reference or line.child or line.reference
    due = "" if line.expected_pence is None else f", due {pounds(line.expected_pence)}"
    state = "" if line.state is LineState.ENTERED else f" [{line.state}]"
    yield (
        f"  {line.number}. {who}, {line.element}, {nights_text(line.period)}: "
        f"{pounds(line.net_pence)}{due}. {FINDING_WORDS[line.finding]}.{state}"
    )
    yield from (wrapped(sentence, indent=6) for sentence in line.why)
    for query in line.queries:
        yield wrapped(f"Asked on {day_text(query.raised_on)}: {query.question}", indent=6)
        if query.answer:
            yield wrapped(f"Answered: {query.answer}", indent=6)
        if query.closed_on:
            yield f"      Closed on {day_text(query.closed_on)}: {query.outcome}."
    if line.accepted_reason:
        yield wrapped(f"Paid all the same: {line.accepted_reason}", indent=6)
