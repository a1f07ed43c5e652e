"""Another open request, and where the child lived before, on a request's page."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from resources_app.requests.actions import create_request
from resources_app.session import Session
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place


def asked(session: Session, weeks: int, reason: str = "") -> str:
    child = {
        "local_identifier": "40517",
        "given_name": "Rowan",
        "family_name": "Ashdown",
        "date_of_birth": "2013-05-14",
        "sex": "1",
    }
    data: dict[str, object] = {"child": child, "request": {"expected_weeks": weeks}}
    return create_request(session, data, second_reason=reason).reference


def test_another_open_request_is_pointed_out_and_opened(
    qtbot: QtBot, open_window: OpenWindow, session: Session
) -> None:
    first = asked(session, 12)
    tess = Person(qtbot, open_window(session))
    tess.window.go(Place("request", first))
    assert not tess.sees("Before this request")
    second = asked(session, 26, "His sister needs a home too.")
    tess.keys("F5")
    tess.window.go(Place("request", second))
    assert tess.sees(f"{first} is open too")
    assert tess.sees("Open: draft; received 23 Nov 2026.")
    assert not tess.nameless()
    tess.press(first)
    assert tess.page.place.key == first
    assert tess.sees(f"{second} is open too")
