"""With a command, the command line; without one, the desktop."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resources_app.documents.drafts import make_drafts_of
from resources_app.session import Session
from resources_app.team.model import Role
from ui.launch import Asked, desktop_asked, open_desktop
from ui.preferences import Preferences

SECRET = f"correct horse battery staple {Role.TEAM_MANAGER}"


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], Asked()),
        (["--store", "a.db"], Asked(Path("a.db"))),
        (["--store=a.db", "--passphrase-file", "p"], Asked(Path("a.db"), Path("p"))),
        (["--store", "a.db", "request", "list"], None),
        (["--store"], None),
        (["--help"], None),
    ],
)
def test_what_the_desktop_was_asked_to_open(arguments: list[str], asked: Asked | None) -> None:
    assert desktop_asked(arguments) == asked


def test_the_command_line_starts_without_qt() -> None:
    assert not _loads_qt("import ui.launch")


def test_a_store_begins_to_open_without_qt() -> None:
    assert not _loads_qt("import ui.preferences, ui.opening")
    assert _loads_qt("import ui.shell.desktop")


def _loads_qt(program: str) -> bool:
    program += "; import sys; sys.exit(7 if 'PySide6' in sys.modules else 0)"
    finished = subprocess.run([sys.executable, "-c", program], check=False, cwd=Path.cwd())
    assert finished.returncode in (0, 7)
    return finished.returncode == 7


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    made = tmp_path / "passphrase"
    made.write_text(f"{SECRET}\nnot this line\n", encoding="utf-8")
    return made


def test_a_store_named_with_its_passphrase_opens_at_once(
    qtbot: QtBot,
    preferences: Preferences,
    session: Session,
    store_path: Path,
    passphrase_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RESOURCES_APP_HOME", str(tmp_path))
    draft = make_drafts_of("DOC-26-A7-0007") / "old.eml"
    draft.touch()
    os.utime(draft, (0, 0))
    desktop = open_desktop(Asked(store_path, passphrase_file), preferences)
    with qtbot.waitSignal(desktop.ready, timeout=20_000):
        pass
    assert desktop.unlock is None
    assert desktop.window is not None
    assert desktop.window.desk.officer.name == session.officer.name
    assert preferences.officer_of(store_path) == session.officer.id
    # Documents that lay in plain for long are removed once the window stands.
    qtbot.waitUntil(lambda: not draft.exists())
    desktop.window.close()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"not this one", "That passphrase does not open this store."), (b"\xff", "cannot be read")],
)
def test_a_passphrase_file_that_does_not_help_is_said_and_asked_for_again(
    qtbot: QtBot,
    preferences: Preferences,
    session: Session,
    store_path: Path,
    passphrase_file: Path,
    content: bytes,
    sentence: str,
) -> None:
    passphrase_file.write_bytes(content)
    desktop = open_desktop(Asked(store_path, passphrase_file), preferences)
    qtbot.waitUntil(lambda: desktop.unlock is not None and sentence in desktop.unlock.problem)
    assert desktop.unlock is not None
    desktop.unlock.passphrase.setText(SECRET)
    with qtbot.waitSignal(desktop.ready, timeout=20_000):
        desktop.unlock.open_button.click()
    assert desktop.window is not None
    assert desktop.window.isVisible()
    desktop.window.close()
