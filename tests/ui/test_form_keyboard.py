"""A request's form by keyboard alone: from group to group, to what is missing, in how many keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources_app.foundations.fields import Needed, unanswered
from resources_app.requests.actions import create_request
from resources_app.requests.fields import REQUEST_FIELDS, RISKS
from resources_app.requests.queries import request
from resources_app.requests.storing import answers_of_request
from resources_app.session import Session
from tests.ui.conftest import OpenWindow
from tests.ui.journey_screen import title_of
from tests.ui.person import Person
from tests.ui.test_typing import draft
from ui.shell.places import Place
from ui.shell.widgets.grouped_form import GroupedForm
from ui.shell.window import MainWindow

DATA = Path(__file__).parents[1] / "data" / "request.json"
# Card, Moran and Newell's keystroke-level model: an average typist, who is no typist.
SECONDS_A_KEY = 0.28
# What is typed into the standard’s fields, one letter mostly; others are passed over.
LETTERS = {
    "communicationNeeds": "y",
    "specificCommunicationRequirements": "m ",  # to Makaton, and ticked
    "homeAdaptation": "n",
    "culturalNeeds": "n",
    "livingCompanions": "s",
    "pets": "y",
    "additionalSupport": "t",
    "fosterCareSuitability": "p",
    "residentialCareSuitability": "s",
    "supportedAccommodationSuitability": "u",
    "riskMissing": "r",
    "riskToOthersPhysical": "r",
    "preferredLocation": "Wycombe",
    "deprivationOfLiberty": "n",
}


class Keys:
    """Presses keys at whatever has the keyboard, and counts them."""

    def __init__(self, form: GroupedForm) -> None:
        self._form = form
        self.count = 0

    @property
    def here(self) -> str:
        """The name of the field that has the keyboard."""
        has: QWidget | None = QApplication.focusWidget()
        names = {one.name for one in REQUEST_FIELDS}
        while has is not None and has.objectName() not in names:
            has = has.parentWidget()
        return has.objectName() if has is not None else ""

    def type(self, letters: str) -> None:
        for letter in letters:
            QTest.keyClicks(QApplication.focusWidget(), letter)
            self.count += 1

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, held)
        self.count += 1


@pytest.fixture
def reference(session: Session) -> str:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    return create_request(session, {"child": data["child"], "request": {}}).reference


def test_the_standards_fields_take_ninety_seconds(
    qtbot: QtBot, open_window: OpenWindow, session: Session, reference: str
) -> None:
    tess = Person(qtbot, open_window(session))
    form = draft(tess, reference).form
    assert form is not None
    keys = Keys(form)
    tess.keys("Ctrl+F12")  # brings the window forward and does nothing else
    form.go_to("received_on")
    passed = []
    while keys.here != "referralDate":
        passed.append(keys.here)
        keys.type(LETTERS.get(keys.here, ""))
        if keys.here == "riskToOthersCriminal":
            keys.press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
        keys.press(Qt.Key.Key_Tab)
        assert len(passed) < 100, passed
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Space)  # on “Save draft”, where Tab ends

    # Tab came to every field of every group, in the order in which they are asked.
    assert passed == [one.name for one in REQUEST_FIELDS if one.name != "referralDate"]
    answers = answers_of_request(request(session.tables, reference))
    needed = [one for one in REQUEST_FIELDS if one.standard and one.needed is not Needed.NO]
    assert [one.name for one in needed if unanswered(answers[one.name])] == []
    assert (answers["riskMissing"], answers["riskToOthersFire"]) == (
        "Risk Present",
        "No known risk",
    )
    assert answers["specificCommunicationRequirements"] == ("Makaton",)
    assert keys.count * SECONDS_A_KEY <= 90


def test_what_is_missing_is_named_and_gone_to(
    qtbot: QtBot, open_window: OpenWindow, session: Session, reference: str
) -> None:
    tess = Person(qtbot, open_window(session))
    form = draft(tess, reference).form
    assert form is not None
    keys = Keys(form)
    tess.keys("Ctrl+F12")
    form.go_to("received_on")
    assert tess.sees("3 of 26 answered · missing:")
    keys.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert keys.here == "provision_sought"
    tess.press("Strengths and likes")
    assert keys.here == "strengths"
    keys.type("Football.")
    assert tess.sees("4 of 26 answered · missing:")
    # From group to group and back.
    keys.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert keys.here == "care_needs"
    keys.press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert keys.here == "strengths"
    keys.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert keys.here == "siblingCount"
    assert form.group != RISKS


def test_tab_leaves_the_last_group_for_the_rest_of_the_window(
    window: MainWindow, qtbot: QtBot
) -> None:
    """And comes round to it again: nowhere is the keyboard kept in a circle."""
    window.go(Place("new_request"))
    Person(qtbot, window).keys("Ctrl+F12")  # brings the window forward and does nothing else
    assert window.page is not None
    form = window.page.findChild(GroupedForm)
    for name in ("care_needs", "received_on", "referralDate"):  # in no order
        form.go_to(name)
    passed = []
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(title_of(QApplication.focusWidget()))
    assert {"Entered by", "Save draft", "Search for a record, or for something to do"} <= set(
        passed
    )
