"""Kept searches on the Search tab: switches that last, an earlier one opened, one used again."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.made_up import add_service, ask
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.request_search import SearchTab
from ui.shell.places import Place

GRADE = "Ofsted’s grade: must, wish or off"


def test_what_was_changed_lasts_and_can_be_used_again(
    qtbot: QtBot, open_window: OpenWindow, session_for: Callable[[Role], Session]
) -> None:
    officer, head = session_for(Role.PLACEMENT_OFFICER), session_for(Role.HEAD_OF_SERVICE)
    reference = ask(officer, head)
    add_service(officer, "1000001", postcode="HP13 6PG")
    add_service(officer, "1000002", overall_effectiveness="Inadequate")
    amina = Person(qtbot, open_window(officer))
    amina.window.go(Place("request", reference, "search"))
    tab = amina.page.tabs.built("search")
    assert isinstance(tab, SearchTab)
    assert len(tab.results.fitting.rows) == 2
    amina.choose(GRADE, "Must")
    qtbot.waitUntil(lambda: len(tab.results.fitting.rows) == 1)
    amina.press("Keep this search")
    # Another page and back: the switch is as it was kept.
    amina.window.go(Place("today"))
    amina.window.go(Place("requests"))
    amina.window.go(Place("request", reference, "search"))
    assert len(tab.results.fitting.rows) == 1
    amina.press("As the request says")
    qtbot.waitUntil(lambda: len(tab.results.fitting.rows) == 2)
    amina.press("Keep this search")
    # The one before is opened as it was made, with its places on the map, and named.
    (latest, first) = tab.shelf.lines()
    assert latest.endswith("Amina Khan: 2 of 2 fitted")
    assert first.endswith("Amina Khan: 1 of 2 fitted")
    tab.shelf.choose(first)
    assert [one.urn for one in tab.results.fitting.rows] == ["1000001"]
    assert [spot.key for spot in tab._spots] == ["1000001"]
    amina.press("Name it")
    amina.type("Name", "Good ones")
    amina.press("Keep the name")
    assert not amina.nameless()
    amina.press("Back to now")
    assert len(tab.results.fitting.rows) == 2
    tab.shelf.choose("Use “Good ones”")
    assert len(tab.results.fitting.rows) == 1
    # And a travel time is entered from the home that is selected.
    amina.press("Enter a travel time")
    amina.choose("To", "School")
    amina.type("Minutes", "25")
    amina.press("Keep the travel time")
    assert amina.sees("25 min to school")
