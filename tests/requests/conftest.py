"""A request as it comes in, complete, and the officers who deal with it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from resources_app.requests.actions import authorise_request, create_request, submit_request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.requests.market import Market, open_market

SAMPLE = Path(__file__).parent.parent / "data" / "request.json"
_WHOLE = json.loads(SAMPLE.read_text("utf-8"))


@pytest.fixture
def sample() -> Path:
    return SAMPLE


@pytest.fixture
def whole() -> dict[str, Any]:
    """The sample file's object, to be changed at will."""
    return copy.deepcopy(_WHOLE)


@pytest.fixture
def officer(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


@pytest.fixture
def head(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.HEAD_OF_SERVICE)


@pytest.fixture
def draft(officer: Session, whole: dict[str, Any]) -> str:
    return create_request(officer, whole).reference


@pytest.fixture
def submitted(officer: Session, draft: str) -> str:
    submit_request(officer, draft)
    return draft


@pytest.fixture
def authorised(head: Session, submitted: str) -> str:
    authorise_request(head, submitted)
    return submitted


@pytest.fixture
def market(session: Session, head: Session) -> Market:
    return open_market(head)
