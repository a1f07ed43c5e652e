"""The Submitted tab: a version, what changed since, and each answer whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from resources_app.requests import actions
from resources_app.session import Session
from resources_app.team.model import Role
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.request_submitted import SubmittedTab
from ui.shell.places import Place

DATA = Path(__file__).parents[1] / "data"


def test_what_was_submitted_is_read_beside_what_is_so_now(
    qtbot: QtBot, open_window: OpenWindow, session_for: Callable[[Role], Session]
) -> None:
    officer = session_for(Role.PLACEMENT_OFFICER)
    data = json.loads((DATA / "request.json").read_text(encoding="utf-8"))
    reference = actions.create_request(officer, data).reference
    amina = Person(qtbot, open_window(officer))
    amina.window.go(Place("request", reference, "submitted"))
    assert amina.sees("It was not submitted yet")

    actions.submit_request(officer, reference)
    head = session_for(Role.HEAD_OF_SERVICE)
    actions.return_to_draft(head, reference, reason="Say more.")
    actions.edit_draft(officer, reference, {"about": "He came to care in March."})
    actions.submit_request(officer, reference)
    amina.window.go(Place("request", reference, "submitted"))
    assert amina.sees("nothing changed since.")
    amina.choose("Version", "Version 1")
    assert amina.sees("1 field changed since.")
    amina.press("Only what changed")
    (line,) = amina.table("Submitted and now").rows
    tab = amina.page.findChild(SubmittedTab)
    assert tab.then.toPlainText() == line.answered.submitted
    assert tab.now.toPlainText() == "He came to care in March."
    assert not amina.nameless()
    assert not amina.window.broken  # type: ignore[attr-defined]
