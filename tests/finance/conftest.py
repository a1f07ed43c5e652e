"""A market to be invoiced by, and the officers who enter, approve and pay."""

from __future__ import annotations

import pytest

from resources_app.finance.actions import (
    add_cost_code,
    add_purchase_order,
    enter_invoice,
    set_supplier,
)
from resources_app.finance.model import CostCode, PurchaseOrder, Supplier
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import SessionFor
from tests.finance.market import ADA_OCTOBER, YEAR, Market, build, invoice, line


@pytest.fixture
def market(session: Session) -> Market:
    return build(session)


@pytest.fixture
def finance(session_for: SessionFor) -> Session:
    """The finance officer, who enters invoices and exports payments."""
    return session_for(Role.FINANCE)


@pytest.fixture
def commissioner(session_for: SessionFor) -> Session:
    """The commissioning officer, who approves lines."""
    return session_for(Role.COMMISSIONING_OFFICER)


@pytest.fixture
def entered(finance: Session, market: Market) -> str:
    """An invoice whose first line agrees, and whose second asks £1,250 a week for £1,083."""
    lines = (line("B-1002", ADA_OCTOBER), line("B-1001", 553_571))
    return enter_invoice(finance, invoice("77", *lines)).reference


@pytest.fixture
def coded(finance: Session, market: Market) -> None:
    """The provider's supplier number, a purchase order for everything, one cost centre."""
    set_supplier(finance, Supplier(market.provider_id, "40012"))
    add_purchase_order(finance, PurchaseOrder("PO-9", market.provider_id, None, YEAR))
    add_cost_code(finance, CostCode("", "", "", "", "CC100", "4100", YEAR))
