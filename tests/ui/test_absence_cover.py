"""A limit is lent at the window and used; an approval given by word is written down there."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from resources_app.approvals.queries import delegations
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import SessionFor
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place


def test_a_manager_lends_a_limit_and_takes_it_back(
    qtbot: QtBot, open_window: OpenWindow, session_for: SessionFor, session: Session
) -> None:
    head = session_for(Role.HEAD_OF_SERVICE)
    session_for(Role.AUDITOR)
    person = Person(qtbot, open_window(head))
    person.window.go(Place("settings", tab="lending"))
    assert person.sees("No limit is lent")
    person.press("Lend my limit")
    assert [one for one in person.choices("Lend it to") if "auditor" in one] == []
    person.choose("Lend it to", session.officer.name)
    person.type("From", "1 December 2026")
    person.type("To and including", "30 November 2026")
    person.type("Reason", "Annual leave")
    person.press("Lend it")
    assert person.sees("30 Nov 2026 is before 1 Dec 2026.")
    person.type("To and including", "11 December 2026")
    person.press("Lend it")
    assert person.message.endswith("from 1 Dec 2026 to 11 Dec 2026.")
    table = person.table("Limits lent")
    assert table.select(lambda one: one.to_name == session.officer.name)
    assert person.nameless() == []
    person.press("Take it back")
    assert person.message.endswith("taken back.")
    assert [one.revoked for one in delegations(session.tables)] == [True]


def test_whoever_approves_nothing_has_nothing_to_lend(
    qtbot: QtBot, open_window: OpenWindow, session_for: SessionFor
) -> None:
    person = Person(qtbot, open_window(session_for(Role.AUDITOR)))
    person.window.go(Place("settings", tab="lending"))
    assert person.sees("may not approve funding")
