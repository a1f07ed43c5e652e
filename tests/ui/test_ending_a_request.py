"""Withdrawing and closing say what goes with the request before the reason is asked for."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from resources_app.casework.spoken import Spoken, record_spoken
from resources_app.foundations.clock import FixedClock
from resources_app.requests.model import State
from resources_app.requests.queries import request
from resources_app.session import Session
from tests.casework.conftest import (
    Steps,
    authorised,
    draft,
    head,
    market,
    officer,
    steps,
    submitted,
    urgent,
    whole,
)
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.request import RequestPage
from ui.shell.places import Place

__all__ = ["authorised", "draft", "head", "market", "officer", "steps", "submitted", "whole"]


def at_request(bot: QtBot, open_window: OpenWindow, session: Session, reference: str) -> Person:
    person = Person(bot, open_window(session))
    person.window.go(Place("request", reference))
    return person


def begin(person: Person, action: str) -> None:
    assert isinstance(person.page, RequestPage)
    person.page.do(action)


def test_what_goes_with_it_is_read_first(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, steps: Steps
) -> None:
    reference = steps.offered()
    person = at_request(qtbot, open_window, officer, reference)
    begin(person, "withdraw_request")
    assert person.sees("1 offer is taken back: Service first.")
    (told,) = (one for one in person.texts() if "To be told that it is over" in one)
    assert "Service also first" in told
    person.choose("Reason", "The child returned home")
    person.press("Withdraw the request")
    assert person.message == f"{reference} is withdrawn. 2 services to be told."
    assert request(officer.tables, reference).state is State.WITHDRAWN


def test_what_is_in_the_way_is_read_and_the_button_rests(
    qtbot: QtBot,
    open_window: OpenWindow,
    officer: Session,
    head: Session,
    steps: Steps,
    clock: FixedClock,
) -> None:
    reference = steps.decided()
    urgent(officer, reference)
    record_spoken(officer, reference, Spoken(head.officer.initials, clock.now(), "Go ahead."))
    person = at_request(qtbot, open_window, officer, reference)
    begin(person, "close_request")
    assert person.sees("Hugh Oyelaran approved it by word, and confirms or denies that first")
    panel = person.page.panel
    assert panel is not None
    assert not panel.do.isEnabled()
    assert "confirms or denies that first" in panel.do.toolTip()
