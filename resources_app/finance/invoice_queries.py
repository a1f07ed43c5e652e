"""Reads invoices, their lines and the questions about them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import Element
from resources_app.finance.invoice_import import HeldInvoice, number_key
from resources_app.finance.invoice_states import clock_stands, first_to_pay, invoice_state, pay_by
from resources_app.finance.model import (
    Finding,
    FoundBy,
    Invoice,
    InvoiceLine,
    InvoiceQuery,
    InvoiceState,
    InvoiceSummary,
    LineState,
    NewLine,
)
from resources_app.foundations.clock import from_stamp
from resources_app.foundations.dates import stored_day, stored_period
from resources_app.foundations.errors import BadInput, NotFound
from resources_app.store.tables import Row, Tables

_INVOICE = """
    SELECT invoice.*, provider.name AS provider_name
      FROM invoice JOIN provider ON provider.id = invoice.provider_id
"""
_LINE = """
    SELECT line.*, placement.reference AS placement_reference, invoice.received_on,
           invoice.payment_days
      FROM invoice_line line JOIN invoice ON invoice.id = line.invoice_id
      LEFT JOIN placement ON placement.id = line.placement_id
"""


@dataclass(frozen=True)
class LineAt:
    """A line together with the invoice it is on."""

    invoice: Invoice
    line: InvoiceLine


def find_invoice(tables: Tables, words: str, today: date) -> Invoice:
    """An invoice by our reference, or by the provider's number when only one has it.

    Raises NotFound, and BadInput where several providers have used the number.
    """
    wanted = words.strip()
    rows = tables.rows(f"{_INVOICE} WHERE invoice.reference = ?", (wanted.upper(),))
    rows = rows or tables.rows(
        f"{_INVOICE} WHERE invoice.number = ? COLLATE NOCASE ORDER BY invoice.cancelled_on",
        (wanted,),
    )
    standing = [row for row in rows if row["cancelled_on"] is None] or rows
    if not standing:
        raise NotFound(
            f"There is no invoice {words}.",
            remedy="Give our reference, such as INV-26-A7-0042, or the provider’s number.",
        )
    if len(standing) > 1:
        raise BadInput(
            f"{len(standing)} invoices have the number {words}.",
            remedy="Give our reference, such as INV-26-A7-0042.",
        )
    return invoices_of(tables, standing[:1], today)[0]


def find_line(tables: Tables, words: str, number: int, today: date) -> LineAt:
    """A line by its invoice and its number there, from 1. Raises NotFound, BadInput."""
    invoice = find_invoice(tables, words, today)
    for line in invoice.lines:
        if line.number == number:
            return LineAt(invoice, line)
    raise NotFound(
        f"Invoice {invoice.reference} has no line {number}.",
        remedy=f"Its lines are numbered 1 to {len(invoice.lines)}.",
    )


def invoices(tables: Tables, today: date) -> list[Invoice]:
    """Every invoice with its lines, the last received first."""
    rows = tables.rows(f"{_INVOICE} ORDER BY invoice.received_on DESC, invoice.reference DESC")
    return invoices_of(tables, rows, today)


def invoice_summaries(
    tables: Tables, today: date, *, state: InvoiceState | None = None
) -> list[InvoiceSummary]:
    """Invoices for a list, the first to be paid first; those done with last, newest first."""
    found = [summary_of(one, today) for one in invoices(tables, today)]
    found = [one for one in found if state is None or one.state is state]
    done = {InvoiceState.PAID, InvoiceState.REFUSED, InvoiceState.CANCELLED}
    waiting = [one for one in found if one.state not in done]
    waiting.sort(key=lambda one: (one.pay_by, one.reference))
    return waiting + [one for one in found if one.state in done]


def unpaid_summaries(tables: Tables, today: date) -> list[InvoiceSummary]:
    """Invoices that stand, no credit notes, of which a line is still to be decided or paid."""
    rows = tables.rows(
        f"""{_INVOICE} WHERE invoice.cancelled_on IS NULL AND invoice.is_credit = 0
              AND invoice.id IN (SELECT invoice_id FROM invoice_line
                                  WHERE state NOT IN ('exported', 'refused'))
            ORDER BY invoice.received_on DESC, invoice.reference DESC"""
    )
    return [summary_of(one, today) for one in invoices_of(tables, rows, today)]


def held_invoices(tables: Tables, provider_id: str) -> dict[str, HeldInvoice]:
    """A provider's invoices that stand, by the key of their number."""
    rows = tables.rows(
        "SELECT * FROM invoice WHERE provider_id = ? AND cancelled_on IS NULL", (provider_id,)
    )
    lines = _lines_of(tables, [row["id"] for row in rows], {}, date.min)
    return {
        number_key(row["number"]): HeldInvoice(
            id=row["id"],
            reference=row["reference"],
            number=row["number"],
            is_credit=bool(row["is_credit"]),
            lines=tuple(map(as_claimed, lines.get(row["id"], ()))),
        )
        for row in rows
    }


def as_claimed(line: InvoiceLine) -> NewLine:
    """A stored line as it was given."""
    return NewLine(
        child=line.child,
        reference=line.reference,
        period=line.period,
        net_pence=line.net_pence,
        vat_pence=line.vat_pence,
        element=line.element,
        description=line.description,
        source_row=line.source_row,
    )


