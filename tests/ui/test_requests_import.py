"""Requests from a table of the Placements Data Standard, at the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources_app.casework.taking_children import accept_children, preview_children
from resources_app.requests.list_queries import list_requests
from resources_app.session import Session
from tests.children.case_files import HEADINGS, ROWAN, WREN, csv_file
from tests.ui.person import Person
from ui.shell.window import MainWindow

DATA = Path(__file__).parents[1] / "data"
HEADED = ("childId", "needed_by_date", "provision_sought", "specificCommunicationRequirements")
ROWAN_ASKS = ("40517", "01/12/2026", "independent fostering agency", "None")


@pytest.fixture
def tess(qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path) -> Person:
    path = csv_file(tmp_path, HEADINGS, ROWAN, WREN, name="children.csv")
    accept_children(session, preview_children(session, path))
    return Person(qtbot, window)


def look_at(tess: Person, path: Path) -> None:
    tess.keys("Ctrl+2")
    tess.press("Import requests")
    tess.type("The requests’ file", str(path))
    tess.press("Look at it")


def test_rows_become_drafts_and_are_not_doubled(
    qtbot: QtBot, tess: Person, session: Session, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, HEADED, ROWAN_ASKS, ("40518", "soon", "", ""))
    look_at(tess, path)
    assert tess.sees("export.csv: 1 draft to make, 0 there already.")
    (refused,) = tess.table("Refused").rows
    assert (refused.row, refused.field, refused.value) == (3, "needed_by_date", "soon")
    tess.tab("To make")
    assert [one.name for one in tess.table("To make").rows] == ["Rowan Ashdown"]
    assert not tess.nameless()
    tess.press("Make 1 draft")
    tess.settle()
    assert tess.message == "1 draft made."
    (made,) = list_requests(session.tables, session.today()).requests
    assert tess.table("Requests").rows[0].reference == made.reference
    look_at(tess, path)
    assert tess.sees("0 drafts to make, 1 there already.")
    tess.tab("There already")
    there = tess.table("There already")
    there.select(lambda _: True)
    qtbot.keyClick(there.view, Qt.Key.Key_Return)
    assert tess.page.place.key == made.reference
    assert not tess.window.broken  # type: ignore[attr-defined]


def test_a_wrong_file_is_refused_in_a_sentence(tess: Person, tmp_path: Path) -> None:
    path = tmp_path / "letter.csv"
    path.write_text("Dear Amina\n", encoding="utf-8")
    look_at(tess, path)
    assert tess.sees("no row of headings")
    assert not tess.sees("Dear Amina")


def test_a_json_file_of_one_request_is_looked_at_and_taken(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path
) -> None:
    tess = Person(qtbot, window)
    data = json.loads((DATA / "request.json").read_text("utf-8"))
    path = tmp_path / "request.json"
    path.write_text(json.dumps(data | {"request": {**data["request"], "pets": "Perhaps"}}), "utf-8")
    look_at(tess, path)
    assert tess.sees("request.json: 1 field to put right; nothing is taken.")
    (wrong,) = tess.table("Wrong").rows
    assert wrong.field == "request.pets"
    assert "Make the draft" not in tess.buttons()

    path.write_text(json.dumps(data), "utf-8")
    tess.press("Go back")
    tess.press("Look at it")
    assert tess.sees("request.json: a draft for Rowan Ashdown; complete.")
    asked = {one.label: one.answer for one in tess.table("What is asked").rows}
    assert asked["Other communication requirement"] == "Plain words and pictures."
    tess.tab("Children")
    family = [(one.name, one.new, one.together) for one in tess.table("Children").rows]
    assert family == [("Rowan Ashdown", True, True), ("Wren Ashdown", True, True)]
    assert not tess.nameless()
    tess.press("Make the draft")
    tess.settle()
    (made,) = list_requests(session.tables, session.today()).requests
    assert tess.message == f"{made.reference} is saved as a draft."
    look_at(tess, path)
    assert tess.sees(f"request.json: {made.reference} is open for this child already.")
    assert "Make the draft" not in tess.buttons()
    assert not tess.window.broken  # type: ignore[attr-defined]
