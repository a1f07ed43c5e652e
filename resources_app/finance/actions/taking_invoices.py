"""Previews a file of invoices against the store, and takes it: one action, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from resources_app.finance.actions.writing import add_lines, write_invoice
from resources_app.finance.claim_queries import ledger
from resources_app.finance.invoice_file import InvoiceFile, read_invoices
from resources_app.finance.invoice_import import (
    InvoiceImport,
    InvoicePreview,
    matched,
    number_key,
    plan_invoices,
)
from resources_app.finance.invoice_queries import held_invoices
from resources_app.finance.matching_many import Claim, match_all
from resources_app.foundations.errors import Overtaken, Refused
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.workbooks.model import Workbook
from resources_app.workbooks.reading import read_workbook


@dataclass(frozen=True)
class InvoicesTaken:
    """What accepting did: our references, in the file's order, and the changes."""

    references: tuple[str, ...]
    preview: InvoicePreview
    changes: Changes


def preview_invoices(
    session: Session, file: Path | Workbook, asked: InvoiceImport
) -> InvoicePreview:
    """What taking a file would do, each line matched; nothing is written.

    Raises BadInput when the file is no workbook or holds no invoices, NotFound when there is
    no such file.
    """
    book = file if isinstance(file, Workbook) else read_workbook(file)
    read = read_invoices(book, number=asked.number, invoice_date=asked.invoice_date)
    return _compared(session.tables, read, asked)


def _compared(tables: Tables, read: InvoiceFile, asked: InvoiceImport) -> InvoicePreview:
    planned, unread = plan_invoices(read, asked, held_invoices(tables, asked.provider_id))
    claims = [
        Claim(
            f"{one.new.number} {index}",
            one.held or "this file",
            one.new.number,
            line,
            one.new.credits if line.net_pence < 0 else "",
        )
        for one in planned
        for index, line in enumerate(one.new.lines)
    ]
    matches = match_all(claims, ledger(tables, asked.provider_id, claims))
    return InvoicePreview(asked, read, matched(planned, iter(matches)), tuple(unread))


def accept_invoices(session: Session, preview: InvoicePreview) -> InvoicesTaken:
    """Take what a preview showed. Lines with findings are taken too, to be queried.

    Raises Overtaken when the store has changed so that the preview no longer holds, and Refused
    when nothing in the file can be taken.
    """
    require(session, Permission.KEEP_INVOICES)
    if preview.changes_nothing:
        raise Refused(
            "Nothing in this file can be taken; nothing was changed.",
            remedy="Look at the cells that were not read, and at what is held already.",
        )
    references = []
    with session.act("take_invoices") as act:
        if _compared(act.tables, preview.file, preview.asked) != preview:
            raise Overtaken(
                "Invoices, placements or prices have changed since this preview.",
                remedy="Look at a new preview first.",
            )
        kept = held_invoices(act.tables, preview.asked.provider_id)
        held = {key: (one.id, one.reference) for key, one in kept.items()}
        for one in preview.invoices:
            if not one.new.lines:
                continue
            stored = held.get(number_key(one.new.number))
            if stored is not None:
                add_lines(
                    session,
                    act.tables,
                    stored[0],
                    one.new.lines,
                    credits=one.new.credits if one.new.is_credit else "",
                )
                references.append(stored[1])
                continue
            credited = held.get(number_key(one.new.credits)) if one.new.is_credit else None
            credited_id = credited[0] if credited else None
            invoice_id, reference, _ = write_invoice(session, act.tables, one.new, credited_id)
            held[number_key(one.new.number)] = (invoice_id, reference)
            references.append(reference)
    return InvoicesTaken(tuple(references), preview, act.changes)
