"""Reads what is approved and not yet exported, and what was exported."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from resources_app.finance.code_queries import cost_codes, purchase_orders, suppliers
from resources_app.finance.export_file import Codes
from resources_app.finance.invoice_queries import invoices_of
from resources_app.finance.model import (
    NIGHTLY,
    Invoice,
    InvoiceLine,
    LineState,
    PaidLate,
    PaymentExport,
)
from resources_app.finance.payment_model import Payable
from resources_app.foundations.clock import from_stamp, local_day
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import NotFound
from resources_app.store.blobs import read_blob
from resources_app.store.tables import Row, Tables

# Credits that stand of each line, and whether all of them are approved.
_CREDITS = """
    SELECT credit.credits_line_id AS line_id, SUM(-credit.net_pence) AS net,
           MAX(credit.state IN ('entered', 'queried')) AS waiting, MIN(note.reference) AS note
      FROM invoice_line credit JOIN invoice note ON note.id = credit.invoice_id
     WHERE credit.credits_line_id IN (SELECT value FROM json_each(?))
       AND credit.state <> 'refused' AND note.cancelled_on IS NULL
     GROUP BY credit.credits_line_id
"""

# Another line for the same placement, element and nights that is paid or was approved before.
_PAID_ALREADY = f"""
    SELECT line.id AS line_id, MIN(invoice.reference) AS reference
      FROM invoice_line line
      JOIN invoice_line other ON other.placement_id = line.placement_id
       AND other.element = line.element AND other.id <> line.id
       AND other.start_date < line.end_date AND other.end_date > line.start_date
      JOIN invoice ON invoice.id = other.invoice_id
     WHERE line.id IN (SELECT value FROM json_each(?)) AND line.net_pence > 0
       AND line.element IN ({", ".join(f"'{one}'" for one in sorted(NIGHTLY))})
       AND other.net_pence > 0 AND invoice.cancelled_on IS NULL
       AND (other.state = 'exported' OR (other.state = 'approved' AND other.id < line.id))
       AND other.net_pence + COALESCE((SELECT SUM(credit.net_pence) FROM invoice_line credit
             JOIN invoice note ON note.id = credit.invoice_id
            WHERE credit.credits_line_id = other.id AND credit.state <> 'refused'
              AND note.cancelled_on IS NULL), 0) > 0
       AND line.net_pence + COALESCE((SELECT SUM(credit.net_pence) FROM invoice_line credit
             JOIN invoice note ON note.id = credit.invoice_id
            WHERE credit.credits_line_id = line.id AND credit.state <> 'refused'
              AND note.cancelled_on IS NULL), 0) > 0
     GROUP BY line.id
