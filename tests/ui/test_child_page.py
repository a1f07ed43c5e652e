"""A child's file at the window: reached from a request, and contacts logged by keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resources_app.children.actions import amend_child
from resources_app.requests import actions
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.child import ChildPage
from ui.pages.finding import find
from ui.shell.places import Place

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def officer(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


@pytest.fixture
def reference(officer: Session) -> str:
    data = json.loads((DATA / "request.json").read_text(encoding="utf-8"))
    return actions.create_request(officer, data).reference


@pytest.fixture
def amina(qtbot: QtBot, open_window: OpenWindow, officer: Session) -> Person:
    return Person(qtbot, open_window(officer))


def identifier(officer: Session, reference: str) -> str:
    child_id = request(officer.tables, reference).child_id
    return str(officer.tables.value("SELECT local_identifier FROM child WHERE id = ?", (child_id,)))


def test_a_contact_is_logged_from_the_request(
    amina: Person, officer: Session, reference: str
) -> None:
    amina.window.go(Place("request", reference, "request"))
    amina.press("The child’s file")
    assert amina.page.place.key == identifier(officer, reference)
    assert not amina.nameless()
    assert amina.sees("Buckinghamshire")  # the responsible authority by its name, not its code
    assert not amina.sees("E06000060")
    amina.tab("Requests")
    assert [one.reference for one in amina.table("Requests").rows] == [reference]
    amina.tab("Contacts")
    amina.keys("Ctrl+Return")
    amina.press("Log it")
    assert amina.sees("This is needed.")
    amina.type("With whom", "Mina Doshi, social worker")
    amina.type("What was said", "He asked to see his grandmother.")
    amina.choose("About", reference)
    amina.press("Log it")
    assert amina.message == "The contact is logged."
    (contact,) = amina.table("Contacts").rows
    assert contact.about == reference
    assert (contact.on, contact.entered_by) == (officer.today(), "Amina Khan")
    assert not amina.window.broken  # type: ignore[attr-defined]


def test_a_restricted_file_is_written_down_once_before_it_is_shown(
    qtbot: QtBot, amina: Person, officer: Session, reference: str
) -> None:
    amend_child(officer, request(officer.tables, reference).child_id, {"restricted": True})

    def openings() -> int:
        return int(officer.tables.value("SELECT count(*) FROM record_opening"))

    amina.window.go(Place("child", identifier(officer, reference)))
    assert isinstance(amina.page, ChildPage)
    assert openings() == 1
    assert amina.sees("Restricted record")
    amina.window.go(Place("child", identifier(officer, reference), "contacts"))
    amina.page.refresh()
    qtbot.wait(50)
    assert openings() == 1


def test_the_search_box_says_a_day_as_the_pages_do(officer: Session, reference: str) -> None:
    known = find(officer.tables, identifier(officer, reference), officer.officer)
    assert "child: born 14 May 2013" in [one.kind for one in known]


def test_a_child_who_is_not_there_is_said_to_be_missing(amina: Person) -> None:
    amina.window.go(Place("child", "99999"))
    assert "There is no child with this identifier." in amina.message
