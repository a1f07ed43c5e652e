"""What can be done with a line of an invoice, when, and the panels that ask for words first.

To add a deed: a `Deed` in DEEDS, with the key that does it and whether a line can have it done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resources_app.finance.actions import (
    answer_query,
    approve_lines,
    cancel_invoice,
    close_query,
    credit_line,
    query_line,
)
from resources_app.finance.model import Invoice, InvoiceLine, LineState, Outcome
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.money import pounds
from resources_app.session import Actor
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask

if TYPE_CHECKING:
    from ui.pages.page import Page


@dataclass(frozen=True)
class Deed:
    """One thing to do with a line: its words, its key, who may, when, and how.

    A deed that is not possible for a line is not offered; one the officer may not do says why.
    """

    label: str
    key: str
    permission: Permission
    possible: Callable[[Invoice, InvoiceLine], bool]
    run: Callable[[Page, Invoice, InvoiceLine], None]


def why_no_deed(officer: Actor, invoice: Invoice, deed: Deed) -> str:
    """Why the officer may not do a deed that is possible; empty when they may."""
    refused = why_not(officer, deed.permission)
    own = deed.permission is Permission.APPROVE_INVOICES and invoice.entered_by == officer.id
    if not refused and own:
        return "You entered this invoice; somebody else has to approve its lines."
    return refused


def _words(name: str, label: str, help_text: str = "") -> Field:
    return Field(name, label, Kind.LONG_TEXT, needed=Needed.ALWAYS, help=help_text)


def _entered(_: Invoice, line: InvoiceLine) -> bool:
    return line.state is LineState.ENTERED


def _agrees(invoice: Invoice, line: InvoiceLine) -> bool:
    return _entered(invoice, line) and not line.finding


def _differs(invoice: Invoice, line: InvoiceLine) -> bool:
    return _entered(invoice, line) and bool(line.finding) and line.placement_id is not None


def _asked(_: Invoice, line: InvoiceLine) -> bool:
    return line.state is LineState.QUERIED


def _answered(invoice: Invoice, line: InvoiceLine) -> bool:
    query = line.open_query
    return _asked(invoice, line) and query is not None and bool(query.answer)


def _creditable(_: Invoice, line: InvoiceLine) -> bool:
    undecided = line.state is not LineState.REFUSED
    return undecided and line.net_pence > 0 and line.placement_id is not None


def _title(line: InvoiceLine, what: str) -> str:
    return f"{what}: line {line.number}, {line.child or line.reference}"


def approve(page: Page, invoice: Invoice, line: InvoiceLine) -> None:
    """Approve a line that agrees."""
    page.desk.write(
        page,
        lambda session: approve_lines(session, invoice.reference, [line.number]),
        lambda _: page.desk.say(f"Line {line.number} is approved."),
    )


def accept(page: Page, invoice: Invoice, line: InvoiceLine) -> None:
    """Approve a line that differs, with the reason."""
    ask(
        page,
        _title(line, "Pay it all the same"),
        (_words("reason", "Reason", "Why it is paid although it differs."),),
        f"Approve {pounds(line.net_pence)}",
        lambda session, record: approve_lines(
            session, invoice.reference, [line.number], reason=record["reason"]
        ),
        told=f"Line {line.number} is approved.",
        text=" ".join(line.why),
    )


def query(page: Page, invoice: Invoice, line: InvoiceLine) -> None:
    """Ask the provider; what is wrong is written already."""
    ask(
        page,
        _title(line, "Ask the provider"),
        (_words("question", "Question"),),
        "Ask, and stop the clock",
        lambda session, record: query_line(
            session, invoice.reference, line.number, question=record["question"]
        ),
        told=f"Line {line.number} is asked about; its clock stands.",
        text="The line is not paid until the question is closed; the days until then do not count.",
        values={"question": " ".join(line.why)},
    )


def answer(page: Page, invoice: Invoice, line: InvoiceLine) -> None:
    """Note what the provider said."""
    asked = line.open_query.question if line.open_query else ""
    ask(
        page,
        _title(line, "Note the answer"),
        (_words("answer", "Answer"),),
        "Note the answer",
        lambda session, record: answer_query(
            session, invoice.reference, line.number, answer=record["answer"]
        ),
        told=f"Line {line.number} has its answer; close the question with its outcome.",
        text=f"Asked: {asked}",
    )


def close(page: Page, invoice: Invoice, line: InvoiceLine) -> None:
    """Close the question with its outcome."""
    outcomes = tuple(str(one) for one in Outcome if one is not Outcome.CREDITED)
    ask(
        page,
        _title(line, "Close the question"),
        (Field("outcome", "Outcome", Kind.CHOICE, needed=Needed.ALWAYS, options=outcomes),),
        "Close the question",
        lambda session, record: close_query(
            session, invoice.reference, line.number, outcome=Outcome(record["outcome"])
        ),
        told=f"The question about line {line.number} is closed.",
        text="Refused and withdrawn lines are never paid; one paid as claimed waits for approval.",
    )


def credit(page: Page, invoice: Invoice, line: InvoiceLine) -> None:
    """Enter the credit note; what was claimed too much is filled in."""
    over = max(0, line.difference_pence or 0) or line.net_pence
    ask(
        page,
        _title(line, "Enter the credit note"),
        (
            Field("number", "Credit note number", needed=Needed.ALWAYS),
            Field("net", "Credit", Kind.POUNDS, needed=Needed.ALWAYS, help="Given back, net."),
            Field("vat", "VAT", Kind.POUNDS),
        ),
        "Enter the credit note",
        lambda session, record: credit_line(
            session,
            invoice.reference,
            line.number,
            note_number=record["number"],
            net_pence=record["net"],
            vat_pence=record["vat"] or 0,
        ),
        told=lambda made: f"Credit note {made.reference} credits line {line.number}.",
        text="It is approved and exported together with the line that it credits.",
        values={"net": over},
    )


def cancel(page: Page, invoice: Invoice) -> None:
    """Cancel the whole invoice."""
    ask(
        page,
        f"Cancel {invoice.reference}",
        (_words("reason", "Reason"),),
        "Cancel the invoice",
        lambda session, record: cancel_invoice(session, invoice.reference, reason=record["reason"]),
        told=f"{invoice.reference} is cancelled.",
        text="It claims nothing any more, and its number may be entered again.",
        tone="danger",
    )


DEEDS: tuple[Deed, ...] = (
    Deed("Approve", "A", Permission.APPROVE_INVOICES, _agrees, approve),
    Deed("Pay it all the same…", "P", Permission.APPROVE_INVOICES, _differs, accept),
    Deed("Ask the provider…", "Q", Permission.KEEP_INVOICES, _entered, query),
    Deed("Note the answer…", "N", Permission.KEEP_INVOICES, _asked, answer),
    Deed("Close the question…", "O", Permission.KEEP_INVOICES, _answered, close),
    Deed("Enter the credit note…", "C", Permission.KEEP_INVOICES, _creditable, credit),
)
