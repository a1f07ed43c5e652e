"""A new request for a child on record: pointed out by name, what there was, and the family."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resources_app.children.actions import amend_child
from resources_app.requests import actions
from resources_app.session import Session
from resources_app.team.model import Role
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.new_request import NewRequestPage
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
def amina(qtbot: QtBot, open_window: OpenWindow, officer: Session, reference: str) -> Person:
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("new_request"))
    return person


def test_a_name_on_record_is_pointed_out_and_taken_over(amina: Person, reference: str) -> None:
    amina.type("Local identifier", "77777")
    amina.type("Given name", "Rowen")
    amina.type("Family name", "Ashdown")
    amina.type("Date of birth", "14 May 2013")
    assert amina.sees("Perhaps on record already")
    assert amina.sees("is on record as 40517: a name like it, born on the same day.")
    amina.press("It is this child")
    assert amina.sees("Rowan Ashdown, born 14 May 2013, is on record.")
    # What there is already is said before anything is saved.
    assert amina.sees("Before this request")
    assert amina.sees(reference)
    page = amina.page
    assert isinstance(page, NewRequestPage)
    assert page.form.given()["local_identifier"] == "40517"
    assert not amina.nameless()
    # Brothers and sisters are put in with a click, and kept as if they were typed.
    amina.press("Add Wren, girl")
    (wren,) = page.form.given()["siblings"]
    assert (wren["given_name"], wren["family_name"]) == ("Wren", "Ashdown")
    assert page.typing.typed
    assert not amina.window.broken  # type: ignore[attr-defined]


def test_a_restricted_child_is_not_pointed_out_by_name(
    amina: Person, officer: Session, reference: str
) -> None:
    key = officer.tables.value("SELECT id FROM child WHERE local_identifier = '40517'")
    amend_child(officer, key, {"restricted": True})
    amina.type("Given name", "Rowan")
    amina.type("Family name", "Ashdown")
    amina.type("Date of birth", "14 May 2013")
    assert not amina.sees("Perhaps on record already")
