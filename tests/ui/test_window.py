"""The window wires pages: where we are, back and forward, what can be found and done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources_app.session import Session
from tests.ui.person import Person
from ui.pages.table import PAGES
from ui.preferences import Preferences
from ui.shell.bug import detail_of
from ui.shell.commands import COMMANDS, matching
from ui.shell.places import Place
from ui.shell.theme import theme
from ui.shell.window import MARKING, MainWindow

OpenWindow = Callable[[Session], MainWindow]


@pytest.fixture
def tess(qtbot: QtBot, window: MainWindow) -> Person:
    """The team manager at her window."""
    return Person(qtbot, window)


def test_the_marking_stands_over_everything(tess: Person) -> None:
    assert tess.sees(MARKING)


@pytest.mark.parametrize("key", [key for key, row in PAGES.items() if row.rail])
def test_every_page_of_the_rail_opens_on_an_empty_store(tess: Person, key: str) -> None:
    tess.press(PAGES[key].label)
    assert tess.page.place == Place(key)
    assert tess.message == ""
    assert not tess.window.broken  # type: ignore[attr-defined]


def test_back_and_forward_go_where_we_were(tess: Person) -> None:
    tess.press("Requests")
    tess.press("Providers")
    tess.keys("Alt+Left")
    assert tess.page.place == Place("requests")
    tess.keys("Alt+Right")
    assert tess.page.place == Place("providers")


def test_the_box_finds_what_can_be_done(qtbot: QtBot, tess: Person) -> None:
    tess.keys("Ctrl+K")
    finder = tess.window.top.finder
    qtbot.keyClicks(finder, "price sched")
    assert finder.listed == ["Import a price schedule   Ctrl+Shift+P"]
    qtbot.keyClick(finder, Qt.Key.Key_Return)
    assert tess.page.place == Place("price_import")


def test_every_shortcut_is_told_and_none_is_given_twice(tess: Person) -> None:
    shortcuts = [one.shortcut for one in COMMANDS if one.shortcut]
    assert len(set(shortcuts)) == len(shortcuts)
    tess.keys("F1")
    shown = [one.shortcut for one in tess.table("Keyboard shortcuts").rows]
    assert shown == shortcuts


def test_commands_are_found_by_other_words_too() -> None:
    assert [one.id for one in matching("frameworks")] == ["agreements"]
    assert matching("no such thing") == []


def test_the_rail_narrows_and_remembers(tess: Person, preferences: Preferences) -> None:
    tess.keys("Ctrl+B")
    assert preferences.rail_narrow
    tess.keys("Ctrl+B")
    assert not preferences.rail_narrow


def test_light_turns_dark_and_is_remembered(tess: Person, preferences: Preferences) -> None:
    tess.keys("Ctrl+Shift+D")
    assert theme.tokens.name == preferences.theme == "dark"
    tess.keys("Ctrl+Shift+D")
    assert theme.tokens.name == "light"


def test_every_field_and_button_that_can_be_reached_has_a_name(tess: Person) -> None:
    for key in ("today", "requests", "new_request", "providers", "register_import", "price_import"):
        tess.window.go(Place(key))
        assert tess.nameless() == []


def test_changing_officer_asks_for_a_passphrase(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.locked):
        Person(qtbot, window).keys("Ctrl+L")


def test_the_detail_of_a_bug_holds_nothing_of_what_was_typed() -> None:
    def broken(name: str) -> None:
        raise ValueError(f"no such child as {name}")

    try:
        broken("Rowan Ashdown")
    except ValueError as error:
        detail = detail_of(error)
    assert "builtins.ValueError" in detail
    assert "in broken" in detail
    assert "Rowan" not in detail
    assert "Ashdown" not in detail
