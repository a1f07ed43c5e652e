"""Settings, Wording: a clause is changed, refused where it cannot print, and taken back."""

from __future__ import annotations

import os

from pytestqt.qtbot import QtBot

from resources_app.documents.actions import print_contract_schedule
from resources_app.documents.own_words_queries import changed_words
from resources_app.session import Session
from tests.documents.conftest import ask, officer, placed, put, request_reference
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place
from ui.shell.widgets.pdf_view import PdfView

__all__ = ["ask", "officer", "placed", "put", "request_reference"]

CLAUSE = "sections.notice.parts.1.clauses.0"


def test_a_clause_is_changed_and_taken_back(
    qtbot: QtBot,
    open_window: OpenWindow,
    session: Session,
    officer: Session,
    placed: str,
) -> None:
    person = Person(qtbot, open_window(session))
    person.window.go(Place("settings", tab="wording"))
    person.choose("Document", "Contract schedule")
    texts = person.table("Texts")
    assert texts.select(lambda one: one.text.key == CLAUSE)
    assert "Go back to the first words" in person.buttons()
    person.press("Change the words")
    assert person.sees("{notice}: the notice either party gives")
    assert person.sees("The law or the contract asks for {notice}.")
    person.type("Words", "Either party may end this placement in 28 days.")
    person.press("Use these words")
    assert person.sees("It lacks {notice}. Say the notice either party gives")
    person.type("Words", "Either party may end this placement by {notice}.")
    said = "Either party may end this placement by 28 days’ notice."
    person.press("Show it on the page")
    assert person.sees("Nothing that says this was printed yet")
    print_contract_schedule(officer, placed)
    person.press("Show it on the page")
    (shown,) = person.page.findChildren(PdfView)
    assert said in " ".join(shown.document.getAllText(shown.at).text().split())
    person.press("Use these words")
    assert person.message == "“Notice and ending › Clauses › 1” is printed so from now on."
    said = "Either party may end this placement by {notice}."
    assert changed_words(session.tables, "contract_schedule") == (
        ("contract_schedule", CLAUSE, said),
    )
    assert texts.current().text.key == CLAUSE
    assert not person.sees("Choose a text first.")
    if folder := os.environ.get("RESOURCES_APP_PICTURES"):
        person.window.grab().save(f"{folder}/wording-tab.png")
    assert person.nameless() == []
    person.press("Take the last change back")
    assert person.message.startswith("It says again: Either party may end this placement by giving")
    assert not changed_words(session.tables, "contract_schedule")
    assert person.sees("No change of it is left to take back.")

    amina = Person(qtbot, open_window(officer))
    amina.window.go(Place("settings", tab="wording"))
    assert amina.sees("may not change the wording of documents")
