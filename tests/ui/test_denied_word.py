"""What is left to do once a spoken approval is denied after the child was placed on it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from resources_app.casework.spoken import Spoken, deny_spoken, record_spoken
from resources_app.foundations.clock import FixedClock
from resources_app.placements.actions import place_child
from resources_app.placements.model import PlacementTerms
from resources_app.session import Session
from tests.casework.conftest import START, Steps, steps, urgent
from tests.requests.conftest import authorised, draft, head, market, officer, submitted, whole
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.request import RequestPage
from ui.shell.places import Place

__all__ = ["authorised", "draft", "head", "market", "officer", "steps", "submitted", "whole"]


def test_the_funding_is_approved_after_all(
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
    place_child(officer, reference, PlacementTerms(START))
    deny_spoken(head, reference, words="Not at this price.")
    person = Person(qtbot, open_window(head))
    person.window.go(Place("request", reference, "decision"))
    assert person.sees("Up for approval")
    assert not person.sees("Refuse the funding")
    assert isinstance(person.page, RequestPage)
    person.page.do("approve_decision")
    person.press("Approve £1,040.00 a week")
    assert person.message == f"The funding of {reference} is approved."
    assert not person.sees("Up for approval")
