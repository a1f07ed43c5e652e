"""E-mails and files dropped on a request or a child's file, read, copied, taken away."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resources_app.foundations.fields import Field
from resources_app.requests import actions
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.mail.letters import mail
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.child import ChildPage
from ui.pages.file import FilePage
from ui.pages.request import RequestPage
from ui.shell.places import Place
from ui.shell.widgets.editors import ParagraphEditor

DATA = Path(__file__).parents[1] / "data"
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def officer(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


@pytest.fixture
def reference(officer: Session) -> str:
    data = json.loads((DATA / "request.json").read_text(encoding="utf-8"))
    return actions.create_request(officer, data).reference


@pytest.fixture
def amina(qtbot: QtBot, open_window: OpenWindow, officer: Session) -> Person:
    return Person(qtbot, open_window(officer))


def held(*files: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    return data


def drop(page: RequestPage | ChildPage, data: QMimeData) -> None:
    """Hold something over the page, and let it go."""
    how = (QPointF(90, 90), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS)
    enter = QDropEvent(*how, QEvent.Type.DragEnter)
    QApplication.sendEvent(page, enter)
    cover = page.files.cover
    assert enter.isAccepted()
    assert cover.isVisible()
    assert cover.geometry() == page.rect()
    cover.dropEvent(QDropEvent(*how))
    assert not cover.isVisible()


def test_an_e_mail_dropped_on_a_request_is_kept_read_and_copied(
    amina: Person, reference: str, tmp_path: Path
) -> None:
    made = mail()
    made.add_attachment(b"As agreed.", "text", "plain", filename="Plan.txt")
    letter = tmp_path / "A home.eml"
    letter.write_bytes(made.as_bytes())
    # On whichever tab: here on the request's own text.
    amina.window.go(Place("request", reference, "request"))
    assert isinstance(amina.page, RequestPage)
    drop(amina.page, held(letter))
    assert amina.message == "“Rowan: a home from Friday” is kept with 1 file."
    amina.tab("Documents")
    rows = amina.table("Files kept with this request").rows
    assert [one.file_name for one in rows] == ["A home.eml", "Plan.txt"]
    assert not amina.nameless()
    drop(amina.page, held(letter))
    assert "was kept already" in amina.message

    amina.table("Files kept with this request").opened.emit(rows[0])
    page = amina.page
    assert isinstance(page, FilePage)
    assert amina.sees("sent 23 Nov 2026 17:42")
    assert page.text.toPlainText() == "Until Friday."
    page.save_to(tmp_path / "copy.eml")
    assert (tmp_path / "copy.eml").read_bytes() == made.as_bytes()
    amina.press("Take it away…")
    amina.press("Take it away")
    assert amina.sees("This is needed.")
    amina.type("Why", "It is about another child.")
    amina.press("Take it away")
    assert amina.page.place == Place("request", reference, "documents")
    assert not amina.table("Files kept with this request").rows
    assert not amina.window.broken  # type: ignore[attr-defined]


def test_a_file_dropped_on_a_childs_file_is_kept_there(
    amina: Person, officer: Session, reference: str, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("She rang.", "utf-8")
    child_id = request(officer.tables, reference).child_id
    identifier = officer.tables.value("SELECT local_identifier FROM child WHERE id = ?", [child_id])
    amina.window.go(Place("child", identifier, "documents"))
    assert isinstance(amina.page, ChildPage)
    drop(amina.page, held(note))
    (kept,) = amina.table("Files kept").rows
    assert (kept.file_name, kept.request_reference) == ("note.txt", "")
    amina.find(kept.reference)
    assert isinstance(amina.page, FilePage)
    assert amina.page.text.toPlainText() == "She rang."


def test_what_is_not_a_file_yet_or_cannot_be_kept_is_said(
    amina: Person, reference: str, tmp_path: Path
) -> None:
    amina.window.go(Place("request", reference, "request"))
    assert isinstance(amina.page, RequestPage)
    promise = QMimeData()
    promise.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"\1")
    drop(amina.page, promise)
    assert "Save it first" in amina.message
    (tmp_path / "empty.pdf").touch()
    drop(amina.page, held(tmp_path / "empty.pdf"))
    assert "The file is empty." in amina.message
    # A text field leaves files to the page.
    area = ParagraphEditor(Field("about", "Story so far")).area
    assert not area.canInsertFromMimeData(held(tmp_path / "empty.pdf"))


def test_an_auditor_sees_why_nothing_may_be_added(
    qtbot: QtBot,
    open_window: OpenWindow,
    session_for: Callable[[Role], Session],
    reference: str,
    tmp_path: Path,
) -> None:
    audrey = Person(qtbot, open_window(session_for(Role.AUDITOR)))
    audrey.window.go(Place("request", reference, "documents"))
    assert isinstance(audrey.page, RequestPage)
    (tmp_path / "a.txt").write_text("a", "utf-8")
    drop(audrey.page, held(tmp_path / "a.txt"))
    assert "may not keep placement requests" in audrey.message
    assert not audrey.table("Files kept with this request").rows
