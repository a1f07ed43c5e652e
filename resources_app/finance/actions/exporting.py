"""Handing approved lines to the finance system: each once, and the same bytes for ever."""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.finance.actions.approving import LeftOut
from resources_app.finance.export_file import export_bytes, payment_rows, why_held
from resources_app.finance.model import LineState
from resources_app.finance.payment_model import Payable, PaymentRow
from resources_app.finance.payment_queries import codes_of, exported_bytes, payables
from resources_app.foundations.errors import Refused
from resources_app.session import Session
from resources_app.store.blobs import keep_blob
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.references import next_reference


@dataclass(frozen=True)
class PaymentsExported:
    """What was exported. `left` are approved lines that stay, each with why."""

    reference: str
    lines: int
    net_pence: int
    vat_pence: int
    sha256: str
    left: tuple[LeftOut, ...]
    bytes: bytes
    changes: Changes


def export_payments(session: Session) -> PaymentsExported:
    """Export every approved line that has all its codes; a line is exported once.

    Lines that lack a code, or whose nights are paid already, stay, each named with its reason.
    Raises Refused when none can go.
    """
    require(session, Permission.KEEP_INVOICES)
    with session.act("export_payments") as act:
        codes = codes_of(act.tables)
        going: list[Payable] = []
        rows: list[PaymentRow] = []
        left = []
        for payable in payables(act.tables, session.today()):
            coded = payment_rows(payable, codes)
            why = why_held(payable, coded)
            if why:
                left.append(LeftOut(payable.invoice_reference, payable.line_number, why))
                continue
            going.append(payable)
            rows += coded
        if not going:
            raise Refused(_nothing(left))
        content = export_bytes(rows)
        sha256 = keep_blob(act.tables, content)
        export_id, reference = session.new_id(), next_reference(session, act.tables, "PAY")
        net = sum(one.net_pence for one in going)
        vat = sum(one.vat_pence for one in going)
        act.tables.insert(
            "payment_export",
            {
                "id": export_id,
                "reference": reference,
                "made_at": session.stamp(),
                "made_by": session.officer.id,
                "lines": len(going),
                "net_pence": net,
                "vat_pence": vat,
                "sha256": sha256,
            },
        )
        for one in going:
            done = {"state": LineState.EXPORTED, "export_id": export_id}
            act.tables.update("invoice_line", one.line_id, done)
    return PaymentsExported(
        reference, len(going), net, vat, sha256, tuple(left), content, act.changes
    )


def _nothing(left: list[LeftOut]) -> str:
    if not left:
        return "No approved line waits to be exported."
    first = left[0]
    return (
        f"None of the {len(left)} approved lines can be exported. "
        f"{first.invoice}, line {first.number}: {first.why}"
    )


def payment_file(session: Session, reference: str) -> bytes:
    """An export's file again, byte for byte. Raises NotFound."""
    require(session, Permission.KEEP_INVOICES)
    return exported_bytes(session.tables, reference)
