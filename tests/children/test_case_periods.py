"""Legal statuses and periods of care of a file, put into those on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from resources_app.children.case_periods import (
    DatedCode,
    GivenPeriod,
    PeriodChange,
    PeriodRefused,
    plan_care,
    plan_statuses,
)
from resources_app.foundations.dates import Period

JAN, MAR, JUN, SEP = (date(2025, month, 1) for month in (1, 3, 6, 9))


def held(code: str, start: date, end: date | None = None) -> DatedCode:
    return DatedCode(code, Period(start, end), f"{code} from {start}")


def said(
    code: str, start: date, end: date | None = None, *, row: int = 0, end_said: bool = True
) -> GivenPeriod:
    return GivenPeriod(code, start, end, end_said, row)


def told(changes: Sequence[PeriodChange]) -> list[tuple[str, str, date, date | None]]:
    """Each change as (old, code, start, end); old is empty for a period added."""
    return [
        (one.old.id if one.old else "", one.new.code, one.new.period.start, one.new.period.end)
        for one in changes
    ]


# ---- legal statuses ----------------------------------------------------------------------


def test_a_new_status_ends_the_one_before() -> None:
    changes = plan_statuses([held("C1", JAN)], [said("C2", JUN, end_said=False)])
    assert told(changes) == [("C1 from 2025-01-01", "C1", JAN, JUN), ("", "C2", JUN, None)]


def test_what_is_on_record_already_changes_nothing() -> None:
    on_record = [held("C1", JAN, JUN), held("C2", JUN)]
    assert plan_statuses(on_record, [said("C1", JAN, JUN), said("C2", JUN)]) == ()
    assert plan_statuses(on_record, [said("C1", JAN, end_said=False)]) == ()
    assert plan_statuses(on_record, []) == ()


def test_an_earlier_status_is_added_before_those_on_record() -> None:
    changes = plan_statuses([held("C2", JUN)], [said("V2", JAN, MAR), said("C1", MAR, JUN)])
    assert told(changes) == [("", "V2", JAN, MAR), ("", "C1", MAR, JUN)]


def test_a_first_day_is_corrected() -> None:
    changes = plan_statuses([held("C2", JUN)], [said("C2", MAR)])
    assert told(changes) == [("C2 from 2025-06-01", "C2", MAR, None)]


def test_another_status_from_the_same_day_is_a_correction() -> None:
    changes = plan_statuses([held("C1", JUN)], [said("C2", JUN)])
    assert told(changes) == [("C1 from 2025-06-01", "C2", JUN, None)]


def test_episodes_of_the_same_status_are_one_period() -> None:
    changes = plan_statuses([], [said("C2", JAN, MAR), said("C2", MAR, JUN), said("C2", JUN)])
    assert told(changes) == [("", "C2", JAN, None)]


def test_an_end_on_the_day_before_the_next_begins_is_the_last_day() -> None:
    changes = plan_statuses([], [said("C1", JAN, JUN - timedelta(days=1)), said("C2", JUN)])
    assert told(changes) == [("", "C1", JAN, JUN), ("", "C2", JUN, None)]


@pytest.mark.parametrize(
    ("on_record", "given", "row", "what"),
    [
        ([], [said("C1", JUN, JAN)], 0, "before it begins"),
        ([], [said("C1", JAN, SEP), said("C2", JUN, row=1)], 1, "another in the file"),
        ([], [said("C1", JAN), said("C2", JAN, row=1)], 1, "something else from 1 Jan 2025"),
        ([held("C2", JAN)], [said("V2", MAR, JUN)], 0, "one on record, from 1 Jan 2025"),
        ([held("C2", JUN)], [said("C1", JAN)], 0, "one on record, from 1 Jun 2025"),
    ],
)
def test_what_would_overlap_is_refused_at_its_row(
    on_record: list[DatedCode], given: list[GivenPeriod], row: int, what: str
) -> None:
    with pytest.raises(PeriodRefused, match=what) as caught:
        plan_statuses(on_record, given)
    assert caught.value.row == row


# ---- care --------------------------------------------------------------------------------


def test_care_ends_with_its_reason() -> None:
    changes = plan_care([held("", JAN)], [said("E4A", JAN, JUN)])
    assert told(changes) == [(" from 2025-01-01", "E4A", JAN, JUN)]


def test_care_that_overlaps_the_only_period_on_record_corrects_it() -> None:
    changes = plan_care([held("", MAR)], [said("", JAN, end_said=False)])
    assert told(changes) == [(" from 2025-03-01", "", JAN, None)]


def test_care_that_overlaps_two_periods_is_refused() -> None:
    with pytest.raises(PeriodRefused, match="one on record"):
        plan_care([held("E4A", JAN, MAR), held("", JUN)], [said("", JAN + timedelta(days=9))])


def test_care_begun_again_is_added() -> None:
    changes = plan_care([held("E4A", JAN, MAR)], [said("E4A", JAN, MAR), said("", JUN)])
    assert told(changes) == [("", "", JUN, None)]


# ---- any history -------------------------------------------------------------------------


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, date, date | None]]:
    """Statuses that follow each other, none like the one before it."""
    days = sorted(draw(st.sets(st.integers(0, 4_000), min_size=1, max_size=6)))
    starts = [date(2014, 1, 1) + timedelta(days=one) for one in days]
    codes = [("V2", "C1", "C2", "E1", "L2", "J1")[at % 6] for at in range(len(starts))]
    last = draw(st.none() | st.integers(1, 900))
    end = starts[-1] + timedelta(days=last) if last else None
    return list(zip(codes, starts, [*starts[1:], end], strict=True))


def applied(on_record: list[DatedCode], changes: Sequence[PeriodChange]) -> list[DatedCode]:
    kept = {one.id: one for one in on_record}
    for number, one in enumerate(changes):
        kept[one.old.id if one.old else f"new {number}"] = one.new
    return sorted(kept.values(), key=lambda one: one.period.start)


@for_all(histories(), st.data())
def test_any_part_of_a_history_taken_first_ends_as_the_whole(
    history: list[tuple[str, date, date | None]], data: st.DataObject
) -> None:
    part = data.draw(st.lists(st.sampled_from(history), unique=True))
    first = plan_statuses([], [said(*one, row=row) for row, one in enumerate(part)])
    on_record = [
        DatedCode(one.new.code, one.new.period, f"old {at}") for at, one in enumerate(first)
    ]
    whole = [said(*one, row=row) for row, one in enumerate(history)]
    stands = applied(on_record, plan_statuses(on_record, whole))
    assert [(one.code, one.period.start, one.period.end) for one in stands] == history
    assert not plan_statuses(stands, whole)


@for_all(histories(), histories())
def test_what_is_taken_never_overlaps(
    first: list[tuple[str, date, date | None]], second: list[tuple[str, date, date | None]]
) -> None:
    on_record = [held(*one) for one in first]
    try:
        changes = plan_statuses(on_record, [said(*one, row=at) for at, one in enumerate(second)])
    except PeriodRefused:
        return
    for before, after in pairwise(applied(on_record, changes)):
        assert not before.period.overlaps(after.period)
