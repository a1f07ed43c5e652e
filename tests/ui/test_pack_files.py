"""A kept report is put in with the pack, read where no search can, moved and taken out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources_app.casework.attaching import keep_on_file, keep_with_request
from resources_app.documents.pack_attachment_queries import pack_attachments
from resources_app.requests import actions
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.documents import odd_files as odd
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place

DATA = Path(__file__).parents[1] / "data"
_KEPT = "Files kept with this request"


@pytest.fixture
def officer(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


@pytest.fixture
def reference(officer: Session, tmp_path: Path) -> str:
    """A request with a plan, a drawing and a locked report kept with it, and one on the file."""
    data = json.loads((DATA / "request.json").read_text(encoding="utf-8"))
    made = actions.create_request(officer, data).reference
    files = {
        "plan.pdf": odd.pdf_saying("Seen with Rowan", change=odd.with_everything_that_acts),
        "drawing.png": odd.picture("PNG", (400, 300)),
        "locked.pdf": odd.locked("secret"),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    keep_with_request(officer, made, [tmp_path / name for name in files])
    (tmp_path / "clinic.pdf").write_bytes(odd.pdf_saying("Glasses to read"))
    keep_on_file(officer, data["child"]["local_identifier"], [tmp_path / "clinic.pdf"])
    return made


def test_a_report_and_a_drawing_go_with_the_pack(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, reference: str
) -> None:
    amina = Person(qtbot, open_window(officer))
    amina.window.go(Place("request", reference, "documents"))

    def select(name: str) -> None:
        assert amina.table(_KEPT).select(lambda one: one.file_name == name)

    def put_in(title: str, what: str) -> None:
        amina.press("Put in with the pack…")
        amina.choose("What it is", what)
        amina.type("Title", title)
        amina.press("Put it in")

    def going() -> list[tuple[int, str]]:
        found = pack_attachments(officer.tables, request(officer.tables, reference).id)
        return [(one.position, one.heading) for one in found]

    select("locked.pdf")
    put_in("Report", "Education report")
    assert amina.sees("locked.pdf: It is protected with a password.")
    amina.press("Go back")

    select("plan.pdf")
    put_in("School plan", "Education report")
    assert "“School plan” goes with the pack as attachment 1." in amina.message
    assert "Left out: 2 scripts" in amina.message
    assert "It stops the anonymised pack: “School plan”, page 1" in amina.message
    select("drawing.png")
    put_in("A drawing", "Other document")
    assert going() == [(1, "School plan"), (2, "A drawing")]

    select("drawing.png")
    columns = {one.label: one for one in amina.table(_KEPT).view.rows_model.columns}
    row = amina.table(_KEPT).current()
    assert columns["In the pack"].text(row) == "2. A drawing"
    assert columns["Pages"].text(row) == "1 page to read"
    assert not amina.nameless()
    amina.press("Say that you read it…")
    amina.press("I have read it, and it names nobody")
    assert amina.sees("This is needed.")
    amina.type("What is on them", "A dog. No words.")
    amina.press("I have read it, and it names nobody")
    select("drawing.png")
    assert columns["Pages"].text(amina.table(_KEPT).current()) == "1 page"

    view = amina.table(_KEPT).view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert going() == [(1, "A drawing"), (2, "School plan")]
    select("plan.pdf")
    amina.press("How it goes…")
    amina.choose("Goes with", "The full pack only")
    amina.press("Change it")
    assert "stops" not in amina.message
    select("drawing.png")
    amina.press("Take out of the pack")
    assert amina.message == "“A drawing” no longer goes with the pack."
    select("clinic.pdf")
    assert columns["From"].text(amina.table(_KEPT).current()) == "The child’s file"
    put_in("", "Health report")
    assert going() == [(1, "School plan"), (2, "Health report")]
    assert not amina.window.broken  # type: ignore[attr-defined]
