"""Entering an invoice by hand, checking it again, cancelling it."""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.finance.actions.writing import (
    UNDECIDED,
    match_row,
    rematch,
    reopen_credited,
    write_invoice,
)
from resources_app.finance.invoice_import import number_key, why_no_credit
from resources_app.finance.invoice_queries import find_invoice, held_invoices
from resources_app.finance.model import LineState, Match, NewInvoice
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.providers.queries import provider
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class InvoiceEntered:
    """An invoice that was entered: our reference, and what was found about each line."""

    id: str
    reference: str
    matches: tuple[Match, ...]
    changes: Changes


def enter_invoice(session: Session, new: NewInvoice) -> InvoiceEntered:
    """Enter an invoice or a credit note; each line is matched at once.

    Raises BadInput, naming the field, for a number that is taken, for no lines, dates in the
    wrong order, or a negative amount on anything but a credit note; NotFound for an unknown
    provider.
    """
    require(session, Permission.KEEP_INVOICES)
    provider(session.tables, new.provider_id)
    _check(new)
    with session.act("enter_invoice") as act:
        held = held_invoices(act.tables, new.provider_id)
        taken = held.get(number_key(new.number))
        if taken is not None:
            raise BadInput(
                f"Invoice {new.number.strip()} of this provider was entered already, "
                f"as {taken.reference}.",
                where=Where(field="Invoice number"),
            )
        credited = _credited(new, {key: one.id for key, one in held.items()})
        invoice_id, reference, matches = write_invoice(session, act.tables, new, credited)
    return InvoiceEntered(invoice_id, reference, tuple(matches), act.changes)


def _check(new: NewInvoice) -> None:
    if not number_key(new.number):
        raise BadInput("An invoice needs its number.", where=Where(field="Invoice number"))
    if not new.lines:
        raise BadInput("An invoice needs a line.", where=Where(field="Lines"))
    if new.invoice_date > new.received_on:
        raise BadInput(
            f"The invoice is dated {day_text(new.invoice_date)}, after it was received.",
            where=Where(field="Invoice date"),
        )
    for line in new.lines:
        if line.period.end is None or line.period.end <= line.period.start:
            raise BadInput(
                "The last night is before the first.",
                where=Where(row=line.source_row, field="To"),
                remedy="Give the last night, on or after the first.",
            )
        if line.net_pence == 0:
            raise BadInput("The amount is nothing.", where=Where(field="Net"))


def _credited(new: NewInvoice, ours: dict[str, str]) -> str | None:
    """The invoice that a credit note credits; None for an invoice. Raises BadInput."""
    if not new.is_credit:
        return None
    if any(line.net_pence > 0 for line in new.lines):
        raise BadInput(
            "Some amounts are negative and some are not.",
            where=Where(field="Net"),
            remedy="Enter what is credited as a credit note of its own.",
        )
    for line in new.lines:
        why = why_no_credit(line.net_pence, new.credits, set(ours))
        if why:
            raise BadInput(why, where=Where(row=line.source_row, field="Net"))
    return ours[number_key(new.credits)]


def check_again(session: Session, reference: str) -> Changes:
    """Match the undecided lines of an invoice again, as placements and prices stand now."""
    require(session, Permission.KEEP_INVOICES)
    with session.act("check_invoice_again") as act:
        invoice = find_invoice(act.tables, reference, session.today())
        lines = [line for line in invoice.lines if line.state in UNDECIDED]
        for line, match in zip(lines, rematch(act.tables, invoice, lines), strict=True):
            row = match_row(match)
            if line.credits_line_id is not None:
                # Whatever it says now, a credit stays with the line it was entered for.
                del row["credits_line_id"]
            act.tables.update("invoice_line", line.id, row)
    return act.changes


def cancel_invoice(session: Session, reference: str, *, reason: str) -> Changes:
    """Cancel an invoice: it claims nothing any more, and its number may be entered again.

    What was approved only because a cancelled credit note made it good waits for approval again.
    Raises Refused when a line has gone to the finance system, or is credited by a note that
    stands.
    """
    require(session, Permission.KEEP_INVOICES)
    if not reason.strip():
        raise BadInput("Say why the invoice is cancelled.", where=Where(field="Reason"))
    with session.act("cancel_invoice", reason=reason.strip()) as act:
        invoice = find_invoice(act.tables, reference, session.today())
        if invoice.cancelled_on is not None:
            raise Refused(f"{invoice.reference} is cancelled already.")
        if any(line.state is LineState.EXPORTED for line in invoice.lines):
            raise Refused(
                f"{invoice.reference} has gone to the finance system and is paid.",
                remedy="Ask the provider for a credit note.",
            )
        note = act.tables.value(
            """SELECT note.reference FROM invoice_line credit
                 JOIN invoice note ON note.id = credit.invoice_id
                 JOIN invoice_line line ON line.id = credit.credits_line_id
                WHERE line.invoice_id = ? AND note.cancelled_on IS NULL
                  AND credit.state <> 'refused'""",
            (invoice.id,),
        )
        if note is not None:
            raise Refused(
                f"{note} credits a line of {invoice.reference}.",
                remedy="Cancel the credit note first.",
            )
        reopen_credited(act.tables, [line.id for line in invoice.lines])
        act.tables.update(
            "invoice",
            invoice.id,
            {
                "cancelled_on": session.today().isoformat(),
                "cancelled_reason": reason.strip(),
            },
        )
    return act.changes
