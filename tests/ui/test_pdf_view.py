"""A document on screen: gone through by page and by heading, searched, looked at closely."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPdf import QPdfBookmarkModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resources_app.printing.contract_schedule import render
from tests.printing.samples import sample_schedule
from ui.shell.widgets.pdf_view import PdfView


@pytest.fixture(scope="module")
def content() -> bytes:
    """A contract schedule of four pages."""
    return render(sample_schedule()).bytes


@pytest.fixture
def shown(qtbot: QtBot, light: None, content: bytes) -> PdfView:
    view = PdfView()
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show_pdf(content)
    view.show()
    view.setFocus()
    return view


def test_pages_are_gone_through_by_keys_and_by_their_number(qtbot: QtBot, shown: PdfView) -> None:
    last = shown.document.pageCount()
    assert last >= 3
    assert (shown.page.text(), shown.pages.text()) == ("1", f"of {last} pages")
    qtbot.keyClick(shown.view, Qt.Key.Key_End)
    assert (shown.at, shown.page.text()) == (last - 1, str(last))
    qtbot.keyClick(shown.view, Qt.Key.Key_Home)
    assert shown.page.text() == "1"
    for _ in range(2):
        qtbot.keyClick(shown.view, Qt.Key.Key_PageDown)
    assert shown.view.verticalScrollBar().value() > 0

    shown.page.setFocus()
    qtbot.keyClick(shown.page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(shown.page, "2")
    qtbot.keyClick(shown.page, Qt.Key.Key_Return)
    assert shown.at == 1
    qtbot.keyClick(shown.page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(shown.page, "99")
    qtbot.keyClick(shown.page, Qt.Key.Key_Return)
    assert (shown.at, shown.page.text()) == (last - 1, str(last))


def test_words_are_found_marked_and_shown_one_after_another(qtbot: QtBot, shown: PdfView) -> None:
    qtbot.keyClick(shown.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.search.line.hasFocus()
    qtbot.keyClicks(shown.search.line, "OFFICIAL-SENSITIVE")
    marks = 2 * shown.document.pageCount()  # at the head and the foot of every page
    qtbot.waitUntil(lambda: shown.search.told.text() == f"1 of {marks}")
    qtbot.keyClick(shown.search.line, Qt.Key.Key_Return)
    qtbot.keyClick(shown.search.line, Qt.Key.Key_Return)
    assert (shown.search.told.text(), shown.at) == (f"3 of {marks}", 1)
    assert shown.view.currentSearchResultIndex() == 2
    qtbot.keyClick(shown, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert (shown.search.told.text(), shown.at) == (f"2 of {marks}", 0)

    shown.search.line.setFocus()
    qtbot.keyClick(shown.search.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(shown.search.line, "zebra")
    qtbot.waitUntil(lambda: shown.search.told.text() == "Not found")
    qtbot.keyClick(shown.search.line, Qt.Key.Key_Escape)
    assert shown.search.isHidden()
    assert shown.view.hasFocus()


def test_headings_stand_beside_the_pages_and_lead_to_them(qtbot: QtBot, shown: PdfView) -> None:
    model = shown.headings.model()
    assert shown.headings.isVisible()
    last = model.index(model.rowCount(QModelIndex()) - 1, 0)
    assert "sign" in str(model.data(last, QPdfBookmarkModel.Role.Title)).lower()
    at = shown.headings.visualRect(last).center()
    qtbot.mouseClick(shown.headings.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.at == shown.document.pageCount() - 1
    shown.outline.click()
    assert shown.headings.isHidden()


def test_a_page_is_looked_at_closely_and_as_a_whole(qtbot: QtBot, shown: PdfView) -> None:
    wide = shown.scale
    qtbot.keyClick(shown.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert shown.scale == pytest.approx(wide * 1.2)
    assert shown.zoom.text() == f"{wide * 1.2:.0%}"
    qtbot.keyClick(shown.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert shown.scale == pytest.approx(wide)
    middle = QPointF(shown.view.viewport().rect().center())
    turned = QWheelEvent(
        middle,
        shown.view.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(shown.view.viewport(), turned)
    assert shown.scale == pytest.approx(wide * 1.2)
    qtbot.keyClick(shown.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert shown.view.zoomMode() is QPdfView.ZoomMode.FitToWidth
    assert shown.scale == pytest.approx(wide)
