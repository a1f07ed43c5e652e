"""`invoice export` and `finance`: payments to the finance system, and the codes they carry."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from resources_app.agreements.model import Element
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, FILE, Invocation, example, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.finance.actions import (
    add_cost_code,
    add_purchase_order,
    export_payments,
    payment_file,
    set_supplier,
    set_tolerance,
)
from resources_app.finance.actions.approving import LeftOut
from resources_app.finance.claim_queries import find_provider, tolerance
from resources_app.finance.code_queries import cost_codes, purchase_orders, suppliers
from resources_app.finance.model import CostCode, PaymentExport, PurchaseOrder, Supplier
from resources_app.finance.payment_queries import payment_exports
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import pounds
from resources_app.placements.queries import ipa_of_placement, placement_by_reference
from resources_app.providers.model import ProvisionType


@dataclass(frozen=True)
class PaymentsMade:
    """An export to the finance system. `left` are approved lines that stay, each with why."""

    reference: str
    lines: int
    net_pence: int
    vat_pence: int
    sha256: str
    file: Path
    left: tuple[LeftOut, ...]


@dataclass(frozen=True)
class PaymentCodes:
    """Everything that payments are coded with. `tolerance_pence`: by which a line still agrees."""

    tolerance_pence: int
    cost_codes: tuple[CostCode, ...]
    suppliers: tuple[Supplier, ...]
    purchase_orders: tuple[PurchaseOrder, ...]


PRINTS = {
    "invoice export": PaymentsMade,
    "invoice exports": list[PaymentExport],
    "finance codes": PaymentCodes,
    "finance supplier": PaymentCodes,
    "finance order": PaymentCodes,
    "finance cost-code": PaymentCodes,
    "finance tolerance": PaymentCodes,
}


@click.command(
    "export",
    epilog=example(
        "invoice export --out payments.csv", "invoice export --again PAY-26-A7-0001 --out again.csv"
    ),
)
@click.option("--out", type=FILE, required=True, help="The file to write.")
@click.option("--again", default="", help="An export made before, byte for byte.")
@with_invocation
def invoice_export(here: Invocation, out: Path, again: str) -> None:
    """Export approved lines for the finance system (csv), each of them once."""
    with at_work(here, read_only=bool(again)) as session:
        left: tuple[LeftOut, ...] = ()
        if again:
            reference, content = again.strip().upper(), payment_file(session, again)
            _save(out, content)
        else:
            _check_writable(out)
            done = export_payments(session)
            reference, content, left = done.reference, done.bytes, done.left
            _save(out, content)
        made = next(one for one in payment_exports(session.tables) if one.reference == reference)
    data = PaymentsMade(
        reference, made.lines, made.net_pence, made.vat_pence, made.sha256, out, left
    )
    said = [
        f"{reference}: {counted(made.lines, 'line')}, net {pounds(made.net_pence)}, VAT "
        f"{pounds(made.vat_pence)}, written to {out}."
    ]
    said += [f"  {one.invoice}, line {one.number} stays: {one.why}" for one in left]
    report(here.json, data, "\n".join(said))


def _check_writable(out: Path) -> None:
    """Try the folder before the export, so that nothing is exported to nowhere.

    The file itself is left as it is: when nothing can be exported it stays what it was.
    """
    try:
        with tempfile.TemporaryFile(dir=out.parent):
            pass
        if out.exists():
            with out.open("ab"):
                pass
    except OSError as error:
        raise _unwritable(out, error) from error


def _save(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise _unwritable(out, error) from error


def _unwritable(out: Path, error: OSError) -> BadInput:
    return BadInput(
        f"The file {out} cannot be written: {error.strerror}.",
        remedy="Choose another folder; an export can be written again with --again.",
    )


@click.command("exports")
@with_invocation
def invoice_exports(here: Invocation) -> None:
    """List what was exported, the newest first."""
    with at_work(here, read_only=True) as session:
        found = payment_exports(session.tables)
    rows = [
        [one.reference, local_text(one.made_at), one.made_by, counted(one.lines, "line"),
         pounds(one.net_pence)]
        for one in found
    ]  # fmt: skip
    report(here.json, found, columns(rows, right=frozenset({4})) or "Nothing was exported yet.")


@click.group("finance", cls=RoomGroup)
def finance_group() -> None:
    """The codes that payments carry, and the tolerance."""


@finance_group.command("codes")
@with_invocation
def finance_codes(here: Invocation) -> None:
    """Show cost codes, supplier numbers, purchase orders and the tolerance."""
    _report_codes(here)


@finance_group.command("supplier", epilog=example("finance supplier 'Chalk Hill Care' 40012"))
@click.argument("provider")
@click.argument("number")
@with_invocation
def finance_supplier(here: Invocation, provider: str, number: str) -> None:
    """Say by which NUMBER the finance system knows a provider."""
    with at_work(here) as session:
        provider_id, _ = find_provider(session.tables, provider)
        set_supplier(session, Supplier(provider_id, number))
    _report_codes(here)


@finance_group.command(
    "order", epilog=example("finance order 'Chalk Hill Care' PO-77 --from 2026-04-01")
)
@click.argument("provider")
@click.argument("number")
@click.option("--from", "start", type=DATE, required=True, help="The first day it is for.")
@click.option("--until", type=DATE, help="The first day it is no longer for.")
@click.option("--ipa", default="", help="Only for this agreement's placement.")
@with_invocation
def finance_order(
    here: Invocation, provider: str, number: str, start: date, until: date | None, ipa: str
) -> None:
    """Add a purchase order NUMBER for a provider, or for one agreement."""
    period = _period(start, until)
    with at_work(here) as session:
        provider_id, _ = find_provider(session.tables, provider)
        ipa_id = None
        if ipa:
            placement = placement_by_reference(session.tables, ipa)
            ipa_id = ipa_of_placement(session.tables, placement.id).id
        add_purchase_order(session, PurchaseOrder(number, provider_id, ipa_id, period))
    _report_codes(here)


@finance_group.command(
    "cost-code", epilog=example("finance cost-code CC410 52010 --from 2026-04-01")
)
@click.argument("cost_centre")
@click.argument("account_code")
@click.option("--from", "start", type=DATE, required=True, help="The first day it holds.")
@click.option("--until", type=DATE, help="The first day it no longer holds.")
@one_of("--home", ProvisionType, "Only for this kind of home.")
@one_of("--element", Element, "Only for this element.")
@click.option("--funder", default="", help="Only for this funder's part.")
@with_invocation
def finance_cost_code(
    here: Invocation,
    cost_centre: str,
    account_code: str,
    start: date,
    until: date | None,
    home: str | None,
    element: str | None,
    funder: str,
) -> None:
    """Say which cost centre and account code charges go to; the most particular answers."""
    new = CostCode(
        "", home or "", element or "", funder, cost_centre, account_code, _period(start, until)
    )
    with at_work(here) as session:
        add_cost_code(session, new)
    _report_codes(here)


@finance_group.command("tolerance", epilog=example("finance tolerance 5"))
@click.argument("pence", type=int)
@with_invocation
def finance_tolerance(here: Invocation, pence: int) -> None:
    """Set by how many PENCE a line may differ and still agree."""
    with at_work(here) as session:
        set_tolerance(session, pence)
    _report_codes(here)


def _period(start: date, until: date | None) -> Period:
    if until is not None and until <= start:
        raise BadInput(f"{day_text(until)} is not after {day_text(start)}.")
    return Period(start, until)


def _report_codes(here: Invocation) -> None:
    with at_work(here, read_only=True) as session:
        data = PaymentCodes(
            tolerance(session.tables),
            tuple(cost_codes(session.tables)),
            tuple(suppliers(session.tables).values()),
            tuple(purchase_orders(session.tables)),
        )
    said = [f"A line agrees to within {counted(data.tolerance_pence, 'penny', 'pence')}."]
    said += [
        f"{one.cost_centre} / {one.account_code}: "
        f"{', '.join(filter(None, (one.provision_type, one.element, one.funder))) or 'everything'}"
        f", from {day_text(one.period.start)}"
        for one in data.cost_codes
    ]
    said += [f"Supplier {one.number}: {one.name}" for one in data.suppliers]
    said += [
        f"Order {one.number}, from {day_text(one.period.start)}" for one in data.purchase_orders
    ]
    report(here.json, data, "\n".join(said))
