"""What a file's legal statuses and periods of care do to those on record.

A file may tell all of a child's history or a part of it, so nothing on record is ever taken
away: a period is added, ended, or corrected. Where that would make two overlap, the file's is
refused. Ends are exclusive, as the SSDA903 return has them: an episode ceases on the day on
which the next begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput


@dataclass(frozen=True)
class DatedCode:
    """A period with its code: a legal status, or why care ended. `id` is empty for a new one."""

    code: str
    period: Period
    id: str = ""


@dataclass(frozen=True)
class GivenPeriod:
    """A period as rows of a file give it. `end_said`: the file has a column for the end.

    `row` is its place among the child's rows, for saying which is refused.
    """

    code: str
    start: date
    end: date | None
    end_said: bool
    row: int


@dataclass(frozen=True)
class PeriodChange:
    """A period added (`old` is None) or changed."""

    old: DatedCode | None
    new: DatedCode


class PeriodRefused(BadInput):
    """A given period that cannot stand; `row` says which, `at` whether by its start or end."""

    def __init__(self, row: int, at: str, what: str, remedy: str) -> None:
        super().__init__(what, remedy=remedy)
        self.row = row
        self.at = at


@dataclass
class _Line:
    """A period as it would stand, where it came from, and what it would replace."""

    now: DatedCode
    given: GivenPeriod | None = None
    old: DatedCode | None = None


_CHECK = "Check the dates in the case system."


def plan_statuses(
    held: Sequence[DatedCode], given: Sequence[GivenPeriod]
) -> tuple[PeriodChange, ...]:
    """The changes to a child's legal statuses. Raises PeriodRefused.

    A new status ends the one before it. Episodes that follow each other with the same status are
    one period, and an end on the day before the next begins is that status's last day.
    """
    lines = _matched(held, _joined(given), lambda one, other: one.code == other.code)
    for before, after in pairwise(lines):
        _end_before(before, after)
    return _changes(lines)


def plan_care(held: Sequence[DatedCode], given: Sequence[GivenPeriod]) -> tuple[PeriodChange, ...]:
    """The changes to a child's periods of care. Raises PeriodRefused.

    A period that overlaps the only one on record there is a correction of it.
    """
    lines = _matched(held, _once(given), lambda _one, _other: True)
    for before, after in pairwise(lines):
        if before.now.period.overlaps(after.now.period):
            raise _overlap(after if after.given else before, before, after)
    return _changes(lines)


def _joined(given: Sequence[GivenPeriod]) -> list[GivenPeriod]:
    """Statuses in order, episodes of the same one put together. Raises PeriodRefused."""
    found: list[GivenPeriod] = []
    for one in _once(given):
        last = found[-1] if found else None
        if last is not None and last.end in (one.start, one.start - timedelta(days=1)):
            last = found[-1] = replace(last, end=one.start)
        meets = last is not None and (last.end == one.start or not last.end_said)
        if last is not None and meets and last.code == one.code:
            found[-1] = replace(last, end=one.end, end_said=one.end_said)
        else:
            found.append(one)
    return found


def _once(given: Sequence[GivenPeriod]) -> list[GivenPeriod]:
    """The periods in order, each once. Raises PeriodRefused for two from the same day."""
    found: list[GivenPeriod] = []
    for one in sorted(given, key=lambda each: (each.start, each.row)):
        if one.end is not None and one.end < one.start:
            what = f"It would end on {day_text(one.end)}, before it begins."
            raise PeriodRefused(one.row, "end", what, _CHECK)
        last = found[-1] if found else None
        if last is None or last.start != one.start:
            found.append(one)
        elif replace(one, row=last.row) != last:
            what = f"Another row says something else from {day_text(one.start)} on."
            raise PeriodRefused(one.row, "start", what, _CHECK)
    return found


def _matched(
    held: Sequence[DatedCode],
    given: Sequence[GivenPeriod],
    corrects: Callable[[GivenPeriod, DatedCode], bool],
) -> list[_Line]:
    """Every period as it would stand, in order; matched by their first day, or as corrections."""
    left = {one.period.start: one for one in held}
    by_start = {one.start: left.pop(one.start, None) for one in given}
    lines = []
    for one in given:
        old = by_start[one.start]
        if old is None:
            there = [
                each
                for each in left.values()
                if corrects(one, each) and each.period.overlaps(_period(one))
            ]
            old = left.pop(there[0].period.start) if len(there) == 1 else None
        lines.append(_Line(_as_it_would_stand(one, old), one, old))
    lines += [_Line(one) for one in left.values()]
    return sorted(lines, key=lambda line: line.now.period.start)


def _period(one: GivenPeriod) -> Period:
    return Period(one.start, one.end)


def _as_it_would_stand(one: GivenPeriod, old: DatedCode | None) -> DatedCode:
    end = one.end
    if not one.end_said and old is not None:
        end = old.period.end
        if end is not None and end < one.start:
            end = None
    # An end that no reason is given for keeps the reason that it has.
    code = one.code or (old.code if old and end == old.period.end else "")
    return DatedCode(code, Period(one.start, end), old.id if old else "")


def _end_before(before: _Line, after: _Line) -> None:
    """Let a status end where the next begins. Raises PeriodRefused where it may not."""
    if not before.now.period.overlaps(after.now.period):
        return
    ends_itself = before.given is None or not before.given.end_said
    was, by = before.now.period.end, after.now.period.end
    within = before.given is None and by is not None and (was is None or was > by)
    if not ends_itself or within or after.given is None:
        raise _overlap(after if after.given else before, before, after)
    if before.given is None:
        before.old = before.now
    ended = Period(before.now.period.start, after.now.period.start)
    before.now = replace(before.now, period=ended)


def _overlap(refused: _Line, before: _Line, after: _Line) -> PeriodRefused:
    assert refused.given is not None
    other = after if refused is before else before
    whose = "another in the file" if other.given else "one on record"
    what = f"It would overlap {whose}, {period_text(other.now.period)}."
    return PeriodRefused(refused.given.row, "end" if refused is before else "start", what, _CHECK)


def period_text(period: Period) -> str:
    """`from 1 Jan 2025`, or `from 1 Jan 2025 until 1 Jun 2025`."""
    until = f" until {day_text(period.end)}" if period.end else ""
    return f"from {day_text(period.start)}{until}"


def _changes(lines: Sequence[_Line]) -> tuple[PeriodChange, ...]:
    return tuple(
        PeriodChange(line.old, line.now)
        for line in lines
        if (line.given is not None or line.old is not None) and line.now != line.old
    )
