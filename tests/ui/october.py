"""A provider's invoices of October, entered by finance, for the tests of the finance pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from resources_app.finance.actions import accept_invoices, preview_invoices
from resources_app.finance.invoice_import import InvoiceImport
from resources_app.finance.invoice_queries import find_invoice
from resources_app.foundations.dates import Period
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import TODAY, SessionFor
from tests.finance.market import RECEIVED, Market, build

__all__ = ["YEAR", "file", "market", "reference_of", "taken"]

ROWS = """Invoice number,Invoice date,Child,From,To,Net
77,02/11/2026,B-1002,01/10/2026,31/10/2026,5314.29
77,02/11/2026,B-1001,01/10/2026,31/10/2026,5535.71
78,02/11/2026,B-1002,01/11/2026,01/12/2026,5314.29
79,02/11/2026,B-9999,01/11/2026,30/11/2026,"£1,000.00"
80,02/11/2026,B-1001,30/11/2026,01/11/2026,1000
"""
YEAR = Period(date(2026, 4, 1), date(2027, 4, 1))


@pytest.fixture
def market(session: Session) -> Market:
    return build(session)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "october.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def taken(session_for: SessionFor, market: Market, file: Path) -> Session:
    """The invoices of the file, entered by finance; the finance officer's session."""
    finance = session_for(Role.FINANCE)
    asked = InvoiceImport("p1", "Chalk Hill Care", RECEIVED)
    accept_invoices(finance, preview_invoices(finance, file, asked))
    return finance


def reference_of(session: Session, number: str) -> str:
    return find_invoice(session.tables, number, TODAY).reference
