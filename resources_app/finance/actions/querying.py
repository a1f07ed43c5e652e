"""Asking a provider about a line, noting the answer, and closing the question with its outcome."""

from __future__ import annotations

from resources_app.finance.actions.writing import reopen_credited
from resources_app.finance.invoice_queries import LineAt, find_line
from resources_app.finance.model import InvoiceQuery, LineState, Outcome
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def query_line(session: Session, invoice: str, number: int, *, question: str) -> Changes:
    """Ask about a line: it is not paid, and its clock stands, until the question is closed.

    Raises Refused for a line that is paid, refused or asked about already.
    """
    require(session, Permission.KEEP_INVOICES)
    _needed(question, "Question", "Say what the provider is asked.")
    with session.act("query_invoice_line") as act:
        at = standing_line(session, act.tables, invoice, number)
        if at.line.open_query is not None:
            raise Refused(f"{named(at)} has an open question.", remedy="Note its answer first.")
        act.tables.insert(
            "invoice_query",
            {
                "id": session.new_id(),
                "invoice_line_id": at.line.id,
                "raised_on": session.today().isoformat(),
                "raised_by": session.officer.id,
                "question": question.strip(),
            },
        )
        act.tables.update(
            "invoice_line",
            at.line.id,
            {"state": LineState.QUERIED, "approved_by": None, "approved_at": None},
        )
    return act.changes


def answer_query(session: Session, invoice: str, number: int, *, answer: str) -> Changes:
    """Note what the provider answered; the question stays open until it is closed."""
    require(session, Permission.KEEP_INVOICES)
    _needed(answer, "Answer", "Say what the provider answered.")
    with session.act("answer_invoice_query") as act:
        query = open_query(find_line(act.tables, invoice, number, session.today()))
        act.tables.update(
            "invoice_query",
            query.id,
            {"answer": answer.strip(), "answered_on": session.today().isoformat()},
        )
    return act.changes


def close_query(session: Session, invoice: str, number: int, *, outcome: Outcome) -> Changes:
    """Close the question about a line. REFUSED and WITHDRAWN end the line: it is never paid.

    PAID_AS_CLAIMED leaves it to be approved, with a reason where it differs; CREDITED is for
    `credit_line`, which enters the credit note. Raises Refused without an answer.
    """
    require(session, Permission.KEEP_INVOICES)
    if outcome is Outcome.CREDITED:
        raise BadInput(
            "A question ends as credited when its credit note is entered.",
            where=Where(field="Outcome"),
            remedy="Enter the credit note.",
        )
    with session.act("close_invoice_query") as act:
        at = find_line(act.tables, invoice, number, session.today())
        query = open_query(at)
        if not query.answer:
            raise Refused(f"{named(at)} has no answer yet.", remedy="Note the answer first.")
        ended = outcome in (Outcome.REFUSED, Outcome.WITHDRAWN)
        end_query(session, act.tables, query, outcome)
        state = LineState.REFUSED if ended else LineState.ENTERED
        act.tables.update("invoice_line", at.line.id, {"state": state})
        if ended:
            reopen_credited(act.tables, [at.line.id])
    return act.changes


def end_query(session: Session, tables: Tables, query: InvoiceQuery, outcome: Outcome) -> None:
    """Write the outcome; called inside an action."""
    closed = {"closed_on": session.today().isoformat(), "outcome": str(outcome)}
    tables.update("invoice_query", query.id, closed)


def open_query(at: LineAt) -> InvoiceQuery:
    """The open question about a line. Raises Refused when there is none."""
    if at.line.open_query is None:
        raise Refused(f"{named(at)} has no open question.")
    return at.line.open_query


def standing_line(session: Session, tables: Tables, invoice: str, number: int) -> LineAt:
    """A line that can still be decided. Raises Refused for one that is paid, refused, cancelled."""
    at = find_line(tables, invoice, number, session.today())
    if at.invoice.cancelled_on is not None:
        raise Refused(f"Invoice {at.invoice.reference} is cancelled.")
    if at.line.state is LineState.EXPORTED:
        raise Refused(
            f"{named(at)} has gone to the finance system and is paid.",
            remedy="Ask the provider for a credit note.",
        )
    if at.line.state is LineState.REFUSED:
        raise Refused(f"{named(at)} was refused.")
    return at


def named(at: LineAt) -> str:
    """`Line 2 of INV-26-A7-0042`."""
    return f"Line {at.line.number} of {at.invoice.reference}"


def _needed(text: str, field: str, what: str) -> None:
    if not text.strip():
        raise BadInput(what, where=Where(field=field))
