"""`invoice query`, `answer`, `close`, `credit` and `approve`: deciding about single lines."""

from __future__ import annotations

import click

from resources_app.cli.context import Invocation, example, one_of, with_invocation
from resources_app.cli.invoice_reports import LinesApproved
from resources_app.cli.invoicing import report_invoice
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.finance.actions import (
    answer_query,
    approve_lines,
    close_query,
    credit_line,
    query_line,
)
from resources_app.finance.model import Outcome
from resources_app.foundations.money import pence_from
from resources_app.foundations.phrases import joined

_LINE = click.option("--line", type=click.IntRange(1), required=True, help="The line's number.")


@click.command(
    "query", epilog=example("invoice query INV-26-A7-0042 --line 2 --question 'Why 31 nights?'")
)
@click.argument("reference")
@_LINE
@click.option("--question", required=True, help="What the provider is asked.")
@with_invocation
def invoice_query(here: Invocation, reference: str, line: int, question: str) -> None:
    """Ask a provider about a line; it is not paid until the question is closed."""
    with at_work(here) as session:
        query_line(session, reference, line, question=question)
        report_invoice(here, session, reference)


@click.command("answer")
@click.argument("reference")
@_LINE
@click.option("--answer", required=True, help="What the provider said.")
@with_invocation
def invoice_answer(here: Invocation, reference: str, line: int, answer: str) -> None:
    """Note what the provider answered; the question stays open."""
    with at_work(here) as session:
        answer_query(session, reference, line, answer=answer)
        report_invoice(here, session, reference)


@click.command("close", epilog=example("invoice close INV-26-A7-0042 --line 2 --outcome refused"))
@click.argument("reference")
@_LINE
@one_of("--outcome", Outcome, "How it ended.", required=True)
@with_invocation
def invoice_close(here: Invocation, reference: str, line: int, outcome: str) -> None:
    """Close the question about a line, once it has an answer."""
    with at_work(here) as session:
        close_query(session, reference, line, outcome=Outcome(outcome))
        report_invoice(here, session, reference)


@click.command(
    "credit",
    epilog=example("invoice credit INV-26-A7-0042 --line 2 --note CN-7 --net 167.00"),
)
@click.argument("reference")
@_LINE
@click.option("--note", "number", required=True, help="The credit note's number.")
@click.option("--net", required=True, help="What is given back, in pounds, net.")
@click.option("--vat", default="0", help="VAT that is given back, in pounds.")
@with_invocation
def invoice_credit(
    here: Invocation, reference: str, line: int, number: str, net: str, vat: str
) -> None:
    """Enter the credit note for a line, and close the question about it."""
    with at_work(here) as session:
        made = credit_line(
            session,
            reference,
            line,
            note_number=number,
            net_pence=pence_from(net),
            vat_pence=pence_from(vat),
        )
        report_invoice(here, session, made.reference)


@click.command(
    "approve",
    epilog=example(
        "invoice approve INV-26-A7-0042",
        "invoice approve INV-26-A7-0042 --line 2 --reason 'Second carer, agreed 1 October'",
    ),
)
@click.argument("reference")
@click.option(
    "--line",
    "lines",
    type=click.IntRange(1),
    multiple=True,
    help="A line's number; may be repeated. Left out: all that agree.",
)
@click.option("--reason", default="", help="Why a line that differs is paid all the same.")
@with_invocation
def invoice_approve(here: Invocation, reference: str, lines: tuple[int, ...], reason: str) -> None:
    """Approve lines for payment; never of an invoice that you entered."""
    with at_work(here) as session:
        done = approve_lines(session, reference, lines or None, reason=reason)
    numbers = joined([str(number) for number in done.approved])
    said = [
        f"{done.reference}: approved {'line' if len(done.approved) == 1 else 'lines'} {numbers}."
    ]
    said += [f"  Line {one.number} stays: {one.why}" for one in done.left]
    report(here.json, LinesApproved(done.reference, done.approved, done.left), "\n".join(said))
