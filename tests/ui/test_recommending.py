"""A manager below the limit recommends; what a role may approve is set on the Team tab."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from resources_app.approvals.queries import limits_on
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import (
    Steps,
    authorised,
    draft,
    head,
    market,
    officer,
    steps,
    submitted,
    whole,
)
from tests.casework.test_worklist import DEAR
from tests.conftest import SessionFor
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place

__all__ = ["authorised", "draft", "head", "market", "officer", "steps", "submitted", "whole"]


def test_a_recommendation_is_made_and_read_by_whoever_approves(
    qtbot: QtBot,
    open_window: OpenWindow,
    session: Session,
    session_for: SessionFor,
    steps: Steps,
) -> None:
    reference = steps.decided(DEAR)
    person = Person(qtbot, open_window(session))
    person.window.go(Place("request", reference, "decision"))
    person.press("Recommend it to whoever may")
    person.press("Recommend it")
    assert person.sees("This is needed.")
    person.type("In your words", "The only home for both.")
    person.press("Recommend it")
    assert person.sees("Recommended")
    assert person.sees("“The only home for both.”")
    assert "Recommend it to whoever may" not in person.buttons()
    director = Person(qtbot, open_window(session_for(Role.SERVICE_DIRECTOR)))
    director.window.go(Place("request", reference, "decision"))
    assert director.sees("Tess Malone (team manager)")
    assert director.sees("Approve £6,200.00 a week")


def test_a_limit_is_set_for_another_role_than_ones_own(
    qtbot: QtBot, open_window: OpenWindow, head: Session
) -> None:
    person = Person(qtbot, open_window(head))
    person.window.go(Place("settings", tab="team"))
    person.press("Set a limit")
    assert not any("Head of service" in one for one in person.choices("Whose limit"))
    person.choose("Whose limit", "Team manager")
    person.type("A week", "2000")
    person.type("In twelve months", "104000")
    person.type("From", "1 December 2026")
    person.press("Set the limit")
    assert person.message == (
        "From 1 Dec 2026 a team manager approves up to £2,000.00 a week and £104,000.00 a year."
    )
    found = limits_on(head.tables, date(2026, 12, 1))[Role.TEAM_MANAGER]
    assert (found.weekly_pence, found.annual_pence) == (200_000, 10_400_000)
    assert limits_on(head.tables, date(2026, 11, 30))[Role.TEAM_MANAGER].weekly_pence != 200_000
