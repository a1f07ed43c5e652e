"""Many documents from a window: chosen in a list, printed, saved together, put on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from pytestqt.qtbot import QtBot

from resources_app.documents.actions import print_contract_schedule
from resources_app.documents.issue_queries import issues_of
from resources_app.documents.queries import document
from resources_app.documents.register_queries import documents
from resources_app.session import Session
from tests.casework.uplift_case import make_framework, place
from tests.ui.person import Person
from ui.pages.batch_form import Where
from ui.pages.batch_panel import BatchPanel
from ui.pages.placement import PlacementPage
from ui.pages.placements import PlacementsPage
from ui.pages.preview_panel import PreviewPanel
from ui.shell.places import Place
from ui.shell.window import MainWindow


@pytest.fixture
def tess(qtbot: QtBot, session: Session, open_window: Callable[[Session], MainWindow]) -> Person:
    """With two placements of two providers."""
    members = make_framework(session)
    for number, urn in enumerate(("SC1001", "SC1002"), start=1):
        place(session, members[urn], f"PLC-{number}", date(2012, 5, number), date(2026, 6, 1))
    return Person(qtbot, open_window(session))


def _choose_all(qtbot: QtBot, tess: Person, name: str) -> None:
    view = tess.table(name).view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def _panel(tess: Person) -> BatchPanel:
    panel = tess.page.panel
    assert isinstance(panel, BatchPanel)
    return panel


def test_schedules_of_chosen_placements_are_printed_and_copied_together(
    qtbot: QtBot, session: Session, tess: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tess.window.go(Place("placements"))
    placements = tess.table("Placements")
    placements.view.clearSelection()
    page = tess.page
    assert isinstance(page, PlacementsPage)
    assert (page.print.isEnabled(), "Choose lines first" in page.print.toolTip()) == (False, True)
    _choose_all(qtbot, tess, "Placements")
    tess.keys("Ctrl+P")
    panel = _panel(tess)
    assert [one.to for one in panel.form.table.rows] == ["Abbot Care", "Birch Homes"]

    # A folder that is not there is said before anything is registered.
    tess.type("Folder for the files", str(tmp_path / "nowhere"))
    tess.press("Print 2 documents")
    assert tess.sees("There is no folder")
    assert documents(session.tables) == []
    tess.type("Folder for the files", str(tmp_path))
    tess.press("Print 2 documents")
    assert tess.message == f"2 documents registered, 2 of them new: copies in {tmp_path}."
    assert len(list(tmp_path.glob("DOC-*.pdf"))) == 2
    assert tess.page.panel is None

    tess.window.go(Place("documents"))
    _choose_all(qtbot, tess, "Documents")
    tess.keys("Ctrl+P")
    panel = _panel(tess)
    panel.form.choices[list(Where).index(Where.ONE)].click()
    tess.type("Where to save the file", str(tmp_path / "both.pdf"))
    tess.press("Copy 2 documents")
    every = documents(session.tables)
    pages = sum(one.pages for one in every)
    assert len(pypdf.PdfReader(tmp_path / "both.pdf").pages) == pages
    assert tess.message == f"2 documents: copies in {tmp_path / 'both.pdf'}."

    def accepted(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
        dialog.printer().setResolution(72)
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", accepted)
    _choose_all(qtbot, tess, "Documents")
    tess.keys("Ctrl+P")
    _panel(tess).form.choices[list(Where).index(Where.PAPER)].click()
    tess.press("Copy 2 documents")
    assert len(pypdf.PdfReader(tmp_path / "paper.pdf").pages) == pages
    assert [len(issues_of(session.tables, one.id)) for one in every] == [3, 3]
    assert not tess.window.broken  # type: ignore[attr-defined]


def _preview(tess: Person) -> None:
    page = tess.page
    assert isinstance(page, PlacementPage)
    page.preview.click()


def test_a_schedule_is_looked_at_before_it_is_registered(session: Session, tess: Person) -> None:
    tess.window.go(Place("placement", "PLC-1"))
    _preview(tess)
    panel = tess.page.panel
    assert isinstance(panel, PreviewPanel)
    # Most of the panel is the page, in any window.
    assert panel.pdf.width() > 0.9 * panel.width()
    assert panel.pdf.height() > 0.6 * panel.height()
    assert tess.sees("Nothing is registered yet, and every page says so.")
    assert panel.pdf.document.pageCount() >= 2
    assert documents(session.tables) == []
    tess.press("Go back")
    assert documents(session.tables) == []
    _preview(tess)
    tess.press("Print and register it")
    (made,) = documents(session.tables)
    assert tess.page.place == Place("document", made.reference)

    tess.window.go(Place("placement", "PLC-1"))
    _preview(tess)
    assert tess.sees(f"{made.reference} says just this")
    tess.press(f"Open {made.reference}")
    assert tess.page.place == Place("document", made.reference)
    assert not tess.window.broken  # type: ignore[attr-defined]


def test_a_document_is_e_mailed_from_its_page(
    session: Session, tess: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESOURCES_APP_HOME", str(tmp_path))
    made = print_contract_schedule(session, "PLC-1")
    tess.window.go(Place("document", made.reference))
    tess.press("E-mail it")
    tess.press("Write the e-mail")
    assert tess.sees("This is needed.")
    tess.type("E-mail", "ann@abbot.example")
    tess.type("Password", "three plain words")
    tess.press("Write the e-mail")
    assert "Tell the password by another way" in tess.message
    (draft,) = tmp_path.rglob("*.eml")
    assert b"three plain words" not in draft.read_bytes()
    (issue,) = issues_of(session.tables, document(session.tables, made.reference).id)
    assert (issue.recipient, issue.address) == ("Abbot Care", "ann@abbot.example")

    # Sent, it need not lie there for a week.
    tess.window.go(Place("settings", tab="officer"))
    assert tess.sees("1 draft in ")
    tess.press("Remove every draft")
    assert not draft.exists()
    assert tess.sees("0 drafts in ")
