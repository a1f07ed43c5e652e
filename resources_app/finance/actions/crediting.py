"""The credit note that settles a question about a line."""

from __future__ import annotations

from datetime import date

from resources_app.finance.actions.entering import InvoiceEntered
from resources_app.finance.actions.querying import end_query, named, standing_line
from resources_app.finance.actions.writing import write_invoice
from resources_app.finance.invoice_import import number_key
from resources_app.finance.invoice_queries import LineAt, find_line, held_invoices
from resources_app.finance.model import InvoiceLine, LineState, NewInvoice, NewLine, Outcome
from resources_app.finance.payment_queries import credited_of
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.money import pounds
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def credit_line(
    session: Session,
    invoice: str,
    number: int,
    *,
    note_number: str,
    net_pence: int,
    vat_pence: int = 0,
    note_date: date | None = None,
) -> InvoiceEntered:
    """Enter the credit note for one line, and close the question about it as credited.

    `net_pence` and `vat_pence` are what is given back, positive. The line and the credit are
    approved and exported together. Raises BadInput for an amount of nothing or more than was
    claimed, and for a number that is taken; Refused for a line that was refused. A line that
    was exported can be credited too.
    """
    require(session, Permission.KEEP_INVOICES)
    with session.act("credit_invoice_line") as act:
        at = _creditable(session, act.tables, invoice, number)
        credited = credited_of(act.tables, [at.line.id]).get(at.line.id, 0)
        _check(net_pence, vat_pence, at.line, credited)
        held = held_invoices(act.tables, at.invoice.provider_id)
        if not number_key(note_number) or number_key(note_number) in held:
            what = "The credit note needs its own number."
            raise BadInput(what, where=Where(field="Credit note number"))
        line = NewLine(
            child=at.line.child,
            reference=at.line.placement_reference or at.line.reference,
            period=at.line.period,
            net_pence=-net_pence,
            vat_pence=-vat_pence,
            element=at.line.element,
            description=f"Credit of {at.invoice.number}, line {at.line.number}",
        )
        new = NewInvoice(
            provider_id=at.invoice.provider_id,
            number=note_number,
            invoice_date=note_date or session.today(),
            received_on=session.today(),
            lines=(line,),
            credits=at.invoice.number,
        )
        invoice_id, reference, matches = write_invoice(session, act.tables, new, at.invoice.id)
        act.tables.change(
            "UPDATE invoice_line SET credits_line_id = ? WHERE invoice_id = ?",
            (at.line.id, invoice_id),
        )
        if at.line.open_query is not None:
            end_query(session, act.tables, at.line.open_query, Outcome.CREDITED)
            act.tables.update("invoice_line", at.line.id, {"state": LineState.ENTERED})
    return InvoiceEntered(invoice_id, reference, tuple(matches), act.changes)


def _creditable(session: Session, tables: Tables, invoice: str, number: int) -> LineAt:
    at = find_line(tables, invoice, number, session.today())
    if at.line.state is not LineState.EXPORTED:
        at = standing_line(session, tables, invoice, number)
    if at.line.net_pence < 0:
        raise Refused(f"{named(at)} is a credit itself.")
    return at


def _check(net_pence: int, vat_pence: int, line: InvoiceLine, credited: int) -> None:
    """`credited` is what credits that stand give back of the line already, net pence."""
    where = Where(field="Credit")
    if net_pence <= 0 or vat_pence < 0:
        raise BadInput("A credit gives something back.", where=where)
    if vat_pence > max(0, line.vat_pence):
        raise BadInput(f"The line claims {pounds(line.vat_pence)} VAT.", where=where)
    if net_pence + credited > line.net_pence:
        already = f" and {pounds(credited)} of it is credited already" if credited else ""
        raise BadInput(
            f"The line claims {pounds(line.net_pence)}{already}.",
            where=where,
            remedy="No more than the line claims can be credited.",
        )
