"""Which duties arise, by when, and how each stands."""

from __future__ import annotations

from datetime import date

import pytest

from resources_app.placements.duties import DUTIES, DutyFacts, Event, OwedDuty, arising

FRIDAY = date(2026, 12, 18)  # five working days on is 29 December: Christmas and Boxing Day are out


def codes(event: Event, facts: DutyFacts | None = None) -> set[str]:
    return {duty.code for duty, _ in arising(event, facts or DutyFacts(), FRIDAY)}


def test_everybody_the_regulation_names_is_told_of_the_start() -> None:
    at_least = {"plan", *(f"start: {one}" for one in ("child", "parents", "reviewing officer",
                                                      "doctor", "health"))}  # fmt: skip
    assert codes(Event.START) == at_least
    more = DutyFacts(outside_area=True, has_school=True, lived_elsewhere=True)
    assert codes(Event.START, more) - at_least == {
        "start: school",
        "start: area authority",
        "start: carers",
    }


def test_the_same_people_hear_of_the_end_and_of_no_plan() -> None:
    more = DutyFacts(outside_area=True, has_school=True)
    assert "plan" not in codes(Event.ENDING, more)
    assert {one.split(": ")[1] for one in codes(Event.ENDING, more)} == {
        "child", "parents", "reviewing officer", "doctor", "health", "school", "area authority",
    }  # fmt: skip


def test_an_emergency_owes_just_the_approval_that_is_missing() -> None:
    assert codes(Event.EMERGENCY) == set()
    missing = DutyFacts(approvals=frozenset({"at a distance"}))
    assert codes(Event.EMERGENCY, missing) == {"approval: at a distance"}


def test_five_working_days_leave_out_weekends_and_bank_holidays() -> None:
    assert {due for _, due in arising(Event.START, DutyFacts(), FRIDAY)} == {date(2026, 12, 29)}


def test_every_duty_has_a_code_of_its_own_and_a_rule() -> None:
    assert len({one.code for one in DUTIES}) == len(DUTIES)
    assert all(one.rule.startswith("regulation ") for one in DUTIES)


@pytest.mark.parametrize(
    ("changes", "today", "stands"),
    [
        ({}, date(2026, 12, 28), "to do"),
        ({}, date(2026, 12, 29), "due today"),
        ({}, date(2026, 12, 30), "late"),
        ({"done_on": date(2026, 12, 29)}, date(2027, 1, 5), "done"),
        ({"done_on": date(2026, 12, 30)}, date(2027, 1, 5), "done late"),
        ({"not_needed": "He has no school."}, date(2027, 1, 5), "not needed"),
    ],
)
def test_how_a_duty_stands(changes: dict[str, object], today: date, stands: str) -> None:
    due = date(2026, 12, 29)
    duty = OwedDuty("1", "PLC-1", "plan", "Make the plan", "regulation 9", due, **changes)  # type: ignore[arg-type]
    assert duty.stands(today) == stands
    assert duty.open == (stands in ("to do", "due today", "late"))
