"""The rows of invoices, for the actions that write them. Called inside an action."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from resources_app.finance.claim_queries import ledger
from resources_app.finance.invoice_queries import as_claimed
from resources_app.finance.matching_many import Claim, match_all
from resources_app.finance.model import Invoice, InvoiceLine, LineState, Match, NewInvoice, NewLine
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.references import next_reference


def write_invoice(
    session: Session, tables: Tables, new: NewInvoice, credits_id: str | None
) -> tuple[str, str, list[Match]]:
    """Write an invoice with its lines, matched; returns its id, our reference and the matches."""
    invoice_id = session.new_id()
    reference = next_reference(session, tables, "INV")
    payment_days = tables.value(
        """SELECT MIN(agreement.payment_days) FROM agreement
             JOIN lot ON lot.agreement_id = agreement.id
             JOIN membership ON membership.lot_id = lot.id
            WHERE membership.provider_id = ?""",
        (new.provider_id,),
    )
    tables.insert(
        "invoice",
        {
            "id": invoice_id,
            "reference": reference,
            "provider_id": new.provider_id,
            "number": new.number.strip(),
            "is_credit": int(new.is_credit),
            "credits_invoice_id": credits_id,
            "invoice_date": new.invoice_date.isoformat(),
            "received_on": new.received_on.isoformat(),
            "payment_days": 30 if payment_days is None else int(payment_days),
            "net_pence": 0,
            "vat_pence": 0,
            "source_file": new.source_file,
            "source_sha256": new.source_sha256,
            "entered_by": session.officer.id,
        },
    )
    matches = add_lines(
        session, tables, invoice_id, new.lines, credits=new.credits if new.is_credit else ""
    )
    return invoice_id, reference, matches


def add_lines(
    session: Session,
    tables: Tables,
    invoice_id: str,
    lines: Sequence[NewLine],
    *,
    credits: str = "",
) -> list[Match]:
    """Add lines to an invoice that is stored, matched, and bring its totals up to date.

    `credits` is the number of the invoice that they credit.
    """
    invoice = tables.one(
        "SELECT reference, number, provider_id FROM invoice WHERE id = ?", (invoice_id,)
    )
    assert invoice is not None
    last = tables.value(
        "SELECT COALESCE(MAX(number), 0) FROM invoice_line WHERE invoice_id = ?", (invoice_id,)
    )
    claims = [
        Claim(session.new_id(), invoice["reference"], invoice["number"], line, credits)
        for line in lines
    ]
    matches = match_all(claims, ledger(tables, invoice["provider_id"], claims))
    tables.insert_many(
        "invoice_line",
        (
            _line_row(invoice_id, last + index, claim, match)
            for index, (claim, match) in enumerate(zip(claims, matches, strict=True), start=1)
        ),
    )
    totals = tables.one(
        """SELECT SUM(net_pence) AS net, SUM(vat_pence) AS vat
             FROM invoice_line WHERE invoice_id = ?""",
        (invoice_id,),
    )
    assert totals is not None
    tables.update("invoice", invoice_id, {"net_pence": totals["net"], "vat_pence": totals["vat"]})
    return matches


def _line_row(invoice_id: str, number: int, claim: Claim, match: Match) -> dict[str, object]:
    line = claim.line
    assert line.period.end is not None
    return {
        "id": claim.line_id,
        "invoice_id": invoice_id,
        "number": number,
        "child_as_given": line.child,
        "reference_as_given": line.reference,
        "element": str(line.element),
        "description": line.description,
        "start_date": line.period.start.isoformat(),
        "end_date": line.period.end.isoformat(),
        "net_pence": line.net_pence,
        "vat_pence": line.vat_pence,
        "source_row": line.source_row,
        **match_row(match),
    }


def match_row(match: Match) -> dict[str, object]:
    """What a match says of a line, as its table has it."""
    return {
        "placement_id": match.placement_id,
        "found_by": str(match.found_by),
        "expected_pence": match.expected_pence,
        "expected_vat_pence": match.expected_vat_pence,
        "vat_treatment": match.vat_treatment,
        "finding": str(match.finding),
        "explanation": "\n".join(match.why),
        "credits_line_id": match.credits_line_id,
    }


def rematch(tables: Tables, invoice: Invoice, lines: Iterable[InvoiceLine]) -> list[Match]:
    """The matches of stored lines as things stand now; nothing is written."""
    lines = list(lines)
    claims = [Claim(line.id, invoice.reference, invoice.number, as_claimed(line)) for line in lines]
    out = [line.id for line in lines]
    return match_all(claims, ledger(tables, invoice.provider_id, claims, leaving_out=out))


# A line in one of these states may still change.
UNDECIDED = frozenset({LineState.ENTERED, LineState.QUERIED})


def reopen_credited(tables: Tables, credit_line_ids: Iterable[str]) -> None:
    """Take back the approval of lines that were good only because of credits that are no more.

    Those that were exported are paid, and those with a reason of their own stay approved.
    """
    tables.change(
        """UPDATE invoice_line SET state = 'entered', approved_by = NULL, approved_at = NULL
            WHERE state = 'approved' AND finding <> '' AND accepted_reason = ''
              AND id IN (SELECT credits_line_id FROM invoice_line
                          WHERE id IN (SELECT value FROM json_each(?)))""",
        (json.dumps(list(credit_line_ids)),),
    )
