"""What is done to invoices, payments, their codes and savings, one function per verb.

To add an action: write it in the module of its subject, and name it here.
"""

from resources_app.finance.actions.approving import approve_lines
from resources_app.finance.actions.coding import (
    add_cost_code,
    add_purchase_order,
    set_supplier,
    set_tolerance,
)
from resources_app.finance.actions.crediting import credit_line
from resources_app.finance.actions.entering import (
    InvoiceEntered,
    cancel_invoice,
    check_again,
    enter_invoice,
)
from resources_app.finance.actions.exporting import (
    PaymentsExported,
    export_payments,
    payment_file,
)
from resources_app.finance.actions.querying import answer_query, close_query, query_line
from resources_app.finance.actions.saving import add_saving, agree_saving, withdraw_saving
from resources_app.finance.actions.taking_invoices import (
    InvoicesTaken,
    accept_invoices,
    preview_invoices,
)

__all__ = [
    "InvoiceEntered",
    "InvoicesTaken",
    "PaymentsExported",
    "accept_invoices",
    "add_cost_code",
    "add_purchase_order",
    "add_saving",
    "agree_saving",
    "answer_query",
    "approve_lines",
    "cancel_invoice",
    "check_again",
    "close_query",
    "credit_line",
    "enter_invoice",
    "export_payments",
    "payment_file",
    "preview_invoices",
    "query_line",
    "set_supplier",
    "set_tolerance",
    "withdraw_saving",
]
