"""The list of breaches: what was missed, what is to come, and what was met late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources_app.placements.actions import complete_duty, place_child
from resources_app.placements.duty_queries import open_duties
from resources_app.placements.model import PlacementTerms
from resources_app.session import Session
from tests.casework.conftest import (
    OFFER,
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
from tests.conftest import TODAY
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.shell.places import Place

__all__ = ["authorised", "draft", "head", "market", "officer", "steps", "submitted", "whole"]
# Its duties were due five working days later, on Monday 9 November: two weeks ago.
START = date(2026, 11, 2)


def test_breaches_are_listed_narrowed_and_opened(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, steps: Steps
) -> None:
    made = place_child(
        officer, steps.approved(replace(OFFER, available_from=START)), PlacementTerms(START)
    )
    plan = next(
        one
        for one in open_duties(officer.tables, TODAY)
        if one.code == "plan" and one.placement_reference == made.reference
    )
    complete_duty(officer, plan.id, TODAY - timedelta(days=4), how="portal")
    person = Person(qtbot, open_window(officer))
    person.press("Breaches")
    table = person.table("Time limits")
    late = [one for one in table.rows if one.reference == made.reference]
    assert late
    assert {one.days_late for one in late} == {14}
    assert plan.id not in {one.duty_id for one in table.rows}
    assert person.sees(f"{len(table.rows)} missed")
    assert person.nameless() == []

    person.choose("Whose limits", "Contract")
    assert person.sees("Nothing is late or due")
    person.choose("Whose limits", "Statutory")
    person.type("Narrow the list to lines with these words", "doctor 0001")
    (doctor,) = person.table("Time limits").rows
    assert doctor.what.startswith("Notify the child’s doctor")

    person.type("Narrow the list to lines with these words", "")
    person.choose("Show", "Met late, in the last 3 months")
    (met,) = person.table("Time limits").rows
    assert (met.duty_id, met.met_on, met.days_late) == (plan.id, date(2026, 11, 19), 10)
    table = person.table("Time limits")
    assert table.select(lambda one: one.duty_id == plan.id)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert person.page.place == Place("placement", made.reference, "duties")


def test_what_is_to_come_is_seen_farther_ahead(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, steps: Steps
) -> None:
    place_child(officer, steps.approved(), PlacementTerms(TODAY + timedelta(days=40)))
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("breaches"))
    assert person.sees("Nothing is late or due")
    person.choose("Show", "Missed, and to come within 3 months")
    assert {one.days_late for one in person.table("Time limits").rows} == {0}
    assert person.sees("to come")
