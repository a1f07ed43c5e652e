"""Files that are wrong get a sentence, and change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.person import Person
from ui.pages.import_page import ImportPage
from ui.shell.places import Place
from ui.shell.window import MainWindow

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def tess(qtbot: QtBot, window: MainWindow) -> Person:
    return Person(qtbot, window)


def _truncated(folder: Path) -> Path:
    made = folder / "half.xlsx"
    made.write_bytes((DATA / "ofsted_register.xlsx").read_bytes()[:20_000])
    return made


def _not_a_workbook(folder: Path) -> Path:
    made = folder / "letter.xlsx"
    made.write_text("Dear Sir", encoding="utf-8")
    return made


WRONG = {
    "missing": lambda folder: folder / "nothing.xlsx",
    "truncated": _truncated,
    "not a workbook": _not_a_workbook,
    "prices": lambda _: DATA / "framework_price_schedule.xlsx",
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_register_is_refused_in_a_sentence(tess: Person, tmp_path: Path, what: str) -> None:
    tess.window.go(Place("register_import"))
    tess.type("The register’s file", str(WRONG[what](tmp_path)))
    tess.press("Look at it")
    page = tess.page
    assert isinstance(page, ImportPage)
    assert len(page.problem) > 20
    assert "Traceback" not in page.problem
    tess.press("Providers")
    assert tess.table("Services").rows == []
    assert not tess.window.broken  # type: ignore[attr-defined]


def test_no_file_and_no_reference_are_asked_for(tess: Person) -> None:
    tess.window.go(Place("price_import"))
    tess.press("Look at it")
    assert tess.sees("Name the file first.")
    tess.type("The price schedule’s file", str(DATA / "framework_price_schedule.xlsx"))
    tess.press("Look at it")
    assert tess.sees("This is needed.")


def test_going_back_from_a_preview_stores_nothing(qtbot: QtBot, tess: Person) -> None:
    tess.window.go(Place("register_import"))
    tess.type("The register’s file", str(DATA / "ofsted_register.xlsx"))
    tess.press("Look at it")
    assert tess.sees("1,400 added")
    tess.press("Go back")
    tess.press("Providers")
    assert tess.table("Services").rows == []


def test_the_same_register_twice_changes_nothing(tess: Person) -> None:
    for _ in range(2):
        tess.window.go(Place("register_import"))
        tess.type("The register’s file", str(DATA / "ofsted_register.xlsx"))
        tess.press("Look at it")
        if "Accept 1,400 added" in tess.buttons():
            tess.press("Accept 1,400 added")
            tess.settle()
    assert tess.sees("changes nothing")
    assert not any(one.startswith("Accept") for one in tess.buttons())


def test_a_service_is_found_and_suspended(qtbot: QtBot, tess: Person) -> None:
    tess.window.go(Place("register_import"))
    tess.type("The register’s file", str(DATA / "ofsted_register.xlsx"))
    tess.press("Look at it")
    tess.press("Accept 1,400 added")
    tess.settle()
    services = tess.table("Services")
    services.select(lambda _: True)
    name = services.current().name
    qtbot.keyClick(services.view, Qt.Key.Key_Return)
    tess.press("Suspend")
    tess.press("Suspend")
    assert tess.sees("This is needed.")
    tess.type("Reason", "A safeguarding enquiry is open.")
    tess.press("Suspend")
    assert "no search finds it suitable" in tess.message
    assert tess.sees("Suspended by us")
    tess.keys("Ctrl+4")
    tess.press("Suspended by us")
    assert [one.name for one in tess.table("Services").rows] == [name]
