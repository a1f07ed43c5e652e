"""From the warning on submitting, through the corrected wording, to the anonymised pack."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resources_app.requests import actions
from resources_app.requests.queries import request, snapshots
from resources_app.session import Session
from resources_app.team.model import Role
from tests.documents.conftest import SAFE_TEXTS
from tests.ui.person import Person
from ui.pages.document import DocumentPage
from ui.shell.places import Place
from ui.shell.window import MainWindow

DATA = Path(__file__).parents[1] / "data"
NAMED = "Rowan sees his aunt on Sundays."
UNNAMED = "He sees his aunt on Sundays."


@pytest.fixture
def officer(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


@pytest.fixture
def reference(officer: Session) -> str:
    """A draft one of whose texts names the child."""
    data = json.loads((DATA / "request.json").read_text(encoding="utf-8"))
    data["request"] |= {**SAFE_TEXTS, "family_time": NAMED}
    return actions.create_request(officer, data).reference


@pytest.fixture
def amina(
    qtbot: QtBot, open_window: Callable[[Session], MainWindow], officer: Session, reference: str
) -> Person:
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("request", reference))
    return person


def test_submitting_says_at_once_what_would_stop_the_pack(amina: Person, reference: str) -> None:
    amina.press("Submit for authority to search")
    assert f"{reference} is submitted." in amina.message
    assert "In 1 place its texts would give the child away" in amina.message
    amina.tab("Log")
    amina.press("See its texts")
    assert amina.page.place.tab == "request"
    assert "Correct the wording" in amina.buttons()


def test_nothing_is_said_of_texts_that_name_nobody(
    amina: Person, officer: Session, reference: str
) -> None:
    actions.edit_draft(officer, reference, {"family_time": UNNAMED})
    amina.window.go(Place("request", reference))
    amina.press("Submit for authority to search")
    assert amina.message == f"{reference} is submitted. It now waits for authority to search."


def test_from_the_refused_pack_to_the_printed_one(
    amina: Person, officer: Session, reference: str
) -> None:
    actions.submit_request(officer, reference)
    amina.page.refresh()
    amina.window.go(Place("request", reference, "documents"))
    amina.press("Print anonymised referral pack")
    assert amina.sees("Not printed")
    amina.press("Correct the wording")
    assert amina.sees("• Family time: “R•••• sees his aunt")
    assert amina.nameless() == []
    amina.type("Family time", UNNAMED)
    amina.press("Save the wording")
    assert amina.sees("This is needed.")
    amina.type("Why it is corrected", "It named the child.")
    amina.press("Save the wording")
    assert amina.message == "The wording is corrected."
    assert not amina.sees("Not printed")
    asked = request(officer.tables, reference)
    assert asked.family_time == UNNAMED
    assert NAMED in snapshots(officer.tables, asked.id)[0].content
    amina.press("Print anonymised referral pack")
    assert isinstance(amina.page, DocumentPage)


def test_from_the_request_tab_a_text_that_is_needed_is_not_emptied(
    amina: Person, officer: Session, reference: str
) -> None:
    actions.submit_request(officer, reference)
    amina.page.refresh()
    amina.window.go(Place("request", reference, "request"))
    amina.press("Correct the wording")
    amina.type("Why it is corrected", "A slip.")
    amina.type("Strengths and likes", "")
    amina.press("Save the wording")
    assert amina.sees("This is needed.")
    assert request(officer.tables, reference).strengths == SAFE_TEXTS["strengths"]
    amina.type("Strengths and likes", SAFE_TEXTS["strengths"])
    amina.press("Save the wording")
    assert amina.message.startswith("No text was changed. In 1 place")


def test_a_draft_is_corrected_where_it_is_typed(amina: Person) -> None:
    assert "Correct the wording" not in amina.buttons()
    amina.tab("Documents")
    amina.press("Print anonymised referral pack")
    amina.press("Correct the wording")
    assert amina.page.place.tab == "request"
    assert "Save draft" in amina.buttons()


def test_who_may_not_change_a_request_is_not_offered_to(
    qtbot: QtBot,
    open_window: Callable[[Session], MainWindow],
    officer: Session,
    session_for: Callable[[Role], Session],
    reference: str,
) -> None:
    actions.submit_request(officer, reference)
    auditor = Person(qtbot, open_window(session_for(Role.AUDITOR)))
    auditor.window.go(Place("request", reference))
    assert auditor.sees("Story so far")
    assert "Correct the wording" not in auditor.buttons()
