"""A market to be invoiced by, and the officers who enter, approve and pay."""

from __future__ import annotations

import pytest

from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import SessionFor
from tests.finance.market import Market, build


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
