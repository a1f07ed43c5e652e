"""Writes approved lines as the finance system reads them: CSV, UTF-8, laid out by export_layout.py.

The same lines always give the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.finance.cost_codes import cost_code_for, order_for
from resources_app.finance.export_layout import LAYOUT, Column, Form
from resources_app.finance.model import VAT_CODES, CostCode, PurchaseOrder, Supplier
from resources_app.finance.payment_model import Payable, PaymentRow
from resources_app.foundations.money import share
from resources_app.foundations.phrases import joined

# OWASP, "CSV injection": what a spreadsheet program would run as a formula.
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
WHOLE = 10_000


@dataclass(frozen=True)
class Codes:
    """Everything that codes are looked up in. `suppliers` are by provider."""

    suppliers: Mapping[str, Supplier]
    orders: Sequence[PurchaseOrder]
    cost_codes: Sequence[CostCode]


def payment_rows(payable: Payable, codes: Codes) -> list[PaymentRow]:
    """The rows of a line: one for each cost centre and account that bears a part of it.

    The parts add up to the line, net and VAT each. A code that is missing is left empty.
    """
    shares = payable.shares or (("", WHOLE),)
    booked: dict[tuple[str, str], int] = {}
    for funder, part in shares:
        code = cost_code_for(
            codes.cost_codes,
            provision_type=payable.provision_type,
            element=payable.element,
            funder=funder,
            on=payable.period.start,
        )
        key = (code.cost_centre, code.account_code) if code else ("", "")
        booked[key] = booked.get(key, 0) + part
    net = share(payable.net_pence, list(booked.values()))
    vat = share(payable.vat_pence, list(booked.values()))
    return [
        _row(payable, codes, key, amounts)
        for key, amounts in zip(booked, zip(net, vat, strict=True), strict=True)
    ]


def _row(
    payable: Payable, codes: Codes, booked: tuple[str, str], amounts: tuple[int, int]
) -> PaymentRow:
    supplier = codes.suppliers.get(payable.provider_id)
    day = payable.period.start
    order = order_for(codes.orders, payable.provider_id, payable.ipa_id, day)
    last = (payable.period.end or day) - timedelta(days=1)
    return PaymentRow(
        line_id=payable.line_id,
        supplier_number=supplier.number if supplier else "",
        supplier_name=supplier.name if supplier else payable.provider_name,
        invoice_number=payable.invoice_number,
        invoice_date=payable.invoice_date,
        our_reference=payable.invoice_reference,
        line_number=payable.line_number,
        purchase_order=order.number if order else "",
        placement=payable.placement_reference,
        description=payable.element,
        first_night=day,
        last_night=last,
        cost_centre=booked[0],
        account_code=booked[1],
        net_pence=amounts[0],
        vat_code=VAT_CODES.get(payable.vat_treatment, ""),
        vat_pence=amounts[1],
        pay_by=payable.pay_by,
    )


def why_held(payable: Payable, rows: Iterable[PaymentRow]) -> str:
    """Why a line cannot go to the finance system, in a sentence; empty when it can."""
    if payable.held:
        return payable.held
    rows = list(rows)
    lacking = [
        column.heading.casefold().replace("vat", "VAT")
        for column in LAYOUT
        if column.needed and any(not getattr(row, column.source) for row in rows)
    ]
    if not lacking:
        return ""
    about = f"{payable.provider_name}, {payable.provision_type}, {payable.element}"
    return f"It has no {joined(lacking, 'or')} ({about})."


def export_bytes(rows: Iterable[PaymentRow]) -> bytes:
    """The whole file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.heading for column in LAYOUT])
    writer.writerows([_cell(row, column) for column in LAYOUT] for row in rows)
    return text.getvalue().encode("utf-8")


def _cell(row: PaymentRow, column: Column) -> str:
    value = getattr(row, column.source)
    if column.form is Form.DATE:
        assert isinstance(value, date)
        return f"{value:%d/%m/%Y}"
    if column.form is Form.POUNDS:
        sign = "-" if value < 0 else ""
        return f"{sign}{abs(value) // 100}.{abs(value) % 100:02d}"
    text = str(value)
    return f"'{text}" if column.form is Form.TEXT and text.startswith(_STARTS_FORMULA) else text
