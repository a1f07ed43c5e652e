"""A panel on the desktop: convened, filled, said, minuted, and read on the request."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from resources_app.requests.panel_model import PanelOutcome
from resources_app.requests.panel_queries import panels
from resources_app.session import Session
from tests.casework.conftest import (
    Steps,
    authorised,
    draft,
    head,
    market,
    officer,
    steps,
    submitted,
    whole,
)
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place

__all__ = ["authorised", "draft", "head", "market", "officer", "steps", "submitted", "whole"]


def test_a_panel_is_kept_from_agenda_to_minutes(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, steps: Steps
) -> None:
    reference = steps.decided()
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("panels"))
    person.press("Convene a panel")
    person.type("Title", "Resources panel")
    person.type("Held on", "23 November 2026")
    person.type("Chair", "Hugh Oyelaran")
    person.press("Convene it")
    (made,) = panels(officer.tables)
    assert person.message == f"{made.reference} is held on 23 Nov 2026."
    person.window.go(Place("panel", made.reference))
    assert person.sees("The agenda is empty")
    assert person.nameless() == []
    person.press("Put a request before it")
    person.type("Request", "REQ-26-ZZ-0001")
    person.type("What is asked", "Is it worth its price?")
    person.press("Put it on the agenda")
    assert person.sees("There is no request")
    person.type("Request", reference)
    person.press("Put it on the agenda")
    agenda = person.table("Agenda")
    assert agenda.select(lambda one: one.reference == reference)
    person.press("Record what it said")
    person.choose("The panel", "Recommended")
    person.type("In the panel’s words", "Near his school.")
    person.press("Record it")
    person.press("Write the minutes")
    person.type("Who came", "Tess Malone")
    person.type("Minutes", "All agreed.")
    person.press("Write them")
    (found,) = panels(officer.tables)
    assert found.attendees == ("Tess Malone",)
    assert found.items[0].outcome is PanelOutcome.RECOMMENDED
    assert person.sees("All agreed.")
    assert person.sees("Written by Amina Khan")
    person.window.go(Place("request", reference, "decision"))
    assert person.sees("“Near his school.”")
