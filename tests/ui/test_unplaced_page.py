"""Closing without a placement asks what would have met the need; closings are counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from resources_app.requests.actions import record_response, release_request
from resources_app.requests.model import ResponseKind, Rung
from resources_app.session import Session
from tests.requests.conftest import authorised, draft, head, market, officer, submitted, whole
from tests.requests.market import Market
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.unplaced import UnplacedPage
from ui.shell.places import Place

__all__ = ["authorised", "draft", "head", "market", "officer", "submitted", "whole"]


def test_a_closing_says_why_on_its_page_and_is_counted_among_the_unplaced(
    qtbot: QtBot,
    open_window: OpenWindow,
    officer: Session,
    authorised: str,
    market: Market,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    market.search(officer, authorised, "first")
    release_request(officer, authorised, Rung.TIER_1)
    decline = {"reason": "no-place", "note": "Full until May."}
    record_response(officer, authorised, market.ids["first"], ResponseKind.DECLINE, **decline)
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("request", authorised))
    person.page.do("close_request")  # type: ignore[attr-defined]
    person.choose("Reason", "Unable to match")
    person.choose("Kind of home", "Children's home")
    person.choose("Where", "Within 20 miles of home")
    person.choose("Able to offer", "A home with no other child")
    person.press("Close without placement")
    assert person.sees("Closed without placement on 23 Nov 2026 by Amina Khan: Unable to match")
    assert person.sees("Would have met it: children's home; within 20 miles of home")

    person.window.go(Place("requests"))
    person.press("Unplaced: why no home was found")
    page = person.page
    assert isinstance(page, UnplacedPage)
    assert person.sees("1 request closed without a placement.")
    (group,) = page.groups.rows
    assert group.declines == {"no-place": 1}
    (line,) = page.requests.rows
    assert line.reference == authorised
    target = tmp_path / "unplaced.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    person.press("Save as CSV")
    assert "A home with no other child" in target.read_text("utf-8-sig")
    person.type("From", "24/11/2026")
    assert person.sees("The last day is before the first.")
    person.type("To", "25/11/2026")
    assert person.sees("Nothing was closed without a placement")
    assert not person.nameless()
