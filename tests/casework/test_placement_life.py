"""Reviews, notice and breakdown: what happens in a placement between its start and its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from resources_app.casework.earlier import earlier_of
from resources_app.casework.running_out import Matter, running_out
from resources_app.casework.time_limits import LimitKind, time_limits
from resources_app.foundations.errors import BadInput, Refused
from resources_app.placements.actions import (
    Ending,
    approve_variation,
    end_placement,
    give_notice,
    place_child,
    propose_ending_change,
    record_breakdown,
    record_review,
    withdraw_notice,
)
from resources_app.placements.breakdowns import Breakdown
from resources_app.placements.duty_queries import duties_of
from resources_app.placements.life_queries import life_of
from resources_app.placements.model import PlacementTerms
from resources_app.placements.queries import ipa_of_placement, placement_by_reference
from resources_app.placements.reviews import ReviewKind
from resources_app.session import Session
from tests.casework.conftest import Steps

BEGAN, TODAY = date(2026, 11, 2), date(2026, 11, 23)


@pytest.fixture
def placed(officer: Session, steps: Steps) -> str:
    """A child who has lived there since the beginning of November."""
    made = place_child(officer, steps.approved(), PlacementTerms(date(2026, 12, 7)))
    with officer.act("it began earlier, for a test") as act:
        for table, column in (("placement", "start_date"), ("ipa", "start_date")):
            for row in act.tables.rows(f"SELECT id FROM {table}"):
                act.tables.update(table, row["id"], {column: BEGAN.isoformat()})
        ipa = act.tables.value("SELECT id FROM ipa")
        act.tables.update("ipa", ipa, {"review_due": "2026-11-20"})
    return made.reference


def due(session: Session, reference: str) -> dict[ReviewKind, date]:
    life = life_of(session.tables, placement_by_reference(session.tables, reference))
    return {one.kind: one.due_on for one in life.next_reviews}


def test_a_review_that_is_held_moves_the_next_one_on(officer: Session, placed: str) -> None:
    assert due(officer, placed) == {
        ReviewKind.CHILD: date(2026, 11, 20),
        ReviewKind.AGREEMENT: date(2027, 5, 3),  # 26 weeks from the start
    }
    late = [one for one in time_limits(officer.tables, TODAY) if one.rule == "regulation 33"]
    # The sister, who has no agreement of her own, is reviewed with him.
    assert [(one.days_late, one.kind) for one in late] == [(3, LimitKind.LAW)] * 2
    made = record_review(officer, placed, ReviewKind.CHILD, TODAY, "He stays.").review
    assert (made.due_on, made.outcome) == (date(2026, 11, 20), "He stays.")
    # It was not the first of his time in care: the next is within six months of this one.
    assert due(officer, placed)[ReviewKind.CHILD] == made.next_due == date(2027, 5, 23)
    sooner = date(2027, 1, 4)
    agreed = record_review(
        officer, placed, ReviewKind.AGREEMENT, TODAY, "Hours are right.", next_due=sooner
    )
    assert agreed.review.next_due == sooner
    late = [one for one in time_limits(officer.tables, TODAY) if one.rule == "regulation 33"]
    assert placed not in {one.reference for one in late}


def test_a_review_that_cannot_be_is_refused_at_the_field(officer: Session, placed: str) -> None:
    record_review(officer, placed, ReviewKind.CHILD, date(2026, 11, 20), "He stays.")
    wrong = (
        (date(2026, 11, 24), None, "Held on", "is still to come"),
        (date(2026, 10, 1), None, "Held on", "The placement began"),
        (date(2026, 11, 19), None, "Held on", "was held on 20 Nov 2026"),
        (TODAY, date(2027, 9, 1), "Next by", "due by 23 May 2027 at the latest"),
    )
    for held, following, field, why in wrong:
        with pytest.raises(BadInput, match=why) as refused:
            record_review(officer, placed, ReviewKind.CHILD, held, "x", next_due=following)
        assert refused.value.where is not None
        assert refused.value.where.field == field


def test_notice_is_counted_shown_as_running_out_and_taken_over_by_the_ending(
    officer: Session, placed: str
) -> None:
    given = give_notice(officer, placed, "provider", date(2026, 11, 16), "The carer is ill.").notice
    assert given.runs_to == date(2026, 12, 14)  # 28 days, as the agreement asks
    with pytest.raises(Refused, match="The provider gave notice on 16 Nov 2026"):
        give_notice(officer, placed, "council", TODAY, "We too.")
    (shown,) = [one for one in running_out(officer.tables, TODAY) if one.matter is Matter.NOTICE]
    assert (shown.what, shown.by) == ("Notice of the provider runs out", given.runs_to)
    assert any("runs out" in one.what for one in time_limits(officer.tables, TODAY))
    withdraw_notice(officer, placed, "She is well again.")
    with pytest.raises(Refused, match="No notice"):
        withdraw_notice(officer, placed, "Again.")
    assert not any("runs out" in one.what for one in time_limits(officer.tables, TODAY))
    give_notice(officer, placed, "council", date(2026, 11, 16), "A home nearer.")
    ended = end_placement(officer, placed, Ending(date(2026, 12, 14), "CARPL", "To his aunt."))
    # The notice that was recorded was long enough: nothing is said of it.
    assert not any("otice" in one for one in ended.still_due)
    placement = placement_by_reference(officer.tables, placed)
    assert (placement.notice_given_on, placement.notice_given_by) == (
        date(2026, 11, 16), "council",
    )  # fmt: skip


def test_how_it_broke_down_is_on_the_childs_file_and_may_be_told_better(
    officer: Session, placed: str
) -> None:
    told = Breakdown(TODAY, ("match", "support"), "He ran to his mother twice.")
    for changes, field in (
        ({"causes": ()}, "Causes"),
        ({"what_happened": " "}, "What happened"),
        ({"happened_on": date(2026, 10, 1)}, "When"),
        ({"meeting_on": BEGAN}, "Disruption meeting"),
    ):
        with pytest.raises(BadInput) as refused:
            record_breakdown(officer, placed, replace(told, **changes))  # type: ignore[arg-type]
        assert refused.value.where is not None
        assert refused.value.where.field == field
    record_breakdown(officer, placed, told)
    end_placement(officer, placed, Ending(TODAY, "CREQB", "They could not go on."))
    later = replace(told, learning="Ask about his mother.", meeting_on=TODAY)
    kept = record_breakdown(officer, placed, later).breakdown
    assert (
        kept.because
        == "The match was wrong from the start and support that was promised did not come"
    )
    placement = placement_by_reference(officer.tables, placed)
    (before,) = earlier_of(officer.tables, placement.child_id, TODAY).placements
    assert "It broke down (the match was wrong from the start and support" in before.sentence


def test_another_day_of_leaving_is_a_numbered_variation_and_never_written_over(
    officer: Session, head: Session, placed: str
) -> None:
    planned, later = date(2026, 12, 14), date(2026, 12, 21)
    with pytest.raises(Refused, match="has not ended"):
        propose_ending_change(officer, placed, later, "Not yet.")
    sister = officer.tables.value("SELECT reference FROM placement WHERE reference <> ?", (placed,))
    for reference in (placed, sister):
        end_placement(officer, reference, Ending(planned, "CARPL", "To their aunt."))
    with pytest.raises(Refused, match="is to end on 14 Dec 2026"):
        end_placement(officer, placed, Ending(later, "CARPL", "A week later."))
    for day, why in ((planned, "ends on 14 Dec 2026 already"), (BEGAN, "The placement began")):
        with pytest.raises(BadInput, match=why):
            propose_ending_change(officer, placed, day, "Why.")
    asked = propose_ending_change(officer, placed, later, "The school term ends then.").variation
    # £1,040.00 a week for a week more; of one child, whose lines ended with both.
    assert (asked.number, asked.new_end, asked.weekly_pence) == (1, later, asked.annual_pence)
    assert placement_by_reference(officer.tables, placed).period.end == planned
    with pytest.raises(Refused):
        approve_variation(officer, placed, 1)  # never one's own
    approve_variation(head, placed, 1)
    for reference in (placed, sister):
        assert placement_by_reference(officer.tables, reference).period.end == later
    placement = placement_by_reference(officer.tables, placed)
    lines = ipa_of_placement(officer.tables, placement.id).fee_lines
    assert {one.period.end for one in lines} == {later}
    told = [one for one in duties_of(officer.tables, placement.id) if "ending" in one.code]
    assert {one.due_on for one in told} == {date(2026, 12, 30)}  # five working days after it
    sooner = propose_ending_change(officer, placed, planned, "She left on the 14th.").variation
    assert (sooner.weekly_before_pence, sooner.weekly_pence) == (asked.weekly_pence, 0)
    approve_variation(head, placed, 2)
    assert placement_by_reference(officer.tables, placed).period.end == planned
    lines = ipa_of_placement(officer.tables, placement.id).fee_lines
    assert {one.period.end for one in lines} == {planned}
