"""Children from a case system's file, at the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources_app.children.queries import child_by_identifier
from resources_app.session import Session
from tests.children.case_files import HEADINGS, OMAR, ROWAN, WREN, csv_file
from tests.ui.person import Person
from ui.shell.window import MainWindow

HEADED = (*HEADINGS, "Legal status", "Status start", "School")
FIRST = (
    (*ROWAN, "C2", "01/06/2025", "Marsh Lane School"),
    (*WREN, "S20", "02/11/2024", ""),
    (*OMAR[:3], "31/02/2011", "M", "", "", ""),
)


@pytest.fixture
def tess(qtbot: QtBot, window: MainWindow) -> Person:
    return Person(qtbot, window)


def look_at(tess: Person, path: Path) -> None:
    tess.keys("Ctrl+2")
    tess.press("Import children")
    tess.type("The case system’s file", str(path))
    tess.press("Look at it")


def test_children_are_looked_at_and_taken(tess: Person, session: Session, tmp_path: Path) -> None:
    look_at(tess, csv_file(tmp_path, HEADED, *FIRST))
    assert tess.sees("export.csv: 2 children to add, 0 to change and 0 as they are.")
    (refused,) = tess.table("Refused").rows
    assert (refused.row, refused.field, refused.value) == (4, "DOB", "31/02/2011")
    tess.tab("Added")
    assert [one.name for one in tess.table("Added").rows] == ["Rowan Ashdown", "Wren Ashdown"]
    assert child_by_identifier(session.tables, "40517") is None
    assert not tess.nameless()
    tess.press("Add 2 children")
    tess.settle()
    assert tess.message == "2 children added and 0 changed."
    assert child_by_identifier(session.tables, "40517") is not None
    assert not tess.window.broken  # type: ignore[attr-defined]


def test_what_differs_is_shown_beside_what_is_on_record(tess: Person, tmp_path: Path) -> None:
    look_at(tess, csv_file(tmp_path, HEADED, *FIRST[:2]))
    tess.press("Add 2 children")
    tess.settle()
    moved = (*FIRST[0][:-1], "Chalk Farm Academy")
    look_at(tess, csv_file(tmp_path, HEADED, moved, FIRST[1]))
    (line,) = tess.table("Changed").rows
    assert (line.change.field, line.change.old, line.change.new) == (
        "School",
        "Marsh Lane School",
        "Chalk Farm Academy",
    )
    tess.press("Change 1 child")
    tess.settle()
    look_at(tess, csv_file(tmp_path, HEADED, moved, FIRST[1]))
    assert tess.sees("0 children to add, 0 to change and 2 as they are")
    assert not any(one.startswith(("Add", "Change")) for one in tess.buttons())


def test_a_column_is_named_by_keyboard_and_remembered(
    qtbot: QtBot, tess: Person, session: Session, tmp_path: Path
) -> None:
    headed = ("Key", *HEADINGS[1:])
    look_at(tess, csv_file(tmp_path, headed, ROWAN))
    assert tess.sees("no column is headed as local identifier. Say below which one it is.")
    columns = tess.table("Columns")
    assert columns.select(lambda one: one.heading == "Key")
    qtbot.keyClick(columns.view, Qt.Key.Key_Return)
    tess.choose("Read as", "Local identifier")
    tess.press("Read it so")
    assert tess.sees("1 child to add")
    tess.press("Add 1 child")
    tess.settle()
    look_at(tess, csv_file(tmp_path, headed, ROWAN, WREN))
    assert tess.sees("1 child to add, 0 to change and 1 as they are")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n" + bytes(100), "PDF"),
        (b"Rowan Ashdown\nborn in May\n", "no row of headings"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(
    tess: Person, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "given.csv"
    path.write_bytes(content)
    look_at(tess, path)
    assert tess.sees(said)
    assert not tess.sees("Rowan")
    assert not tess.window.broken  # type: ignore[attr-defined]
