"""A restricted child's request on the desktop: written down before it is shown, once an opening."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resources_app.children.actions import amend_child
from resources_app.children.queries import child
from resources_app.requests import actions
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.ui.person import Person
from ui.pages.new_request import NewRequestPage
from ui.pages.request import RequestPage
from ui.shell.places import Place
from ui.shell.window import MainWindow

DATA = Path(__file__).parents[1] / "data"
OpenWindow = Callable[[Session], MainWindow]


@pytest.fixture
def officer(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


@pytest.fixture
def reference(officer: Session) -> str:
    data = json.loads((DATA / "request.json").read_text(encoding="utf-8"))
    made = actions.create_request(officer, data)
    child_id = request(officer.tables, made.reference).child_id
    amend_child(officer, child_id, {"restricted": True})
    return made.reference


def test_the_desktop_writes_each_opening_down_once(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, reference: str
) -> None:
    amina = Person(qtbot, open_window(officer))

    def openings() -> int:
        return int(officer.tables.value("SELECT count(*) FROM record_opening"))

    amina.window.go(Place("request", reference))
    page = amina.window.page
    assert isinstance(page, RequestPage)
    qtbot.waitUntil(lambda: page.view is not None)
    assert openings() == 1
    # Another tab, and reading again, is the same opening.
    amina.window.go(Place("request", reference, "log"))
    page.refresh()
    qtbot.wait(50)
    assert openings() == 1


def test_a_new_request_fills_in_a_restricted_child_only_once_it_is_written_down(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, reference: str
) -> None:
    restricted = child(officer.tables, request(officer.tables, reference).child_id)
    amina = Person(qtbot, open_window(officer))
    amina.window.go(Place("new_request"))
    page = amina.window.page
    assert isinstance(page, NewRequestPage)
    amina.type("Local identifier", restricted.local_identifier)

    (opening,) = officer.tables.rows("SELECT child_id, opened_by FROM record_opening")
    assert tuple(opening) == (restricted.id, officer.officer.id)
    assert page.form.given()["family_name"] == restricted.family_name
    assert "that you opened it is logged" in " ".join(amina.texts())
