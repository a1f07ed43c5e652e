"""Prices are raised at a window: chosen, looked at, put up, and approved by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources_app.agreements.queries import price
from resources_app.agreements.uplift_queries import uplifts
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.uplift_case import FRAMEWORK, NEXT_APRIL, make_framework, place
from tests.ui.person import Person
from ui.pages.agreement import AgreementPage
from ui.pages.new_uplift import NewUpliftPage
from ui.shell.places import Place
from ui.shell.window import MainWindow

OpenWindow = Callable[[Session], MainWindow]


@pytest.fixture
def framework(session: Session) -> dict[str, str]:
    members = make_framework(session)
    place(session, members["SC1001"], "PLC-1", date(2012, 5, 1), date(2026, 6, 1))
    return members


@pytest.fixture
def tess(qtbot: QtBot, framework: dict[str, str], window: MainWindow) -> Person:
    tess = Person(qtbot, window)
    tess.window.go(Place("agreement", FRAMEWORK))
    return tess


@pytest.fixture
def hugh(qtbot: QtBot, open_window: OpenWindow, session_for: Callable[[Role], Session]) -> Person:
    return Person(qtbot, open_window(session_for(Role.HEAD_OF_SERVICE)))


def _put_up(tess: Person) -> str:
    tess.press("Raise prices")
    tess.type("Per cent", "3.5")
    tess.type("From", "1/4/2027")
    tess.choose("Lot", "1 Residential")
    tess.press("Look at it")
    tess.type("Why", "CPI of February, by letter of 12 March.")
    tess.press("Put up 2 rates")
    tess.settle()
    return tess.page.place.key


def test_prices_are_looked_at_put_up_and_approved(
    session: Session, tess: Person, hugh: Person, tmp_path: Path
) -> None:
    tess.press("Raise prices")
    page = tess.page
    assert isinstance(page, NewUpliftPage)
    tess.type("Per cent", "3.5")
    tess.choose("Lot", "1 Residential")
    tess.press("Look at it")
    assert tess.sees("3.5 % from 1 Apr 2027, lot 1: 2 rates would change.")
    assert tess.sees("1 live placement: £49.00 more in the first week, £2,562.00 more")
    assert tess.sees("The lowest role that may approve it is a team manager; never you")
    rows = tess.table("Rates").rows
    assert [(one.old_pence, one.new_pence) for one in rows] == [
        (100_000, 103_500),
        (140_000, 144_900),
    ]
    tess.tab("Live placements  1")
    assert [one.placement for one in tess.table("Live placements").rows] == ["PLC-1"]
    assert uplifts(session.tables) == []
    tess.press("Put up 2 rates for approval")
    assert tess.sees("This is needed.")
    tess.type("Why", "CPI of February, by letter.")
    tess.press("Put up 2 rates for approval")
    tess.settle()
    reference = tess.page.place.key
    assert tess.message == f"{reference} is put up for approval. No price has changed yet."
    assert tess.sees("nobody approves their own")

    hugh.window.go(Place("uplift", reference))
    assert hugh.sees("CPI of February, by letter.")
    hugh.press("Approve")
    hugh.press("Approve: 2 rates take over on 1 Apr 2027")
    assert hugh.message.startswith(f"{reference} is approved. 2 rates take over from theirs")
    assert hugh.sees("Approved")
    answer = price(session.tables, FRAMEWORK, "1", "SC1001", age=14, on=NEXT_APRIL)
    assert answer.amount_pence == 144_900
    # By keyboard: the next thing to do is to write to the providers.
    hugh.keys("Ctrl+Return")
    hugh.type("Folder for the files", str(tmp_path))
    hugh.press("Print 1 document")
    assert hugh.message == f"1 document registered, 1 of them new: copies in {_only(tmp_path)}."
    (letter,) = hugh.table("Letters").rows
    assert (letter.made_for, letter.subject_reference) == ("Abbot Care", reference)
    hugh.press("Print one letter…")
    hugh.choose("Provider", "Abbot Care")
    hugh.press("Print it")
    assert hugh.message == f"{letter.reference} was registered already, unchanged."
    assert not hugh.window.broken  # type: ignore[attr-defined]


def _only(folder: Path) -> Path:
    """The only letter in a folder."""
    (file,) = folder.glob("DOC-*.pdf")
    return file


def test_an_approver_refuses_with_the_reason(session: Session, tess: Person, hugh: Person) -> None:
    reference = _put_up(tess)
    hugh.window.go(Place("uplift", reference))
    hugh.press("Refuse")
    hugh.press("Refuse it")
    assert hugh.sees("This is needed.")
    hugh.type("Why not", "Not in the budget.")
    hugh.press("Refuse it")
    assert hugh.message == f"{reference} is refused. Every price stays as it is."
    assert "Refuse" not in hugh.buttons()


def test_an_uplift_is_taken_back_and_listed(tess: Person) -> None:
    reference = _put_up(tess)
    tess.press("Take it back")
    tess.type("Why it is taken back", "The letter named another day.")
    tess.press("Take it back")
    tess.window.go(Place("agreement", FRAMEWORK, "uplifts"))
    (row,) = tess.table("Uplifts").rows
    assert (row.reference, row.state) == (reference, "withdrawn")


def test_an_index_is_capped_and_a_cap_too_high_is_refused_at_its_field(
    qtbot: QtBot, tess: Person
) -> None:
    tess.press("Raise prices")
    tess.tab("A capped index")
    tess.type("Its figure, per cent", "3.8")
    tess.type("Where it was read", "ONS, February 2027")
    tess.type("At most, per cent", "4")
    tess.press("Look at it")
    assert tess.sees("Agreement FW-1 caps its uplift at 3 %.")
    tess.type("At most, per cent", "3")
    # By keyboard: the page's next action.
    tess.keys("Ctrl+Return")
    assert tess.sees("CPI of 3.8 %, capped at 3 % from 1 Apr 2027")
    tess.tab("Cannot be changed  1")
    (left,) = tess.table("Cannot be changed").rows
    assert "above lot 2’s ceiling" in left.why
    tess.press("Go back")
    assert tess.sees("Round each to the")


def test_a_new_schedule_is_compared_cell_by_cell(tess: Person, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Lot 1 Residential"
    for line in (["URN", "Tier", "0-10", "11-17"], ["SC1001", 1, 1_040, "€1,450"]):
        sheet.append(line)
    book.save(tmp_path / "prices.xlsx")
    tess.press("Raise prices")
    tess.tab("A new price schedule")
    tess.press("Look at it")
    assert tess.sees("Name the new schedule’s file.")
    tess.type("The new schedule’s file", str(tmp_path / "prices.xlsx"))
    tess.press("Look at it")
    (row,) = tess.table("Rates").rows
    assert (row.new_pence, row.source_cell) == (104_000, "Lot 1 Residential!C2")
    tess.tab("Not read  1")
    assert "not an amount" in tess.table("Not read").rows[0].why


def test_what_was_typed_wrong_is_said_at_the_field(tess: Person) -> None:
    tess.press("Raise prices")
    tess.type("Per cent", "lots")
    tess.type("From", "")
    tess.press("Look at it")
    assert tess.sees("“lots” is not a percentage.")
    assert tess.sees("This is needed.")
    assert tess.nameless() == []


def test_terms_are_changed_in_a_panel(session: Session, tess: Person) -> None:
    tess.tab("Terms")
    assert tess.sees("None agreed: the price is paid in full while a child is away")
    tess.press("Change the terms")
    tess.type("Notice, days", "14")
    tess.type("Most in a year, per cent", "2.5")
    tess.press("Add to retainers")
    tess.choose("Away because of, line 1", "Hospital")
    tess.type("Nights in full, line 1", "14")
    tess.type("Then per cent, line 1", "50")
    tess.press("Save the terms")
    assert tess.sees("This is needed.")
    tess.type("Why they change", "Deed of variation 1.")
    tess.press("Save the terms")
    assert tess.message == "The terms of FW-1 are changed."
    assert tess.sees("Hospital: 14 nights in full, then 50 %")
    assert tess.sees("2.5 %")
    assert session.tables.value("SELECT notice_days FROM agreement") == 14
    assert not tess.window.broken  # type: ignore[attr-defined]


def test_who_may_not_is_told_why(
    qtbot: QtBot,
    framework: dict[str, str],
    open_window: OpenWindow,
    session_for: Callable[[Role], Session],
) -> None:
    amina = Person(qtbot, open_window(session_for(Role.PLACEMENT_OFFICER)))
    amina.window.go(Place("agreement", FRAMEWORK))
    page = amina.page
    assert isinstance(page, AgreementPage)
    assert "may not keep agreements and prices" in page.raise_prices.reason
    amina.keys("Ctrl+Return")
    assert isinstance(amina.page, AgreementPage)


def test_a_price_says_why_at_any_day(qtbot: QtBot, tess: Person) -> None:
    page = tess.page
    assert isinstance(page, AgreementPage)
    grid = page.prices.grid
    assert grid is not None
    grid.view.setCurrentIndex(grid.view.rows_model.index(0, 2))
    assert "£1,000.00 a week (core weekly fee)" in page.prices.why.text()
    qtbot.keyClick(grid.view, Qt.Key.Key_Right)
    assert "£1,400.00 a week (core weekly fee)" in page.prices.why.text()
    tess.type("As at", "1/1/2020")
    assert tess.sees("Nobody is in this lot on that day")
