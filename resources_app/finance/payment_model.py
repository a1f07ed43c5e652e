"""Approved lines on their way to the finance system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.foundations.dates import Period


@dataclass(frozen=True)
class Payable:
    """An approved line with everything its codes depend on.

    `shares` are the funders' in force on the first night, in hundredths of a per cent; none when
    no split is recorded. `period` is half-open, `pay_by` inclusive. `held` is why it may not go
    yet, whatever its codes; empty when it may.
    """

    line_id: str
    invoice_reference: str
    invoice_number: str
    invoice_date: date
    line_number: int
    provider_id: str
    provider_name: str
    placement_reference: str
    ipa_id: str | None
    provision_type: str
    element: str
    period: Period
    net_pence: int
    vat_pence: int
    vat_treatment: str
    pay_by: date
    shares: tuple[tuple[str, int], ...] = ()
    held: str = ""


@dataclass(frozen=True)
class PaymentRow:
    """A row of the export: one line, or the part of it that one cost centre bears."""

    line_id: str
    supplier_number: str
    supplier_name: str
    invoice_number: str
    invoice_date: date
    our_reference: str
    line_number: int
    purchase_order: str
    placement: str
    description: str
    first_night: date
    last_night: date
    cost_centre: str
    account_code: str
    net_pence: int
    vat_code: str
    vat_pence: int
    pay_by: date

    @property
    def gross_pence(self) -> int:
        """Net and VAT together."""
        return self.net_pence + self.vat_pence