"""


def credited_of(tables: Tables, line_ids: Iterable[str]) -> dict[str, int]:
    """Net pence, positive, that credit notes give back of each line; lines without are left out."""
    rows = tables.rows(_CREDITS, (json.dumps(list(line_ids)),))
    return {row["line_id"]: int(row["net"]) for row in rows}


def payables(tables: Tables, today: date) -> list[Payable]:
    """Every approved line that was not exported, the first to be paid first."""
    rows = tables.rows(
        """SELECT invoice.*, provider.name AS provider_name FROM invoice
             JOIN provider ON provider.id = invoice.provider_id
            WHERE invoice.cancelled_on IS NULL
              AND invoice.id IN (SELECT invoice_id FROM invoice_line WHERE state = 'approved')"""
    )
    lines = [
        (invoice, line)
        for invoice in invoices_of(tables, rows, today)
        for line in invoice.lines
        if line.state is LineState.APPROVED
    ]
    facts = _Facts(tables, [line for _, line in lines])
    found = [facts.payable(invoice, line) for invoice, line in lines]
    return sorted(found, key=lambda one: (one.pay_by, one.invoice_reference, one.line_number))


class _Facts:
    """What several lines' payment depends on, loaded for all of them at once."""

    def __init__(self, tables: Tables, lines: list[InvoiceLine]) -> None:
        ids = json.dumps([line.id for line in lines])
        placements = json.dumps(sorted({line.placement_id or "" for line in lines}))
        self._credits = {row["line_id"]: row for row in tables.rows(_CREDITS, (ids,))}
        self._paid = {row["line_id"]: row for row in tables.rows(_PAID_ALREADY, (ids,))}
        self._placed = {
            row["id"]: row
            for row in tables.rows(
                """SELECT placement.id, service.provision_type, ipa.id AS ipa_id FROM placement
                     JOIN service ON service.id = placement.service_id
                     LEFT JOIN ipa ON ipa.placement_id = placement.id
                    WHERE placement.id IN (SELECT value FROM json_each(?))""",
                (placements,),
            )
        }
        self._funding: dict[str, list[Row]] = defaultdict(list)
        for row in tables.rows(
            """SELECT ipa_funding.* FROM ipa_funding
                 JOIN ipa ON ipa.id = ipa_funding.ipa_id
                WHERE ipa.placement_id IN (SELECT value FROM json_each(?))
                ORDER BY ipa_funding.id""",
            (placements,),
        ):
            self._funding[row["ipa_id"]].append(row)
        credited = json.dumps([one.credits_line_id for one in lines if one.credits_line_id])
        self._credited = {
            row["id"]: LineState(row["state"])
            for row in tables.rows(
                """SELECT id, state FROM invoice_line
                    WHERE id IN (SELECT value FROM json_each(?))""",
                (credited,),
            )
        }

    def payable(self, invoice: Invoice, line: InvoiceLine) -> Payable:
        """One line."""
        placed = self._placed.get(line.placement_id or "")
        ipa_id = placed["ipa_id"] if placed else None
        return Payable(
            line_id=line.id,
            invoice_reference=invoice.reference,
            invoice_number=invoice.number,
            invoice_date=invoice.invoice_date,
            line_number=line.number,
            provider_id=invoice.provider_id,
            provider_name=invoice.provider_name,
            placement_reference=line.placement_reference,
            ipa_id=ipa_id,
            provision_type=placed["provision_type"] if placed else "",
            element=str(line.element),
            period=line.period,
            net_pence=line.net_pence,
            vat_pence=line.vat_pence,
            vat_treatment=line.vat_treatment,
            pay_by=line.pay_by,
            shares=self._shares(ipa_id, line.period.start),
            held=self._held(line),
        )

    def _shares(self, ipa_id: str | None, day: date) -> tuple[tuple[str, int], ...]:
        on = day.isoformat()
        shares = [
            (row["funder"], int(row["share"]))
            for row in self._funding.get(ipa_id or "", ())
            if row["start_date"] <= on and (row["end_date"] is None or row["end_date"] > on)
        ]
        return tuple(shares) if sum(part for _, part in shares) == 10_000 else ()

    def _held(self, line: InvoiceLine) -> str:
        credit = self._credits.get(line.id)
        if credit is not None and credit["waiting"]:
            return f"Its credit note {credit['note']} is not approved yet."
        credited = self._credited.get(line.credits_line_id or "")
        if credited in (LineState.ENTERED, LineState.QUERIED):
            return "The line it credits is not approved yet."
        if credited is LineState.REFUSED:
            return "The line it credits was refused; cancel the credit note."
        if line.id in self._paid:
            return f"Nights of it are paid on {self._paid[line.id]['reference']} already."
        return ""


def codes_of(tables: Tables) -> Codes:
    """Everything that payments are coded with."""
    return Codes(suppliers(tables), purchase_orders(tables), cost_codes(tables))


def payment_exports(tables: Tables) -> list[PaymentExport]:
    """Every export, the newest first."""
    rows = tables.rows(
        """SELECT payment_export.*, officer.name FROM payment_export
             JOIN officer ON officer.id = payment_export.made_by
            ORDER BY made_at DESC, reference DESC"""
    )
    return [
        PaymentExport(
            reference=row["reference"],
            made_at=from_stamp(row["made_at"]),
            made_by=row["name"],
            lines=row["lines"],
            net_pence=row["net_pence"],
            vat_pence=row["vat_pence"],
            sha256=row["sha256"],
        )
        for row in rows
    ]


def paid_late(tables: Tables, days: Period, today: date) -> list[PaidLate]:
    """Invoices of which a line went to payment, on one of the days, after its last day."""
    made = {
        row["id"]: local_day(from_stamp(row["made_at"]))
        for row in tables.rows("SELECT id, made_at FROM payment_export")
    }
    exports = [key for key, day in made.items() if day in days]
    rows = tables.rows(
        """SELECT invoice.*, provider.name AS provider_name FROM invoice
             JOIN provider ON provider.id = invoice.provider_id
            WHERE invoice.is_credit = 0 AND invoice.id IN (
                SELECT invoice_id FROM invoice_line
                 WHERE export_id IN (SELECT value FROM json_each(?)))""",
        (json.dumps(exports),),
    )
    found = []
    for invoice in invoices_of(tables, rows, today):
        paid = [(made[line.export_id], line.pay_by) for line in invoice.lines if line.export_id]
        late = [(on, by) for on, by in paid if on in days and on > by]
        if late:
            on, by = max(late, key=lambda one: one[0] - one[1])
            found.append(PaidLate(invoice.reference, invoice.number, invoice.provider_name, by, on))
    return found


def exported_bytes(tables: Tables, reference: str) -> bytes:
    """The file of an export, byte for byte as it was made. Raises NotFound."""
    sha256 = tables.value(
        "SELECT sha256 FROM payment_export WHERE reference = ?", (reference.strip().upper(),)
    )
    if sha256 is None:
        raise NotFound(
            f"There is no export {reference}.", remedy="References look like PAY-26-A7-0001."
        )
    return read_blob(tables, sha256)
