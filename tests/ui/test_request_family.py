"""Brothers and sisters on a request's page: settled for a draft, placed apart later, by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from resources_app.requests import actions
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place

DATA = Path(__file__).parents[1] / "data"
WHY = "No home could take both. They meet every Sunday."


def test_from_apart_in_the_draft_to_a_request_of_her_own(
    qtbot: QtBot, open_window: OpenWindow, session_for: Callable[[Role], Session]
) -> None:
    officer = session_for(Role.PLACEMENT_OFFICER)
    data = json.loads((DATA / "request.json").read_text(encoding="utf-8"))
    reference = actions.create_request(officer, data).reference
    amina = Person(qtbot, open_window(officer))
    amina.window.go(Place("request", reference))
    # Apart in the draft: not without a reason, which is asked for at its field.
    amina.press("Who lives with the child")
    amina.choose("Wren Ashdown", "Apart from the child")
    amina.press("Keep this")
    assert amina.sees("as far as is reasonably practicable")
    amina.type("Why apart, for Wren", WHY)
    amina.press("Keep this")
    assert amina.sees("Brothers and sisters, and who lives where")
    assert amina.sees(f"Apart: {WHY}")
    amina.press("Who lives with the child")
    amina.choose("Wren Ashdown", "With the child")
    amina.press("Keep this")
    assert not amina.sees("Brothers and sisters, and who lives where")
    # And apart later: the law's words and a question stand before it.
    actions.submit_request(officer, reference)
    actions.authorise_request(session_for(Role.HEAD_OF_SERVICE), reference)
    amina.keys("F5")
    amina.page.do("place_apart")
    assert amina.sees("Children Act 1989, section 22C(8)(c)")
    assert not amina.nameless()
    amina.press("Place them apart")
    assert amina.page.place.key == reference
    amina.press("Wren Ashdown")
    amina.type("Why apart", WHY)
    amina.press("Place them apart")
    left = amina.page.place.key
    assert left != reference
    assert amina.sees("Correct the wording where it is different for Wren")
    assert amina.sees("Rowan Ashdown: Not placed by this team.")
    assert request(officer.tables, left).authorised_by
    amina.press(reference)
    assert amina.page.place.key == reference
    amina.tab("Request")
    assert amina.sees("Wren Ashdown: Not placed by this team.")
