"""The rules of in-house core business, set by a manager and read by everybody."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from resources_app.requests.core_business_queries import own_rules
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import SessionFor
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place


def test_a_manager_sets_a_rule_and_an_officer_may_only_read(
    qtbot: QtBot, open_window: OpenWindow, session: Session, session_for: SessionFor
) -> None:
    person = Person(qtbot, open_window(session))
    person.window.go(Place("settings", tab="core"))
    person.press("Set a rule")
    person.choose("Kind", "In-house fostering")
    person.type("To and including", "10")
    person.type("Children together, at most", "2")
    person.type("Not for", "arson")
    person.type("From", "1 Dec 2026")
    person.press("Set the rule")
    assert person.sees("“arson” is no risk of the standard")
    person.type("Not for", "Fire-setting")
    person.press("Set the rule")
    assert person.message == "The rule is set."
    assert len(own_rules(session.tables)) == 2
    officer = Person(qtbot, open_window(session_for(Role.PLACEMENT_OFFICER)))
    officer.window.go(Place("settings", tab="core"))
    assert officer.sees("may not manage officers and limits")
