"""The layout of the file that the finance system reads: its columns, in order.

To add or move a column: a row of LAYOUT. `source` names a field of payment_model.PaymentRow,
`form` how it is written, `needed` whether a line that has nothing there is held back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a value is written."""

    TEXT = "text"
    NUMBER = "number"  # digits only
    DATE = "date"  # 03/04/2026
    POUNDS = "pounds"  # 1234.56, -12.00: no sign, no thousands


@dataclass(frozen=True)
class Column:
    """A column of the file."""

    heading: str
    source: str
    form: Form = Form.TEXT
    needed: bool = False


LAYOUT: tuple[Column, ...] = (
    Column("Supplier number", "supplier_number", needed=True),
    Column("Supplier name", "supplier_name"),
    Column("Invoice number", "invoice_number", needed=True),
    Column("Invoice date", "invoice_date", Form.DATE),
    Column("Pay by", "pay_by", Form.DATE),
    Column("Purchase order", "purchase_order", needed=True),
    Column("Cost centre", "cost_centre", needed=True),
    Column("Account code", "account_code", needed=True),
    Column("Net", "net_pence", Form.POUNDS),
    Column("VAT code", "vat_code", needed=True),
    Column("VAT", "vat_pence", Form.POUNDS),
    Column("Gross", "gross_pence", Form.POUNDS),
    Column("Our reference", "our_reference"),
    Column("Line", "line_number", Form.NUMBER),
    Column("Placement", "placement"),
    Column("First night", "first_night", Form.DATE),
    Column("Last night", "last_night", Form.DATE),
    Column("Description", "description"),
)
