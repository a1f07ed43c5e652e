"""A provider's documents: recorded with their last good day, and asked for again in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.providers.due_diligence_actions import KINDS, record_document
from resources_app.session import Session
from resources_app.team.model import Role

ISSUED, EXPIRES = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def office(session: Session) -> Session:
    with session.act("enter a provider for a test") as act:
        act.tables.insert("provider", {"id": "p1", "name": "Abbot Care"})
    return session


def test_a_document_is_recorded_by_the_providers_name(office: Session) -> None:
    record_document(office, " abbot care ", KINDS[0], expires_on=EXPIRES, issued_on=ISSUED)
    (row,) = office.tables.rows("SELECT * FROM due_diligence_document")
    assert (row["provider_id"], row["kind"]) == ("p1", "public liability insurance")
    assert (row["issued_on"], row["expires_on"]) == ("2026-01-01", "2026-12-31")


def test_what_is_wrong_is_refused_and_nothing_written(
    office: Session, session_for: Callable[[Role], Session]
) -> None:
    with pytest.raises(NotFound, match="no provider “Nobody”"):
        record_document(office, "Nobody", KINDS[0], expires_on=EXPIRES)
    with pytest.raises(BadInput, match="not a document that providers are asked for"):
        record_document(office, "Abbot Care", "library card", expires_on=EXPIRES)
    with pytest.raises(BadInput, match="before it was issued"):
        record_document(office, "Abbot Care", KINDS[0], expires_on=ISSUED, issued_on=EXPIRES)
    finance = session_for(Role.FINANCE)
    with pytest.raises(Refused, match="keep provider records"):
        record_document(finance, "Abbot Care", KINDS[0], expires_on=EXPIRES)
    assert office.tables.value("SELECT count(*) FROM due_diligence_document") == 0
