"""The Council tab of the settings."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from resources_app.session import Session
from resources_app.team.council import council, logo_of
from resources_app.team.model import Role
from tests.conftest import SessionFor
from tests.team.pictures import logo
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place


def test_a_manager_says_how_paper_looks_and_an_officer_may_only_read(
    qtbot: QtBot,
    open_window: OpenWindow,
    session: Session,
    session_for: SessionFor,
    tmp_path: Path,
) -> None:
    person = Person(qtbot, open_window(session))
    person.window.go(Place("settings", tab="council"))
    person.press("Change what paper says")
    person.type("Colour", "#EEEEEE")
    person.press("Keep it")
    assert person.sees("is too light for paper")
    person.type("Colour", "#0B5C7A")
    person.type("E-mail", "placements@example.org")
    person.press("Keep it")
    assert council(session.tables).colour == "#0B5C7A"
    assert person.sees("placements@example.org")

    file = tmp_path / "logo.png"
    person.press("Choose a logo")
    person.type("Logo", str(file))
    person.press("Use this logo")
    assert person.sees("There is no such file")
    file.write_bytes(logo())
    person.press("Use this logo")
    assert person.message == "What is printed from now on has this logo."
    assert logo_of(session.tables)
    person.press("Take the logo away")
    assert not logo_of(session.tables)

    officer = Person(qtbot, open_window(session_for(Role.PLACEMENT_OFFICER)))
    officer.window.go(Place("settings", tab="council"))
    assert officer.sees("may not manage officers and limits")
