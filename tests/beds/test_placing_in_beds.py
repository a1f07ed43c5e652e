"""A child in a bed: which nights, which home, who is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from resources_app.beds.actions import (
    OutcomeCount,
    assess,
    end_stay,
    move_bed,
    place_in_bed,
    record_outcomes,
)
from resources_app.beds.following_queries import assessments, outcome_records
from resources_app.foundations.errors import BadInput, Refused
from resources_app.session import Session
from tests.beds.register import URNS, place
from tests.beds.small import (
    REF,
    SOON,
    A,
    B,
    contract,
    span,
    states,
)
from tests.conftest import TODAY

# ---- children in beds ------------------------------------------------------------------


def test_a_child_has_the_bed_for_the_nights_of_the_placement(beds: Session) -> None:
    child = place(beds, URNS[0], TODAY, TODAY + timedelta(days=10))
    assert place_in_bed(beds, REF, A, child).shown == ()
    assert states(beds, span(30)) == [("placed", 10), ("free", 20)]


def test_a_placement_that_ends_frees_the_bed_by_itself(beds: Session) -> None:
    child = place(beds, URNS[0], TODAY)
    place_in_bed(beds, REF, A, child)
    assert states(beds, span(30)) == [("placed", 30)]
    with beds.act("end a placement in a test") as act:
        act.tables.change(
            "UPDATE placement SET end_date = ? WHERE reference = ?",
            ((TODAY + timedelta(days=4)).isoformat(), child),
        )
    assert states(beds, span(30)) == [("placed", 4), ("free", 26)]


def test_a_bed_that_somebody_has_is_refused_with_who_and_from_when(beds: Session) -> None:
    first = place(beds, URNS[0], SOON)
    place_in_bed(beds, REF, A, first)
    second = place(beds, URNS[0], TODAY)
    with pytest.raises(Refused) as refused:
        place_in_bed(beds, REF, A, second)
    assert refused.value.what == (
        f"Bed {A} is not free: K.B., 14, {first} sleeps in it from 30 Nov 2026."
    )
    assert len(contract(beds).stays) == 1
    place_in_bed(beds, REF, A, second, until=SOON)
    assert states(beds, span(14)) == [("placed", 7), ("placed", 7)]


def test_a_bed_is_only_for_nights_and_homes_of_the_placement(beds: Session) -> None:
    child = place(beds, URNS[0], SOON, SOON + timedelta(days=3))
    for first, until in ((TODAY, None), (None, SOON + timedelta(days=4))):
        with pytest.raises(Refused, match="is from 30 Nov 2026 to 3 Dec 2026"):
            place_in_bed(beds, REF, A, child, first_night=first, until=until)
    elsewhere = place(beds, URNS[1], TODAY)
    with pytest.raises(Refused, match="is at Birch House, and bed B1 is in Ash Lodge"):
        place_in_bed(beds, REF, A, elsewhere)


def test_a_child_has_one_bed_a_night_and_moves_from_one_to_the_other(beds: Session) -> None:
    child = place(beds, URNS[0], TODAY)
    place_in_bed(beds, REF, A, child)
    with pytest.raises(Refused, match="has bed SC100001/B1 from 23 Nov 2026 already"):
        place_in_bed(beds, REF, B, child)
    move_bed(beds, REF, child, B, SOON)
    assert states(beds, span(14)) == [("placed", 7), ("free", 7)]
    assert states(beds, span(14), 1) == [("free", 7), ("placed", 7)]
    end_stay(beds, REF, child, SOON + timedelta(days=2))
    assert states(beds, span(14), 1) == [("free", 7), ("placed", 2), ("free", 5)]
    with pytest.raises(Refused, match="is not within that"):
        end_stay(beds, REF, child, SOON + timedelta(days=5))


def test_more_children_than_the_share_is_done_and_shown(beds: Session) -> None:
    for bed in (A, B):
        done = place_in_bed(beds, REF, bed, place(beds, URNS[0], TODAY, SOON))
    assert done.shown == ("Buckinghamshire uses 2 beds and has 1, on 7 nights from 23 Nov 2026.",)


def test_a_first_bed_makes_the_assessment_fall_due_in_six_weeks(beds: Session) -> None:
    child = place(beds, URNS[0], TODAY - timedelta(days=50))
    place_in_bed(beds, REF, A, child)
    move_bed(beds, REF, child, B, SOON)
    [due] = assessments(beds.tables, contract(beds), TODAY)
    assert (due.arrived_on, due.due_on) == (date(2026, 10, 4), date(2026, 11, 15))
    assert due.overdue(TODAY)
    assert not due.overdue(date(2026, 11, 15))
    with pytest.raises(BadInput, match="still to come"):
        assess(beds, child, SOON, "Ms Lindqvist")
    assess(beds, child, TODAY, "Ms Lindqvist")
    [done] = assessments(beds.tables, contract(beds), TODAY)
    assert (done.done_by, done.overdue(TODAY)) == ("Ms Lindqvist", False)


def test_outcomes_are_counted_before_and_since(beds: Session) -> None:
    child = place(beds, URNS[0], TODAY)
    place_in_bed(beds, REF, A, child)
    with pytest.raises(BadInput, match="before the placement"):
        record_outcomes(beds, child, [OutcomeCount("missing", after=1)])
    with pytest.raises(BadInput, match=r"missing \(Missing episodes"):
        record_outcomes(beds, child, [OutcomeCount("truancy", 1)])
    with pytest.raises(BadInput, match="0 or more"):
        record_outcomes(beds, child, [OutcomeCount("missing", 4), OutcomeCount("offending", -1)])
    assert outcome_records(beds.tables, contract(beds).agreement_id) == []
    record_outcomes(beds, child, [OutcomeCount("Missing episodes", 4)])
    record_outcomes(beds, child, [OutcomeCount("missing", after=1)])
    [one] = outcome_records(beds.tables, contract(beds).agreement_id)
    assert (one.measure, one.before, one.after) == ("missing", 4, 1)
