"""Forty replies within the hour: typed down a column, recorded at once, nothing typed lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from resources_app.providers.actions import set_referral_contact
from resources_app.requests.actions import record_response, release_request
from resources_app.requests.model import ResponseKind, Rung
from resources_app.requests.offer_queries import releases
from resources_app.requests.queries import request
from resources_app.session import Session
from tests.requests.conftest import authorised, draft, head, market, officer, submitted, whole
from tests.requests.market import Market
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.reply_grid import ReplyGrid
from ui.shell.places import Place

__all__ = ["authorised", "draft", "head", "market", "officer", "submitted", "whole"]


@pytest.fixture
def sent(officer: Session, authorised: str, market: Market) -> str:
    """A request that three homes have, of which one has asked something before."""
    market.search(officer, authorised, "own", "first", "also first")
    for rung in (Rung.IN_HOUSE, Rung.TIER_1):
        release_request(officer, authorised, rung, skipped_reason="It is urgent.")
    record_response(officer, authorised, market.ids["own"], ResponseKind.QUERY, note="Any pets?")
    return authorised


def _focused() -> str:
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    return field.accessibleName()


def _come_forward(qtbot: QtBot, person: Person) -> None:
    """Without a screen a window is not in front again by itself once a list over it has gone."""
    person.window.activateWindow()
    qtbot.waitUntil(person.window.isActiveWindow)


def keyed() -> QWidget:
    """What a key goes to: the list of reasons while it is shown, and it hands on what it lacks."""
    found = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert found is not None
    return found


def test_replies_are_typed_down_the_column_and_recorded_at_once(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, sent: str
) -> None:
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("request", sent, "offers"))
    _come_forward(qtbot, person)
    person.press("Record replies")
    assert person.sees("Round 1, in-house · 23 Nov 2026: Asks")
    # Those that said nothing yet stand first; the keyboard is in the first of them.
    assert _focused() == "Reply of Service also first"
    qtbot.keyClicks(keyed(), "no pl")
    qtbot.keyClick(keyed(), Qt.Key.Key_Return)
    assert _focused() == "Reply of Service first"
    qtbot.keyClicks(keyed(), "no")
    qtbot.keyClick(keyed(), Qt.Key.Key_Tab)
    assert person.sees("“no” may be any of these.")
    qtbot.keyClicks(keyed(), "Perhaps in May.")
    assert person.sees("Record 2 replies")
    _come_forward(qtbot, person)
    qtbot.keyClick(keyed(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    # Refused as a whole, said at its row, and everything typed is still there.
    assert person.sees("“no” may be any of these.")
    assert _focused() == "Reply of Service first"
    typed = {one.accessibleName(): one.text() for one in person.window.findChildren(QLineEdit)}
    assert typed["Reply of Service also first"] == "No place free"
    assert typed["What Service first said"] == "Perhaps in May."

    qtbot.keyClicks(keyed(), "q")
    qtbot.keyClick(keyed(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert person.message == "2 replies are recorded."
    rounds = releases(officer.tables, request(officer.tables, sent).id)
    said = {part.service_name: part for made in rounds for part in made.recipients}
    assert said["Service also first"].response_reason == "no-place"
    assert (said["Service first"].response, said["Service first"].response_note) == (
        ResponseKind.QUERY,
        "Perhaps in May.",
    )
    assert not person.nameless()


def test_replies_are_pasted_or_filled_in_from_a_file(
    qtbot: QtBot,
    open_window: OpenWindow,
    officer: Session,
    sent: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("request", sent, "offers"))
    person.press("Record replies")
    _come_forward(qtbot, person)
    QApplication.clipboard().setText("no pl\tFull until May.\nstaff\n")
    qtbot.keyClick(keyed(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (grid,) = person.window.findChildren(ReplyGrid)
    assert [(one.reply, one.note) for one in grid.typed] == [
        ("No place free", "Full until May."),
        ("Not enough staff or carers", ""),
    ]
    file = tmp_path / "replies.csv"
    file.write_text("URN,Reply,Note\nSC000002,bored,\nSC000001,q,Any pets?\nSC1,age,\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    person.press("Fill in from a file")
    assert person.message == (
        "2 rows of replies.csv filled in; look through them, then record them. "
        "Not asked, or with an open offer: SC1."
    )
    assert person.sees("“bored” is no reply we know.")
    assert grid.do == "Record 3 replies"
    assert not person.nameless()


def test_what_one_home_asks_is_answered_and_sent_to_all(
    qtbot: QtBot,
    open_window: OpenWindow,
    officer: Session,
    sent: str,
    market: Market,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_referral_contact(officer, market.urn("first"), name="", email="first@example.org")
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("request", sent, "offers"))
    person.press("Questions  1")
    assert [one.question for one in person.table("What homes ask").rows] == ["Any pets?"]
    person.press("Answer")
    assert person.sees("Service own asks: Any pets?")
    person.type("Answer", "Service own knows: none.")
    person.press("Keep the answer")
    assert person.sees("This names Service own, who asked; it goes to every home.")
    person.type("Answer", "None.")
    person.press("Keep the answer")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    person.press("Send 1 answer to all")
    assert person.message == (
        "1 e-mail to send from your mail program. "
        "No referral address: Service also first and Service own."
    )
    assert [one.suffix for one in tmp_path.glob("*answers*")] == [".eml"]
    tab = person.page.tabs.built("offers")  # type: ignore[attr-defined]
    assert tab.questions.answer.toolTip() == "The answer was sent already."
    assert tab.questions.send.toolTip() == "Not yet: no answer waits to be sent."
    assert not person.nameless()
