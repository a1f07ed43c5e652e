"""An alert on Today: to the placement it is about, and settled with a note."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from resources_app.casework.alert_queries import open_alerts
from resources_app.providers.model import ProvisionType, RegistrationStatus
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import TODAY, SessionFor
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.placement import PlacementPage
from ui.pages.today import EXPIRING

REFERENCE = "PLC-26-TT-0001"


@pytest.fixture
def alerted(session: Session) -> Session:
    """A store with one alert on one live placement."""
    with session.act("settle in") as act:
        act.tables.insert("child", {
            "id": "child", "local_identifier": "77", "given_name": "Ash", "family_name": "Moor",
            "date_of_birth": "2013-05-01", "sex": "1", "authority_code": "E06000060",
        })  # fmt: skip
        act.tables.insert("provider", {"id": "provider", "name": "Rise Care"})
        act.tables.insert("service", {
            "id": "service", "urn": "2751533", "provider_id": "provider", "name": "Cedar Rise",
            "provision_type": ProvisionType.CHILDRENS_HOME,
            "registration_status": RegistrationStatus.ACTIVE,
        })  # fmt: skip
        act.tables.insert("placement", {
            "id": "placement", "reference": REFERENCE, "child_id": "child", "service_id": "service",
            "start_date": (TODAY - timedelta(days=90)).isoformat(), "authority_code": "E06000060",
        })  # fmt: skip
        act.tables.insert("alert", {
            "id": "alert", "raised_at": session.stamp(), "kind": "downgraded",
            "service_id": "service", "subject_table": "placement", "subject_id": "placement",
            "message": "Cedar Rise went from good to inadequate.",
        })  # fmt: skip
    return session


def at_the_alert(person: Person) -> Person:
    table = person.table(EXPIRING)
    person._bot.waitUntil(lambda: bool(table.rows))
    assert "Settle the alert" not in person.buttons()
    assert table.select(lambda row: row.reference == REFERENCE)
    return person


def test_an_alert_is_settled_with_a_note(
    qtbot: QtBot, open_window: OpenWindow, alerted: Session
) -> None:
    person = at_the_alert(Person(qtbot, open_window(alerted)))
    person.press("Settle the alert")
    assert person.sees("Cedar Rise went from good to inadequate.")
    assert person.nameless() == []
    person.press("Settle")
    assert person.sees("This is needed.")
    person.type("How it was seen to", "Visited; the child stays.")
    person.press("Settle")
    assert person.message == f"The alert for {REFERENCE} is settled."
    assert open_alerts(alerted.tables) == []
    qtbot.waitUntil(lambda: not person.table(EXPIRING).rows)
    assert "Settle the alert" not in person.buttons()
    reason = alerted.tables.value("SELECT reason FROM journal_action WHERE action = 'settle_alert'")
    assert reason == "Visited; the child stays."


def test_an_alert_leads_to_its_placement(
    qtbot: QtBot, open_window: OpenWindow, alerted: Session
) -> None:
    person = at_the_alert(Person(qtbot, open_window(alerted)))
    person.press("Open the placement")
    assert isinstance(person.page, PlacementPage)
    assert person.page.place.key == REFERENCE


def test_whoever_keeps_no_records_reads_why_they_settle_none(
    qtbot: QtBot, open_window: OpenWindow, alerted: Session, session_for: SessionFor
) -> None:
    person = at_the_alert(Person(qtbot, open_window(session_for(Role.AUDITOR))))
    assert person.sees("Audrey Lund (auditor) may not keep provider records")
