"""The review of a pack on the desktop: from the refusal, by keys, to the printed pack."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from resources_app.requests import actions
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.documents.conftest import ask
from tests.ui.person import Person
from ui.pages.document import DocumentPage
from ui.pages.pack_review import PackReviewPage
from ui.shell.places import Place
from ui.shell.window import MainWindow

__all__ = ["ask"]

TEXTS = {
    "strengths": "He climbs the Rowan tree and is kind.",
    "family_time": "He sees Wren on Sundays.\nMs Blount brings him.",
    "health_needs": "Asthma. Lorna Ashdown has the plan.",
}


@pytest.fixture
def officer(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


@pytest.fixture
def reference(officer: Session, ask: Callable[..., str]) -> str:
    made = ask(**TEXTS)
    actions.submit_request(officer, made)
    return made


def test_a_pack_is_reviewed_by_keys_and_then_printed(
    qtbot: QtBot,
    open_window: Callable[[Session], MainWindow],
    officer: Session,
    reference: str,
) -> None:
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("request", reference, "documents"))
    person.press("Print anonymised referral pack")
    person.press("Review what was found")
    page = person.page
    assert isinstance(page, PackReviewPage)
    found = [one.found for one in page.table.rows]
    assert found == ["Rowan", "Lorna Ashdown", "Wren", "Ms Blount"]
    assert person.sees("4 places would give the child away")
    assert person.nameless() == []
    assert (page.text.marked, page.instead.text()) == ("the Rowan", "the child")

    person.keys("Ctrl+M")
    person.type("Why it does not give the child away", "Rowan is a tree.")
    person.press("Mark it")
    assert person.sees("Say it without the name.")
    person.type("Why it does not give the child away", "It is a tree.")
    person.press("Mark it")
    assert person.message == "Marked as not identifying. 3 places still open."

    assert page.table.current().found == "Lorna Ashdown"
    person.keys("Ctrl+Return")
    assert person.message == "Reworded. 2 places still open."
    assert page.table.select(lambda one: one.found == "Ms Blount")
    person.type("Write instead", "A carer")
    person.keys("Ctrl+Return")
    person.press("Take every proposal…")
    assert person.sees("He sees his sister on Sundays.")
    person.press("Reword 1 text")
    texts = request(officer.tables, reference)
    assert texts.strengths == TEXTS["strengths"]
    assert texts.family_time == "He sees his sister on Sundays.\nA carer brings him."
    assert texts.health_needs == "Asthma. His mother has the plan."
    assert person.sees("nothing is open. The anonymised pack can be printed.")

    marks = person.table("Marked as not identifying")
    assert marks.select(lambda _: True)
    person.press("Withdraw the mark")
    assert [one.found for one in page.table.rows] == ["Rowan"]
    assert not page._print.isEnabled()
    _mark_as_a_tree(person)
    person.press("Print the anonymised pack")
    assert isinstance(person.page, DocumentPage)


def test_a_mark_that_fell_away_with_its_sentence_says_so(
    qtbot: QtBot,
    open_window: Callable[[Session], MainWindow],
    officer: Session,
    reference: str,
) -> None:
    actions.reword_request(
        officer,
        reference,
        {"strengths": "He climbs the Rowan tree with Wren.", "family_time": "", "health_needs": ""},
        reason="Shorter.",
    )
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("pack_review", reference))
    page = person.page
    assert isinstance(page, PackReviewPage)
    _mark_as_a_tree(person)
    person.keys("Ctrl+Return")
    assert person.message == ("Reworded. 1 mark fell away with its sentence. 1 place still open.")
    marks = person.table("Marked as not identifying")
    assert [one.holds for one in marks.rows] == [False]
    assert marks.select(lambda _: True)
    person.press("Withdraw the mark")
    assert person.message == "The mark is withdrawn, which cleared nothing."
    assert [one.found for one in page.table.rows] == ["Rowan"]


def _mark_as_a_tree(person: Person) -> None:
    person.keys("Ctrl+M")
    person.type("Why it does not give the child away", "It is a tree.")
    person.press("Mark it")
