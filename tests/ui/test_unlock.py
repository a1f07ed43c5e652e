"""The first window: a wrong passphrase gets a sentence, a right one the desktop."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources_app.session import Session
from resources_app.team.model import Role
from ui.preferences import Preferences
from ui.shell.desktop import Desktop
from ui.shell.unlock import UnlockWindow

SECRET = f"correct horse battery staple {Role.TEAM_MANAGER}"
Typed = Callable[[UnlockWindow, Path, str], None]


@pytest.fixture
def desktop(qtbot: QtBot, preferences: Preferences) -> Desktop:
    return Desktop(preferences, inline=True)


def _open(qtbot: QtBot, desktop: Desktop, path: Path, secret: str) -> None:
    unlock = desktop.unlock
    assert unlock is not None
    qtbot.addWidget(unlock)
    unlock.store.line.setText(str(path))
    unlock.passphrase.clear()
    qtbot.keyClicks(unlock.passphrase, secret)
    qtbot.mouseClick(unlock.open_button, Qt.MouseButton.LeftButton)


def test_the_right_passphrase_opens_the_window(
    qtbot: QtBot, desktop: Desktop, session: Session, store_path: Path
) -> None:
    desktop.ask()
    _open(qtbot, desktop, store_path, SECRET)
    assert desktop.window is not None
    qtbot.addWidget(desktop.window)
    assert desktop.window.isVisible()
    assert desktop.window.desk.officer.name == session.officer.name
    assert desktop.preferences.recent_stores == [store_path]
    desktop.window.close()


def test_a_wrong_passphrase_is_said_in_a_sentence_and_may_be_tried_again(
    qtbot: QtBot, desktop: Desktop, session: Session, store_path: Path
) -> None:
    desktop.ask()
    _open(qtbot, desktop, store_path, "not this one")
    assert desktop.window is None
    assert desktop.unlock is not None
    assert "passphrase" in desktop.unlock.problem
    assert desktop.unlock.open_button.isEnabled()
    _open(qtbot, desktop, store_path, SECRET)
    assert desktop.window is not None
    qtbot.addWidget(desktop.window)
    desktop.window.close()


@pytest.mark.parametrize(
    ("again", "sentence"),
    [("something else entirely", "The two passphrases differ."), ("", "differ")],
)
def test_a_new_store_wants_the_passphrase_twice(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path, again: str, sentence: str
) -> None:
    desktop.ask()
    unlock = desktop.unlock
    assert unlock is not None
    qtbot.addWidget(unlock)
    unlock.new_store.line.setText(str(tmp_path / "new.resources"))
    unlock.founder.setText("Amina Khan")
    unlock.new_passphrase.setText("several words are best")
    unlock.again.setText(again)
    unlock.found_button.click()
    assert sentence in unlock.problem
    assert not (tmp_path / "new.resources").exists()


def test_a_new_store_shows_its_recovery_key_once_and_then_opens(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    desktop.ask()
    unlock = desktop.unlock
    assert unlock is not None
    qtbot.addWidget(unlock)
    unlock.new_store.line.setText(str(tmp_path / "new.resources"))
    unlock.founder.setText("Amina Khan")
    unlock.new_passphrase.setText("several words are best")
    unlock.again.setText("several words are best")
    unlock.found_button.click()
    assert len(unlock.key.text()) > 20
    assert desktop.window is None
    unlock.recovered.emit()
    assert desktop.window is not None
    qtbot.addWidget(desktop.window)
    assert desktop.window.desk.officer.name == "Amina Khan"
    desktop.window.close()


def test_what_nothing_reaches_is_looked_for_whether_or_not_the_store_opened(
    qtbot: QtBot, preferences: Preferences, session: Session, store_path: Path
) -> None:
    desktop = Desktop(preferences)
    assert desktop.tidying is not None
    assert not gc.isenabled()
    desktop.ask()
    _open(qtbot, desktop, store_path, "not this one")
    qtbot.waitUntil(lambda: "passphrase" in desktop.unlock.problem)  # type: ignore[union-attr]
    assert desktop.tidying.begun
    _open(qtbot, desktop, store_path, SECRET)
    qtbot.waitUntil(lambda: desktop.window is not None)
    assert desktop.tidying.begun
    assert desktop.window is not None
    desktop.window.close()


def test_a_window_made_while_the_store_opens_is_kept_for_the_right_passphrase(
    qtbot: QtBot, preferences: Preferences, session: Session, store_path: Path
) -> None:
    desktop = Desktop(preferences)
    desktop.ask()
    assert desktop.unlock is not None
    _open(qtbot, desktop, store_path, "not this one")
    qtbot.waitUntil(lambda: "passphrase" in desktop.unlock.problem)  # type: ignore[union-attr]
    assert desktop.window is None
    drafted = desktop.drafted
    assert drafted is not None
    assert not drafted.isVisible()
    with qtbot.waitSignal(desktop.ready, timeout=20_000):
        _open(qtbot, desktop, store_path, SECRET)
    assert desktop.window is drafted
    assert desktop.window.isVisible()
    assert desktop.window.desk.officer.name == session.officer.name
    desktop.window.close()


def test_the_window_is_drafted_while_a_passphrase_is_typed(
    qtbot: QtBot, preferences: Preferences, session: Session, store_path: Path
) -> None:
    """And after locking once more, for whoever comes next."""
    desktop = Desktop(preferences)
    desktop.ask(store_path)
    for _ in range(2):
        qtbot.waitUntil(lambda: desktop.drafted is not None)
        assert desktop.window is None
        with qtbot.waitSignal(desktop.ready, timeout=20_000):
            _open(qtbot, desktop, store_path, SECRET)
        assert desktop.window is not None
        assert desktop.drafted is None
        desktop.lock()
    assert desktop.unlock is not None
    desktop.unlock.close()
