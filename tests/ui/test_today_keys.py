"""One key to act: from a row of Today straight to the panel that does it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.requests.model import State
from resources_app.requests.queries import request
from resources_app.session import Session
from tests.casework.conftest import (
    OFFER,
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
from ui.pages.today import _columns
from ui.pages.today_lists import DUE, MINE, OTHERS
from ui.shell.places import Place

__all__ = ["authorised", "draft", "head", "market", "officer", "steps", "submitted", "whole"]


def at_row(person: Person, bot: QtBot, name: str, reference: str) -> str:
    """Select the row of a list that stands at a record; the key it shows."""
    table = person.table(name)
    bot.waitUntil(lambda: any(row.record == reference for row in table.rows))
    assert table.select(lambda row: row.record == reference)
    person.window.activateWindow()
    table.view.setFocus()
    bot.waitUntil(table.view.hasFocus)
    columns = {one.label: one for one in _columns(lambda: person.window.desk)}
    return columns["Key"].text(table.current())


def test_a_row_is_acted_on_by_its_key(
    qtbot: QtBot, open_window: OpenWindow, head: Session, steps: Steps
) -> None:
    reference = steps.decided()
    theirs = Person(qtbot, open_window(steps.officer))
    assert at_row(theirs, qtbot, OTHERS, reference) == ""
    qtbot.keyClick(theirs.table(OTHERS).view, Qt.Key.Key_A)
    assert theirs.page.place == Place("today")

    person = Person(qtbot, open_window(head))
    assert at_row(person, qtbot, MINE, reference) == "A"
    qtbot.keyClick(person.table(MINE).view, Qt.Key.Key_P)  # another row's key
    assert person.page.place == Place("today")
    qtbot.keyClick(person.table(MINE).view, Qt.Key.Key_A)
    assert person.page.place == Place("request", reference)
    # The keyboard is in the panel at once, and nowhere else in the window.
    panel = person.page.panel
    qtbot.waitUntil(lambda: panel.isAncestorOf(QApplication.focusWidget()))
    person.type("In your words", "Agreed.")
    person.press("Approve £1,040.00 a week")
    assert request(head.tables, reference).state is State.APPROVED
    # What was begun is not begun again by coming back to where it was.
    person.keys("Alt+Left")
    person.keys("Alt+Right")
    assert person.page.place == Place("request", reference)
    assert person.page.panel is None


def test_a_duty_is_done_from_the_list(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, steps: Steps
) -> None:
    reference = steps.approved(replace(OFFER, available_from=TODAY))
    made = place_child(officer, reference, PlacementTerms(TODAY))
    officer.clock.moment = officer.clock.moment.replace(day=30)  # type: ignore[attr-defined]
    person = Person(qtbot, open_window(officer))
    assert at_row(person, qtbot, DUE, made.reference) == "D"
    qtbot.keyClick(person.table(DUE).view, Qt.Key.Key_D)
    assert person.page.place == Place("placement", made.reference, "duties")
    person.type("How", "portal")
    person.press("It was done")
    assert officer.tables.value("SELECT count(*) FROM duty WHERE how = 'portal'") == 1


def test_what_is_gone_is_only_opened(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, steps: Steps
) -> None:
    """Somebody else was quicker: the page opens and nothing is begun."""
    made = place_child(officer, steps.approved(), PlacementTerms(OFFER.available_from))
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("placement", made.reference, "variations", "approve_variation"))
    assert person.page.panel is None
