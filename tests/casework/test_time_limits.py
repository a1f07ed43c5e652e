"""Duties arise with a placement and its end, are done or not needed, and late ones are listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from resources_app.approvals.model import ApprovalKind
from resources_app.casework.met_late import met_late
from resources_app.casework.spoken import Spoken, confirm_spoken, record_spoken
from resources_app.casework.time_limits import LimitKind, time_limits
from resources_app.documents.actions import print_contract_schedule
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.placements.actions import (
    Ending,
    complete_duty,
    end_placement,
    place_child,
    waive_duty,
)
from resources_app.placements.duties import OwedDuty
from resources_app.placements.duty_queries import duties_of
from resources_app.placements.model import PlacementTerms
from resources_app.placements.queries import placement_by_reference
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import OFFER, START, Steps, agree_area, urgent
from tests.conftest import SessionFor

DUE = date(2026, 12, 14)  # five working days after Monday 7 December
# In Reading, which does not adjoin Buckinghamshire.
FAR = replace(OFFER, living_postcode="RG1 1AA")


def owed(session: Session, reference: str) -> dict[str, OwedDuty]:
    placement = placement_by_reference(session.tables, reference)
    return {one.code: one for one in duties_of(session.tables, placement.id)}


def test_a_placement_owes_its_plan_and_everybody_who_is_told(
    officer: Session, steps: Steps
) -> None:
    made = place_child(officer, steps.approved(), PlacementTerms(START))
    found = owed(officer, made.reference)
    assert {"plan", "start: child", "start: parents", "start: doctor"} <= set(found)
    assert {one.due_on for one in found.values()} == {DUE}
    assert all(one.open for one in found.values())
    assert "approval: out of area" not in found
    # The sister has duties of her own.
    assert officer.tables.value("SELECT count(DISTINCT placement_id) FROM duty") == 2


def test_a_duty_is_done_once_and_with_its_proof(officer: Session, steps: Steps) -> None:
    made = place_child(officer, steps.approved(), PlacementTerms(START))
    plan = owed(officer, made.reference)["plan"]
    today = officer.today()
    with pytest.raises(BadInput, match="still to come"):
        complete_duty(officer, plan.id, today + timedelta(days=1))
    with pytest.raises(NotFound, match="There is no document DOC-1"):
        complete_duty(officer, plan.id, today, document="DOC-1")
    schedule = print_contract_schedule(officer, made.reference)
    kept = complete_duty(
        officer, plan.id, today, how="email", proof="PLAN-7", document=schedule.reference
    ).duty
    assert kept.document == schedule.reference
    assert (kept.done_by, kept.how, kept.proof) == (officer.officer.name, "email", "PLAN-7")
    with pytest.raises(Refused, match="was done on"):
        complete_duty(officer, plan.id, today)
    other = owed(officer, made.reference)["start: doctor"]
    with pytest.raises(BadInput, match="needs a reason"):
        waive_duty(officer, other.id, " ")
    assert waive_duty(officer, other.id, "None yet.").duty.stands(today) == "not needed"


def test_whoever_makes_no_placements_does_no_duties(
    officer: Session, steps: Steps, session_for: SessionFor
) -> None:
    made = place_child(officer, steps.approved(), PlacementTerms(START))
    plan = owed(officer, made.reference)["plan"]
    with pytest.raises(Refused, match="may not make a placement"):
        complete_duty(session_for(Role.AUDITOR), plan.id, officer.today())


def test_an_end_owes_its_notifications(officer: Session, steps: Steps) -> None:
    made = place_child(officer, steps.approved(), PlacementTerms(START))
    end_placement(officer, made.reference, Ending(date(2026, 12, 17), "CARPL", "Home."))
    endings = {code: one for code, one in owed(officer, made.reference).items() if "ending" in code}
    assert "ending: parents" in endings
    # The 17th is a Thursday; Christmas Day and the day in lieu of Boxing Day are no working days.
    assert {one.due_on for one in endings.values()} == {date(2026, 12, 24)}


def test_an_emergency_owes_the_approval_and_the_approval_is_the_doing(
    officer: Session, steps: Steps, session_for: SessionFor
) -> None:
    reference = steps.approved(FAR)
    urgent(officer, reference)
    made = place_child(officer, reference, PlacementTerms(START))
    assert owed(officer, made.reference)["approval: at a distance"].open
    assert "start: area authority" in owed(officer, made.reference)
    director = session_for(Role.DIRECTOR)
    agree_area(director, reference, ApprovalKind.AT_A_DISTANCE)
    done = owed(officer, made.reference)["approval: at a distance"]
    assert (done.open, done.done_by) == (False, director.officer.name)


def test_what_is_late_comes_first_and_what_is_far_is_left_out(
    officer: Session, steps: Steps
) -> None:
    made = place_child(officer, steps.approved(), PlacementTerms(START))
    late = time_limits(officer.tables, date(2026, 12, 16))
    assert {(one.kind, one.days_late) for one in late} == {(LimitKind.LAW, 2)}
    assert all(one.duty_id for one in late)
    plan = next(one for one in late if one.what == "Make the placement plan")
    assert plan.rule == "regulation 9"
    assert time_limits(officer.tables, DUE - timedelta(days=29)) == []
    assert {one.days_late for one in time_limits(officer.tables, DUE)} == {0}
    for one in owed(officer, made.reference).values():
        complete_duty(officer, one.id, officer.today())
    left = {one.reference for one in time_limits(officer.tables, DUE)}
    assert made.reference not in left


def test_what_was_met_late_is_not_forgotten(
    officer: Session, head: Session, steps: Steps, clock: FixedClock
) -> None:
    """A duty done after its day, and a word confirmed after its working day."""
    reference = steps.decided()
    urgent(officer, reference)
    said = Spoken(head.officer.initials, clock.now(), "Go ahead.")
    record_spoken(officer, reference, said)
    made = place_child(officer, reference, PlacementTerms(START))
    clock.moment += timedelta(days=24)  # Thursday 17 December
    confirm_spoken(head, reference)
    plan = owed(officer, made.reference)["plan"]
    complete_duty(officer, plan.id, date(2026, 12, 16))
    complete_duty(officer, owed(officer, made.reference)["start: child"].id, DUE)
    today = officer.today()
    found = met_late(officer.tables, Period(date(2026, 12, 1), today + timedelta(days=1)), today)
    assert [(one.reference, one.due_on, one.met_on, one.days_late) for one in found] == [
        (reference, date(2026, 11, 24), date(2026, 12, 17), 23),
        (made.reference, DUE, date(2026, 12, 16), 2),
    ]
    assert met_late(officer.tables, Period(date(2026, 11, 1), date(2026, 12, 16)), today) == []
