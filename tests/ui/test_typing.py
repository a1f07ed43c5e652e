"""Typing is kept while it is typed, taken up where it was left, and gone once it is saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources_app.requests import actions
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from resources_app.team.typed_queries import unfinished
from tests.conftest import SessionFor
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.new_request import NewRequestPage
from ui.pages.request import RequestPage
from ui.pages.request_answers import AnswersTab
from ui.shell.places import Place

DATA = Path(__file__).parents[1] / "data"
STORY = "His grandmother Iris is"


@pytest.fixture
def amina(session_for: SessionFor) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


@pytest.fixture
def reference(amina: Session) -> str:
    data = json.loads((DATA / "request.json").read_text(encoding="utf-8"))
    return actions.create_request(amina, data).reference


@pytest.fixture
def at_window(qtbot: QtBot, open_window: OpenWindow) -> Callable[[Session], Person]:
    return lambda session: Person(qtbot, open_window(session))


def draft(person: Person, reference: str) -> AnswersTab:
    """The draft's own form, open in a window."""
    person.window.go(Place("request", reference, "request"))
    page = person.page
    assert isinstance(page, RequestPage)
    tab = page.tabs.built("request")
    assert isinstance(tab, AnswersTab)
    assert tab.form is not None
    return tab


def test_a_draft_goes_on_where_it_was_left_in_another_window(
    qtbot: QtBot, at_window: Callable[[Session], Person], amina: Session, reference: str
) -> None:
    first = at_window(amina)
    tab = draft(first, reference)
    assert tab.form is not None
    tab.form.show_group("About the child")
    first.type("Story so far", STORY)
    tab.form.show_group("What is needed and when")
    first.type("Expected length in weeks", "a year")  # what cannot be right is kept as well
    qtbot.waitUntil(lambda: len(unfinished(amina.tables, amina.officer.id)) == 1, timeout=1000)
    first.type("Expected length in weeks", "a year or so")
    # Going elsewhere keeps it at once.
    first.window.go(Place("today"))
    (kept,) = unfinished(amina.tables, amina.officer.id)
    assert kept.answers == {"about": STORY, "expected_weeks": "a year or so"}
    first.window.close()

    second = at_window(amina)
    tab = draft(second, reference)
    assert tab.form is not None
    assert tab.form.typed() == kept.answers
    assert second.sees("and did not save")
    # What is wrong is said at its field, and nothing of it is lost.
    second.press("Save draft")
    assert tab.form.group == "What is needed and when"
    assert second.sees("“a year or so” is not a whole number.")
    assert [one.answers for one in unfinished(amina.tables, amina.officer.id)] == [kept.answers]
    second.type("Expected length in weeks", "52")
    second.press("Save draft")
    assert request(amina.tables, reference).about == STORY
    assert unfinished(amina.tables, amina.officer.id) == []
    assert not second.sees("and did not save")


def test_what_was_typed_into_a_panel_is_there_when_it_is_opened_again(
    qtbot: QtBot, at_window: Callable[[Session], Person], amina: Session, reference: str
) -> None:
    person = at_window(amina)
    person.window.go(Place("child", "40517"))
    person.press("Log a contact")
    person.type("With whom", "Iris Penn, his grandmother")
    person.press("Go back")
    assert "What you typed is kept" in person.message
    person.press("Log a contact")
    qtbot.waitUntil(lambda: person.sees("and did not save"))
    # From Today as well, which opens the panel it was typed into.
    person.window.go(Place("today"))
    qtbot.waitUntil(lambda: person.sees("Unfinished typing  1"))
    person.press("A contact about Rowan: 40517")
    qtbot.waitUntil(lambda: person.sees("and did not save"))
    person.type("What was said", "She asked for a call on Friday.")
    person.press("Log it")
    assert amina.tables.value("SELECT with_whom FROM contact_log") == "Iris Penn, his grandmother"
    assert unfinished(amina.tables, amina.officer.id) == []
    # Discarded, it is gone: the form is as it was.
    person.press("Log a contact")
    person.type("With whom", "Nobody")
    person.press("Go back")
    person.press("Log a contact")
    qtbot.waitUntil(lambda: person.sees("and did not save"))
    person.press("Discard it")
    assert unfinished(amina.tables, amina.officer.id) == []


def test_a_new_request_is_kept_before_there_is_anything_to_save(
    qtbot: QtBot, at_window: Callable[[Session], Person], amina: Session
) -> None:
    person = at_window(amina)
    person.window.go(Place("new_request"))
    person.type("Given name", "Robin")
    person.press("Begin another")
    person.type("Given name", "Sky")
    person.window.close()
    robin, sky = sorted(
        unfinished(amina.tables, amina.officer.id), key=lambda one: one.answers["given_name"]
    )
    assert (robin.about, sky.about) == ("Robin", "Sky")

    again = at_window(amina)
    again.window.go(Place("new_request"))
    page = again.page
    assert isinstance(page, NewRequestPage)
    assert "You began a new request for Sky" in again.message
    again.window.go(Place("new_request", robin.id))
    assert page.form.given()["given_name"] == "Robin"
    for name, text in (("Local identifier", "9001"), ("Family name", "Lark"),
                       ("Date of birth", "3 Apr 2014")):  # fmt: skip
        again.type(name, text)
    again.choose("Sex", "Male")
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "is saved as a draft" in again.message
    assert [one.about for one in unfinished(amina.tables, amina.officer.id)] == ["Sky"]


def test_two_at_one_draft_are_asked_where_both_changed_the_same(
    at_window: Callable[[Session], Person], amina: Session, session_for: SessionFor, reference: str
) -> None:
    person = at_window(amina)
    tab = draft(person, reference)
    assert tab.form is not None
    tab.form.show_group("About the child")
    person.type("Story so far", STORY)
    person.type("What the child wants", "A dog.")
    colleague = session_for(Role.TEAM_MANAGER)
    actions.edit_draft(colleague, reference, {"about": "He came in May.", "care_needs": "Quiet."})

    person.press("Save draft")
    assert person.sees("While you were typing Tess Malone answered “He came in May.”")
    assert tab.form.typed()["about"] == STORY
    assert request(amina.tables, reference).child_views != "A dog."
    person.press("Save draft")  # having seen both, Amina puts hers in its place
    stored = request(amina.tables, reference)
    assert (stored.about, stored.child_views) == (STORY, "A dog.")
    assert stored.care_needs == "Quiet.", "what a colleague changed elsewhere stays"
