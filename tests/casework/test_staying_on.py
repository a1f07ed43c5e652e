"""Staying Put and Staying Close: what follows at 18 is an arrangement of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from resources_app.casework.time_limits import time_limits
from resources_app.casework.worklist_rest import rest_lists
from resources_app.children.actions import start_care
from resources_app.children.queries import periods_of_care
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Refused
from resources_app.placements.actions import (
    approve_staying,
    end_placement,
    end_staying,
    place_child,
    propose_staying,
    withdraw_staying,
)
from resources_app.placements.actions.ending import Ending
from resources_app.placements.model import PlacementTerms
from resources_app.placements.queries import ipa_of_placement, placement_by_reference
from resources_app.placements.staying_on import (
    LineKind,
    NewStaying,
    StayingKind,
    StayingLine,
)
from resources_app.session import Session
from tests.casework.conftest import START, Steps

BIRTHDAY, TODAY = date(2027, 2, 1), date(2026, 11, 23)
NEW = NewStaying(
    StayingKind.PUT,
    BIRTHDAY,
    "He stays with his carers while he is at college.",
    (
        StayingLine(LineKind.ALLOWANCE, 32_000),
        StayingLine(LineKind.HOUSING_BENEFIT, 9_500),
        StayingLine(LineKind.CONTRIBUTION, 2_500),
    ),
)


@pytest.fixture
def near_18(officer: Session, steps: Steps) -> str:
    """A boy with foster carers, who is 18 on 1 February."""
    made = place_child(officer, steps.approved(), PlacementTerms(START, placement_code="U4"))
    placement = placement_by_reference(officer.tables, made.reference)
    with officer.act("older, for a test") as act:
        act.tables.update("child", placement.child_id, {"date_of_birth": "2009-02-01"})
        for row in act.tables.rows("SELECT id FROM placement"):
            act.tables.update("placement", row["id"], {"start_date": "2026-11-02"})
    if not periods_of_care(officer.tables, placement.child_id):
        start_care(officer, placement.child_id, date(2020, 1, 6))
    return made.reference


def at_18(session: Session, reference: str) -> list[int]:
    found = time_limits(session.tables, TODAY)
    return [
        one.days_late
        for one in found
        if one.reference == reference and one.what.startswith("Agree what follows at 18")
    ]


def test_staying_put_ends_the_placement_and_is_paid_net_of_what_comes_in(
    officer: Session, head: Session, near_18: str
) -> None:
    assert at_18(officer, near_18) == [14]  # twelve weeks before it was 9 November
    asked = propose_staying(officer, near_18, NEW).arrangement
    assert (asked.state, asked.weekly_pence, asked.code) == ("proposed", 20_000, "E17")
    assert asked.living_postcode == "HP13 6PG"  # the carers' home
    assert at_18(officer, near_18) == []
    waits = rest_lists(head.tables, head.officer, TODAY).mine
    assert [one.what for one in waits if one.reference == asked.reference] == [
        "Approve staying put"
    ]
    placement = placement_by_reference(officer.tables, near_18)
    assert placement.period.end is None  # nothing moves before it is approved
    with pytest.raises(Refused):
        approve_staying(officer, asked.reference)  # never one's own
    kept = approve_staying(head, asked.reference, words="Agreed.").arrangement
    assert kept.state == "approved"
    placement = placement_by_reference(officer.tables, near_18)
    assert (placement.period.end, placement.end_code) == (BIRTHDAY, "CARPL")
    care = periods_of_care(officer.tables, placement.child_id)[-1]
    assert (care.period.end, care.reason_ended) == (BIRTHDAY, "E17")
    with pytest.raises(Refused, match="is approved"):
        propose_staying(officer, near_18, NEW)
    ended = end_staying(officer, asked.reference, date(2027, 9, 1), "To university.").arrangement
    assert {one.period for one in ended.lines} == {Period(BIRTHDAY, date(2027, 9, 1))}
    lines = ipa_of_placement(officer.tables, placement.id).fee_lines
    assert all(one.period.end in (None, BIRTHDAY) for one in lines)


def test_what_cannot_be_is_refused_at_the_field_and_moving_on_costs_nothing(
    officer: Session, near_18: str
) -> None:
    much = (StayingLine(LineKind.CONTRIBUTION, 1),)
    for changes, field, why in (
        ({"start": date(2027, 1, 31)}, "From", "The 18th birthday is 1 Feb 2027"),
        ({"start": date(2030, 2, 1)}, "From", "is 21 on that day"),
        ({"plan": " "}, "What is agreed", "Say what is agreed"),
        ({"lines": much}, "Lines", "More comes in than is paid"),
    ):
        with pytest.raises(BadInput, match=why) as refused:
            propose_staying(officer, near_18, replace(NEW, **changes))  # type: ignore[arg-type]
        assert refused.value.where is not None
        assert refused.value.where.field == field
    asked = propose_staying(officer, near_18, NEW).arrangement
    withdraw_staying(officer, asked.reference, reason="He has changed his mind.")
    with pytest.raises(BadInput, match="no lines"):  # money that nobody would approve
        propose_staying(officer, near_18, replace(NEW, kind=StayingKind.MOVING_ON))
    on = replace(NEW, kind=StayingKind.MOVING_ON, lines=(), plan="A flat of his own.")
    kept = propose_staying(officer, near_18, on).arrangement
    assert (kept.state, kept.weekly_pence, kept.code) == ("approved", 0, "E8")
    assert placement_by_reference(officer.tables, near_18).period.end == BIRTHDAY


def test_a_placement_that_ended_earlier_since_is_not_followed_at_18(
    officer: Session, head: Session, near_18: str
) -> None:
    asked = propose_staying(officer, near_18, NEW).arrangement
    end_placement(officer, near_18, Ending(TODAY, "CARPL", "He went to live with his father."))
    with pytest.raises(Refused, match="ends on 23 Nov 2026"):
        approve_staying(head, asked.reference)


def test_staying_put_is_with_foster_carers(officer: Session, near_18: str) -> None:
    placement = placement_by_reference(officer.tables, near_18)
    with officer.act("in a home, for a test") as act:
        act.tables.update("placement", placement.id, {"placement_code": "K2"})
    with pytest.raises(Refused, match="does not live with foster carers"):
        propose_staying(officer, near_18, NEW)
    close = replace(NEW, kind=StayingKind.CLOSE, living_postcode="HP11 2DJ")
    assert propose_staying(officer, near_18, close).arrangement.living_postcode == "HP11 2DJ"
