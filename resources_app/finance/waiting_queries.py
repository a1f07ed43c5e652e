"""How much of the finance room waits for one officer."""

from __future__ import annotations

from resources_app.session import Actor
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import may

# Lines that agree and were entered by somebody else; savings recorded by somebody else.
_TO_APPROVE = """
    SELECT (SELECT COUNT(DISTINCT invoice.id) FROM invoice_line line
              JOIN invoice ON invoice.id = line.invoice_id
             WHERE line.state = 'entered' AND line.finding = '' AND invoice.cancelled_on IS NULL
               AND invoice.entered_by <> :me)
         + (SELECT COUNT(*) FROM saving
             WHERE agreed_on IS NULL AND withdrawn_on IS NULL AND recorded_by <> :me)
"""
# Lines that differ and that nobody has asked about yet, and questions with an answer.
_TO_CHECK = """
    SELECT COUNT(DISTINCT invoice.id) FROM invoice_line line
      JOIN invoice ON invoice.id = line.invoice_id
     WHERE invoice.cancelled_on IS NULL
       AND ((line.state = 'entered' AND line.finding <> '')
            OR EXISTS (SELECT 1 FROM invoice_query
                        WHERE invoice_line_id = line.id AND answer <> '' AND closed_on IS NULL))
"""


def finance_waiting(tables: Tables, officer: Actor) -> int:
    """Invoices to check, for those who keep them; to approve, and savings, for those who may."""
    me = {"me": officer.id}
    waiting = 0
    if may(officer, Permission.KEEP_INVOICES):
        waiting += int(tables.value(_TO_CHECK))
    if may(officer, Permission.APPROVE_INVOICES):
        waiting += int(tables.value(_TO_APPROVE, me))
    return waiting
