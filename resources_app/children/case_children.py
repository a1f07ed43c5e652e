"""What a file says of one child, its rows put together; what cannot be taken is listed.

A child's rows stand or fall together: with a row left out, the status before it would seem to
run on. What the store holds is compared in case_plan.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from resources_app.children.case_cells import read_cell, read_full_name, read_identifiers
from resources_app.children.case_file import CaseRow, RefusedEntry
from resources_app.children.case_headings import (
    CARE_END,
    CARE_REASON,
    CARE_START,
    FULL_NAME,
    NEW_EPISODE,
    SIBLINGS,
    STATUS,
    STATUS_END,
    STATUS_START,
)
from resources_app.children.case_periods import GivenPeriod
from resources_app.children.fields import BY_NAME
from resources_app.foundations.errors import BadInput

# SSDA903: an episode ends and another begins; the child stays looked after.
_GOES_ON, _STARTED = "X1", "S"
_DIFFERS = "Another row of the same child says something else."


@dataclass(frozen=True)
class _Episode:
    """An SSDA903 episode: whether care begins with it, and the day and reason if it ends."""

    start: date
    row: int
    begins: bool
    ended: date | None
    reason: str


@dataclass
class GivenChild:
    """A child of the file. `answers` by field, `where` the row that gave each, `problems` all."""

    identifier: str
    rows: tuple[CaseRow, ...]
    answers: dict[str, object] = field(default_factory=dict)
    where: dict[str, CaseRow] = field(default_factory=dict)
    statuses: list[GivenPeriod] = field(default_factory=list)
    care: list[GivenPeriod] = field(default_factory=list)
    siblings: dict[str, CaseRow] = field(default_factory=dict)
    episodes: list[_Episode] = field(default_factory=list)
    problems: list[RefusedEntry] = field(default_factory=list)

    def refuse(self, name: str, why: str) -> None:
        """Note a problem with what was given for a field, at the row that gave it."""
        self.problems.append(self.where.get(name, self.rows[0]).refuse(name, why))


def read_child_rows(identifier: str, rows: Sequence[CaseRow]) -> GivenChild:
    """Everything the rows say, each cell read; problems are left in the child's list."""
    child = GivenChild(identifier, tuple(rows), {"local_identifier": identifier})
    for at, row in enumerate(child.rows):
        read = _read_row(child, row)
        for name, value in read.items():
            if name in BY_NAME:
                _keep(child, row, name, value)
        _keep_status(child, row, read, at)
        _keep_care(child, row, read, at)
    child.care += _spells(child)
    return child


def _read_row(child: GivenChild, row: CaseRow) -> dict[str, object]:
    read: dict[str, object] = {}
    for name, cell in row.cells.items():
        if name == "local_identifier":
            continue
        try:
            if cell.unreadable:
                raise BadInput(cell.unreadable)
            if name == FULL_NAME:
                given, family = read_full_name(cell.value)
                read = {"given_name": given, "family_name": family} | read
            elif name == SIBLINGS:
                child.siblings |= dict.fromkeys(read_identifiers(cell.value), row)
            else:
                read[name] = read_cell(name, cell.value)
        except BadInput as problem:
            child.problems.append(row.refuse(name, str(problem)))
    return read


def _keep(child: GivenChild, row: CaseRow, name: str, value: object) -> None:
    if name in child.answers and child.answers[name] != value:
        child.problems.append(row.refuse(name, _DIFFERS))
        return
    child.answers[name] = value
    child.where.setdefault(name, row)


def _keep_status(child: GivenChild, row: CaseRow, read: dict[str, object], at: int) -> None:
    if _bad(row, read, STATUS, STATUS_START, STATUS_END):
        return
    code, start, end = (read.get(name) for name in (STATUS, STATUS_START, STATUS_END))
    if code and isinstance(start, date):
        said = STATUS_END in row.headings
        child.statuses.append(GivenPeriod(str(code), start, _day(end), said, at))
    elif code:
        child.problems.append(row.refuse(STATUS_START, "A legal status needs its first day."))
    elif start is not None or end is not None:
        why = "The dates are those of a legal status, and none is given."
        child.problems.append(row.refuse(STATUS, why))


def _keep_care(child: GivenChild, row: CaseRow, read: dict[str, object], at: int) -> None:
    names = (CARE_START, CARE_END, CARE_REASON, NEW_EPISODE, STATUS_START, STATUS_END)
    if _bad(row, read, *names):
        return
    reason = str(read.get(CARE_REASON) or "")
    if CARE_START not in row.headings:
        _keep_episode(child, row, read, at)
        return
    start, end, said = read.get(CARE_START), _day(read.get(CARE_END)), CARE_END in row.headings
    if reason == _GOES_ON:
        reason, end = "", None
    if isinstance(start, date):
        child.care.append(GivenPeriod(reason, start, end, said, at))
    if start is None and end is not None:
        child.problems.append(row.refuse(CARE_START, "Care that ended needs its first day."))
    elif reason and end is None:
        child.problems.append(row.refuse(CARE_END, "A reason is given, and no day it ended."))


def _keep_episode(child: GivenChild, row: CaseRow, read: dict[str, object], at: int) -> None:
    start, end = read.get(STATUS_START), _day(read.get(STATUS_END))
    reason = str(read.get(CARE_REASON) or "")
    if NEW_EPISODE in row.headings and isinstance(start, date):
        ended = end if reason not in ("", _GOES_ON) else None
        begins = read.get(NEW_EPISODE) == _STARTED
        child.episodes.append(_Episode(start, at, begins, ended, reason if ended else ""))


def _spells(child: GivenChild) -> list[GivenPeriod]:
    """The periods of care that episodes make: begun with reason S, ended with any but X1."""
    spells: list[GivenPeriod] = []
    for one in sorted(child.episodes, key=lambda each: (each.start, each.row)):
        if one.begins:
            spells.append(GivenPeriod(one.reason, one.start, one.ended, True, one.row))
        elif spells and spells[-1].end is None:
            spells[-1] = replace(spells[-1], code=one.reason, end=one.ended)
        elif one.ended:
            why = "The episode in which this care began is not in the file."
            child.problems.append(_alone(child.rows[one.row], CARE_REASON, why))
    return spells


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _bad(row: CaseRow, read: dict[str, object], *names: str) -> bool:
    """Whether one of these cells could not be read, and is refused already."""
    return any(name in row.cells and name not in read for name in names)


def _alone(row: CaseRow, name: str, why: str) -> RefusedEntry:
    return row.refuse(name, f"{why} The rest of the child is taken.", alone=True)
