"""`invoice`: what providers claim, from the file to the approval."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from resources_app.cli.commands import RoomGroup, Row
from resources_app.cli.context import DATE, FILE, Invocation, example, one_of, with_invocation
from resources_app.cli.invoice_reports import (
    InvoicesChecked,
    LinesApproved,
    checked,
    checked_text,
    invoice_text,
    summaries_text,
)
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, working_on
from resources_app.finance.actions import (
    accept_invoices,
    cancel_invoice,
    check_again,
    preview_invoices,
)
from resources_app.finance.claim_queries import find_provider, provider_of_lines
from resources_app.finance.invoice_file import read_invoices
from resources_app.finance.invoice_import import InvoiceImport
from resources_app.finance.invoice_queries import find_invoice, invoice_summaries
from resources_app.finance.model import Invoice, InvoiceState, InvoiceSummary
from resources_app.session import Session
from resources_app.workbooks.reading import read_workbook

PRINTS = {
    "invoice import": InvoicesChecked,
    "invoice match": InvoicesChecked,
    "invoice list": list[InvoiceSummary],
    "invoice show": Invoice,
    "invoice check": Invoice,
    "invoice cancel": Invoice,
    "invoice query": Invoice,
    "invoice answer": Invoice,
    "invoice close": Invoice,
    "invoice credit": Invoice,
    "invoice approve": LinesApproved,
}

# Written in invoice_deciding.py and payments.py, and imported when they are called; what the
# former print is said above, what the latter do in their own.
_LATER = (
    Row("query", "invoice_deciding", "invoice_query", "Ask a provider about a line."),
    Row("answer", "invoice_deciding", "invoice_answer", "Note what the provider answered."),
    Row("close", "invoice_deciding", "invoice_close", "Close the question about a line."),
    Row("credit", "invoice_deciding", "invoice_credit", "Enter the credit note for a line."),
    Row("approve", "invoice_deciding", "invoice_approve", "Approve lines for payment."),
    Row("export", "payments", "invoice_export", "Export approved lines for the finance system."),
    Row("exports", "payments", "invoice_exports", "List what was exported."),
)


@click.group("invoice", cls=RoomGroup, later=_LATER)
def invoice_group() -> None:
    """What providers claim, matched line by line to what was due."""


_NUMBER = click.option("--number", default="", help="The invoice's number, where no column says.")
_DATED = click.option("--dated", type=DATE, help="The invoice's date, where no column says.")


@invoice_group.command(
    "import",
    epilog=example("invoice import october.xlsx --provider 'Chalk Hill Care' --accept"),
)
@click.argument("file", type=FILE)
@click.option("--provider", required=True, help="Its name, or its supplier number.")
@click.option("--received", type=DATE, help="The day it came; today when it is left out.")
@_NUMBER
@_DATED
@click.option("--accept", is_flag=True, help="Take what is good; without it, only look.")
@with_invocation
def invoice_import(
    here: Invocation,
    file: Path,
    provider: str,
    received: date | None,
    number: str,
    dated: date | None,
    accept: bool,
) -> None:
    """Take in a provider's invoices from FILE (xlsx or csv), a line a row."""
    with at_work(here, read_only=not accept) as session:
        working_on(f"Reading {file.name}…")
        provider_id, name = find_provider(session.tables, provider)
        asked = InvoiceImport(provider_id, name, received or session.today(), number, dated)
        preview = preview_invoices(session, file, asked)
        taken: tuple[str, ...] = ()
        if accept and not preview.changes_nothing:
            taken = accept_invoices(session, preview).references
    data = checked(preview, taken)
    if taken:
        said = f"Taken in as {', '.join(taken)}."
    elif preview.changes_nothing:
        said = "Nothing in this file is new; nothing was changed."
    else:
        said = "Only looked at; nothing was changed. Give --accept to take it in."
    report(here.json, data, f"{checked_text(data)}\n\n{said}")


@invoice_group.command("match", epilog=example("invoice match october.xlsx --json"))
@click.argument("file", type=FILE)
@click.option(
    "--provider", default="", help="Whose invoices; left out, the one whose children they name."
)
@_NUMBER
@_DATED
@with_invocation
def invoice_match(
    here: Invocation, file: Path, provider: str, number: str, dated: date | None
) -> None:
    """Match the lines of FILE to what was due, and store nothing."""
    with at_work(here, read_only=True) as session:
        working_on(f"Reading {file.name}…")
        book = read_workbook(file)
        if provider:
            provider_id, name = find_provider(session.tables, provider)
        else:
            read = read_invoices(book, number=number, invoice_date=dated)
            lines = [line for one in read.invoices for line in one.lines]
            provider_id, name = provider_of_lines(session.tables, lines)
        asked = InvoiceImport(provider_id, name, session.today(), number, dated)
        data = checked(preview_invoices(session, book, asked))
    report(here.json, data, checked_text(data))


@invoice_group.command("list", epilog=example("invoice list --state queried"))
@one_of("--state", InvoiceState, "Only those that are so.")
@with_invocation
def invoice_list(here: Invocation, state: str | None) -> None:
    """List invoices, the first to be paid first."""
    with at_work(here, read_only=True) as session:
        wanted = InvoiceState(state) if state else None
        found = invoice_summaries(session.tables, session.today(), state=wanted)
    report(here.json, found, summaries_text(found) or "There are none.")


@invoice_group.command("show", epilog=example("invoice show INV-26-A7-0042"))
@click.argument("reference")
@with_invocation
def invoice_show(here: Invocation, reference: str) -> None:
    """Show an invoice, what was due for each line, and why it differs."""
    with at_work(here, read_only=True) as session:
        report_invoice(here, session, reference)


@invoice_group.command("check")
@click.argument("reference")
@with_invocation
def invoice_check(here: Invocation, reference: str) -> None:
    """Match an invoice's open lines again, as things stand now."""
    with at_work(here) as session:
        check_again(session, reference)
        report_invoice(here, session, reference)


@invoice_group.command(
    "cancel", epilog=example("invoice cancel INV-26-A7-0042 --reason 'Not for us'")
)
@click.argument("reference")
@click.option("--reason", required=True, help="Why.")
@with_invocation
def invoice_cancel(here: Invocation, reference: str, reason: str) -> None:
    """Cancel an invoice that was not paid; it claims nothing any more."""
    with at_work(here) as session:
        found = find_invoice(session.tables, reference, session.today())
        cancel_invoice(session, reference, reason=reason)
        report_invoice(here, session, found.reference)


def report_invoice(here: Invocation, session: Session, reference: str) -> None:
    """Print an invoice as it stands now."""
    found = find_invoice(session.tables, reference, session.today())
    report(here.json, found, invoice_text(found))
