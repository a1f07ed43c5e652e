"""A panel on the desktop: convened, filled, said, minuted, and read on the request."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from resources_app.documents.queries import documents_about
from resources_app.requests.actions.panels import convene_panel, put_on_agenda
from resources_app.requests.panel_model import NewPanel, PanelOutcome
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
from tests.conftest import TODAY
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
    person.window.go(Place("panel", made.reference))
    menu = person.page.manner.button.menu()  # type: ignore[attr-defined]
    # The menu is opened and ticked by keys, and stays as it was ticked.
    assert menu.parent().button.accessibleName() == "Ordinary print"
    qtbot.mouseClick(menu.parent().button, Qt.MouseButton.LeftButton)
    tick(qtbot, menu, "Large print, 18 pt")
    assert "Large print" in person.buttons()
    person.press("Large print")
    tick(qtbot, menu, "Plain language")
    person.press("Print it")
    (one,) = documents_about(officer.tables, "panel", made.id)
    assert (one.variant, one.version) == ("large plain", 1)
    assert person.sees("Panel minutes, large print, plain language · version 1")
    person.window.go(Place("panel", made.reference))
    assert "Large print, plain language" in person.buttons()


def test_a_paper_that_may_name_somebody_is_warned_of_and_printed_all_the_same(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, steps: Steps
) -> None:
    reference = steps.decided()
    new = NewPanel("Resources panel", TODAY, "Hugh Oyelaran", ("Tess Malone",))
    made = convene_panel(officer, new).panel
    put_on_agenda(officer, made.reference, reference, "May Rowan stay near his school?")
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("panel", made.reference))
    person.press("Print it")
    assert person.sees("Before it is printed")
    assert person.sees("1 place in it may name somebody:")
    assert person.nameless() == []
    person.press("Go back")
    assert documents_about(officer.tables, "panel", made.id) == []
    person.press("Print it")
    person.press("Print it all the same")
    assert len(documents_about(officer.tables, "panel", made.id)) == 1


def tick(qtbot: QtBot, menu: QMenu, words: str) -> None:
    """Go down the open menu to a line and press it."""
    while (now := menu.activeAction()) is None or now.text() != words:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
