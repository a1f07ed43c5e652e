"""A window on a real store, with background work done at once on the test's own thread."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

# No test opens a window on somebody's screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from resources_app.session import Session
from ui.opening import Entered
from ui.preferences import Preferences
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.theme import ThemeChoice, theme
from ui.shell.window import MainWindow
from ui.shell.work import Op, Work

OpenWindow = Callable[[Session], MainWindow]


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """A desktop switches Python's own collector off for as long as it lives, past its test.

    What a test's windows left to be deleted is deleted with it: no later test dresses it again.
    """
    yield
    gc.enable()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "preferences.json")


@pytest.fixture
def light(qtbot: QtBot) -> None:
    theme.apply(ThemeChoice.LIGHT)


@pytest.fixture
def open_window(qtbot: QtBot, preferences: Preferences, light: None) -> OpenWindow:
    """Call with a session to get the main window of that officer."""

    def opened(session: Session) -> MainWindow:
        work = Work(inline=True, owns_store=False)
        broken: list[BaseException] = []
        work.broke.connect(broken.append)
        work.open(lambda: Entered(session), Op(work, lambda _: None))
        desk = Desk(work, session, preferences)
        window = MainWindow(desk)
        window.broken = broken  # type: ignore[attr-defined]
        qtbot.addWidget(window)
        window.show()
        window.go(Place("today"))
        return window

    return opened


@pytest.fixture
def window(open_window: OpenWindow, session: Session) -> MainWindow:
    """The team manager's window on a fresh store."""
    return open_window(session)