def invoices_of(tables: Tables, rows: Iterable[Row], today: date) -> list[Invoice]:
    """Invoices from their rows, with lines and questions."""
    rows = list(rows)
    ids = [row["id"] for row in rows]
    lines = _lines_of(tables, ids, _queries_of(tables, ids), today)
    return [_invoice(row, lines.get(row["id"], ())) for row in rows]


def _queries_of(tables: Tables, invoice_ids: list[str]) -> dict[str, tuple[InvoiceQuery, ...]]:
    found: dict[str, list[InvoiceQuery]] = defaultdict(list)
    rows = tables.rows(
        """SELECT invoice_query.* FROM invoice_query
             JOIN invoice_line ON invoice_line.id = invoice_query.invoice_line_id
            WHERE invoice_line.invoice_id IN (SELECT value FROM json_each(?))
            ORDER BY invoice_query.raised_on, invoice_query.id""",
        (json.dumps(invoice_ids),),
    )
    for row in rows:
        found[row["invoice_line_id"]].append(
            InvoiceQuery(
                id=row["id"],
                line_id=row["invoice_line_id"],
                raised_on=date.fromisoformat(row["raised_on"]),
                raised_by=row["raised_by"],
                question=row["question"],
                answer=row["answer"],
                answered_on=stored_day(row["answered_on"]),
                closed_on=stored_day(row["closed_on"]),
                outcome=row["outcome"],
            )
        )
    return {line_id: tuple(queries) for line_id, queries in found.items()}


def _lines_of(
    tables: Tables,
    invoice_ids: list[str],
    queries: Mapping[str, tuple[InvoiceQuery, ...]],
    today: date,
) -> dict[str, tuple[InvoiceLine, ...]]:
    found: dict[str, list[InvoiceLine]] = defaultdict(list)
    rows = tables.rows(
        f"""{_LINE} WHERE line.invoice_id IN (SELECT value FROM json_each(?))
            ORDER BY line.invoice_id, line.number""",
        (json.dumps(invoice_ids),),
    )
    for row in rows:
        found[row["invoice_id"]].append(_line(row, queries.get(row["id"], ()), today))
    return {invoice_id: tuple(lines) for invoice_id, lines in found.items()}


def _line(row: Row, queries: tuple[InvoiceQuery, ...], today: date) -> InvoiceLine:
    return InvoiceLine(
        id=row["id"],
        invoice_id=row["invoice_id"],
        number=row["number"],
        child=row["child_as_given"],
        reference=row["reference_as_given"],
        placement_id=row["placement_id"],
        placement_reference=row["placement_reference"] or "",
        found_by=FoundBy(row["found_by"]),
        element=Element(row["element"]),
        description=row["description"],
        period=stored_period(row["start_date"], row["end_date"]),
        net_pence=row["net_pence"],
        vat_pence=row["vat_pence"],
        expected_pence=row["expected_pence"],
        expected_vat_pence=row["expected_vat_pence"],
        vat_treatment=row["vat_treatment"],
        finding=Finding(row["finding"]),
        why=tuple(filter(None, row["explanation"].split("\n"))),
        state=LineState(row["state"]),
        approved_by=row["approved_by"],
        approved_at=from_stamp(row["approved_at"]) if row["approved_at"] else None,
        accepted_reason=row["accepted_reason"],
        export_id=row["export_id"],
        credits_line_id=row["credits_line_id"],
        source_row=row["source_row"],
        pay_by=pay_by(date.fromisoformat(row["received_on"]), row["payment_days"], queries, today),
        queries=queries,
    )


def _invoice(row: Row, lines: tuple[InvoiceLine, ...]) -> Invoice:
    received = date.fromisoformat(row["received_on"])
    return Invoice(
        id=row["id"],
        reference=row["reference"],
        provider_id=row["provider_id"],
        provider_name=row["provider_name"],
        number=row["number"],
        is_credit=bool(row["is_credit"]),
        credits_invoice_id=row["credits_invoice_id"],
        invoice_date=date.fromisoformat(row["invoice_date"]),
        received_on=received,
        payment_days=row["payment_days"],
        net_pence=row["net_pence"],
        vat_pence=row["vat_pence"],
        cancelled_on=stored_day(row["cancelled_on"]),
        cancelled_reason=row["cancelled_reason"],
        source_file=row["source_file"],
        entered_by=row["entered_by"],
        state=invoice_state(
            [(line.state, line.finding) for line in lines],
            cancelled=row["cancelled_on"] is not None,
        ),
        pay_by=first_to_pay((line.state, line.pay_by) for line in lines) or received,
        lines=lines,
    )


def summary_of(one: Invoice, today: date) -> InvoiceSummary:
    """An invoice as it stands in a list, with its clock as at `today`."""
    return InvoiceSummary(
        id=one.id,
        reference=one.reference,
        provider_name=one.provider_name,
        number=one.number,
        is_credit=one.is_credit,
        invoice_date=one.invoice_date,
        received_on=one.received_on,
        net_pence=one.net_pence,
        vat_pence=one.vat_pence,
        lines=len(one.lines),
        findings=sum(line.finding is not Finding.AGREES for line in one.lines),
        difference_pence=sum(line.difference_pence or 0 for line in one.lines),
        state=one.state,
        pay_by=one.pay_by,
        days_left=(one.pay_by - today).days,
        in_question=sum(line.state is LineState.QUERIED for line in one.lines),
        clock_stands=clock_stands(line.state for line in one.lines),
    )
