"""Approving lines for payment: by somebody other than who entered them, checked once more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resources_app.finance.actions.writing import match_row, rematch
from resources_app.finance.approval_rules import why_not_approved
from resources_app.finance.invoice_queries import find_invoice
from resources_app.finance.model import Invoice, InvoiceLine, LineState, Match
from resources_app.finance.payment_queries import credited_of
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import NotFound, Refused
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class LeftOut:
    """A line that was not approved or exported, and why, in a sentence."""

    invoice: str
    number: int
    why: str


@dataclass(frozen=True)
class LinesApproved:
    """What was approved, by the lines' numbers, and what was left."""

    reference: str
    approved: tuple[int, ...]
    left: tuple[LeftOut, ...]
    changes: Changes


def approve_lines(
    session: Session, reference: str, numbers: Iterable[int] | None = None, *, reason: str = ""
) -> LinesApproved:
    """Approve lines of an invoice for payment; without numbers, all that may be.

    Each is matched once more, as things stand now. A line that differs needs a `reason` to be
    paid all the same, unless a credit note makes it good; nights claimed already are never paid
    twice, whatever the reason. Raises Refused when the officer entered the invoice, when a line
    named may not be approved, or when none may; NotFound for a line it has not got.
    """
    require(session, Permission.APPROVE_INVOICES)
    with session.act("approve_invoice_lines", reason=reason.strip()) as act:
        invoice = find_invoice(act.tables, reference, session.today())
        _check(session, invoice)
        asked = _asked(invoice, numbers)
        left = []
        approved = []
        for line, match, why in _judged(act.tables, invoice, asked, reason):
            if why:
                left.append(LeftOut(invoice.reference, line.number, why))
                continue
            approved.append(line.number)
            act.tables.update("invoice_line", line.id, _approved(session, match, reason))
        if left and (numbers is not None or not approved):
            raise Refused(" ".join(f"Line {one.number}: {one.why}" for one in left))
        if not approved:
            raise Refused(f"No line of {invoice.reference} waits for approval.")
    return LinesApproved(invoice.reference, tuple(approved), tuple(left), act.changes)


def _check(session: Session, invoice: Invoice) -> None:
    if invoice.cancelled_on is not None:
        raise Refused(f"Invoice {invoice.reference} is cancelled.")
    if invoice.entered_by == session.officer.id:
        raise Refused(
            f"You entered {invoice.reference}.",
            remedy="Somebody else has to approve its lines.",
        )


def _asked(invoice: Invoice, numbers: Iterable[int] | None) -> list[InvoiceLine]:
    if numbers is None:
        return [line for line in invoice.lines if line.state is LineState.ENTERED]
    wanted = set(numbers)
    unknown = wanted - {line.number for line in invoice.lines}
    if unknown:
        raise NotFound(
            f"Invoice {invoice.reference} has no line {min(unknown)}.",
            remedy=f"It has {counted(len(invoice.lines), 'line')}.",
        )
    return [line for line in invoice.lines if line.number in wanted]


def _judged(
    tables: Tables, invoice: Invoice, lines: Sequence[InvoiceLine], reason: str
) -> list[tuple[InvoiceLine, Match, str]]:
    """Each line with its match of this moment, and why it may not be approved."""
    matches = rematch(tables, invoice, lines)
    credited = credited_of(tables, [line.id for line in lines])
    return [
        (line, match, why_not_approved(line, match, credited.get(line.id, 0), reason=reason))
        for line, match in zip(lines, matches, strict=True)
    ]


def _approved(session: Session, match: Match, reason: str) -> dict[str, object]:
    row = match_row(match)
    # Whatever it says now, a credit note stays with the line it was entered for.
    row.pop("credits_line_id")
    return {
        **row,
        "state": LineState.APPROVED,
        "approved_by": session.officer.id,
        "approved_at": session.stamp(),
        "accepted_reason": reason.strip() if match.findings else "",
    }
