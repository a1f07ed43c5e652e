"""What taking a case system's file would do: who is added, what changes, who is refused.

Pure; case_writing.py writes, casework/taking_children.py decides who is shown what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from resources_app.children.case_cells import read_identifiers
from resources_app.children.case_children import GivenChild, read_child_rows
from resources_app.children.case_file import CaseFile, RefusedEntry
from resources_app.children.case_headings import (
    CARE_END,
    CARE_START,
    SIBLINGS,
    STATUS_END,
    STATUS_START,
)
from resources_app.children.case_periods import (
    DatedCode,
    GivenPeriod,
    PeriodChange,
    PeriodRefused,
    period_text,
    plan_care,
    plan_statuses,
)
from resources_app.children.case_preview import (
    ChildFieldChange,
    ChildPlan,
    ChildrenPreview,
    HeldChild,
    WithheldRow,
)
from resources_app.children.fields import BY_NAME
from resources_app.children.reading import Known, read_child
from resources_app.children.storing import stored_value, stored_words
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.errors import BadInput
from resources_app.foundations.fields import Reading, Record, unanswered
from resources_app.foundations.phrases import capital, small


@dataclass
class _Found:
    """What planning gathers on the way."""

    plans: list[ChildPlan]
    refused: list[RefusedEntry]
    withheld: list[WithheldRow]
    unchanged: int = 0


def plan_children(
    file: CaseFile,
    held: Mapping[str, HeldChild],
    known: Known,
    *,
    withhold: Callable[[HeldChild], bool],
    new_columns: bool = False,
) -> ChildrenPreview:
    """The file against the store. `held` are the children it names who are on record.

    `withhold` says of whom nothing may be compared. Brothers and sisters may be named who are on
    record or in the file.
    """
    hidden = {identifier for identifier, one in held.items() if withhold(one)}
    found = _Found([], list(file.refused), [])
    good: dict[str, GivenChild] = {}
    for identifier, rows in file.children.items():
        if identifier in hidden:
            found.withheld += [WithheldRow(row.sheet, row.number) for row in rows]
        else:
            good[identifier] = read_child_rows(identifier, rows)
    read = {one.identifier: _read(one, held.get(one.identifier), known) for one in good.values()}
    taken = {name for name, values in read.items() if values is not None} | held.keys()
    for child in good.values():
        values = read[child.identifier]
        if values is not None:
            _add(found, child, values, held.get(child.identifier), taken, hidden)
        found.refused += child.problems
    return ChildrenPreview(
        file,
        tuple(one for one in found.plans if not one.child_id),
        tuple(one for one in found.plans if one.child_id),
        found.unchanged,
        tuple(found.refused),
        tuple(sorted(found.withheld, key=lambda one: (one.sheet, one.row))),
        new_columns,
        _opened(found, good.values(), held),
    )


def _opened(
    found: _Found, children: Iterable[GivenChild], held: Mapping[str, HeldChild]
) -> frozenset[str]:
    """Restricted children of whom a difference is shown, or that what is given differs."""
    told = {one.identifier for one in children if one.problems}
    told |= {one.identifier for one in found.plans}
    return frozenset(name for name in told if name in held and held[name].child.restricted)


def _read(child: GivenChild, held: HeldChild | None, known: Known) -> _Answers | None:
    """The child's answers and periods, checked; None once something is refused."""
    reading = Reading()
    values = read_child(reading, child.answers, known)
    for problem in reading.problems:
        # A cell that could not be read is refused already, and is not missing besides.
        if not _refused_already(child, problem.name):
            child.refuse(problem.name, f"{problem.what} {problem.remedy}".strip())
    periods = _periods(child, held)
    if periods is None or any(not one.alone for one in child.problems):
        return None
    return _Answers(values, *periods)


def _refused_already(child: GivenChild, name: str) -> bool:
    labels = {BY_NAME[name].label} | {row.headings.get(name, "") for row in child.rows}
    return any(one.field in labels for one in child.problems)


@dataclass(frozen=True)
class _Answers:
    values: Record
    statuses: tuple[PeriodChange, ...]
    care: tuple[PeriodChange, ...]


def _periods(
    child: GivenChild, held: HeldChild | None
) -> tuple[tuple[PeriodChange, ...], tuple[PeriodChange, ...]] | None:
    statuses = _planned(child, plan_statuses, held.statuses if held else (), child.statuses,
                        {"start": STATUS_START, "end": STATUS_END})  # fmt: skip
    care = _planned(child, plan_care, held.care if held else (), child.care,
                    {"start": CARE_START, "end": CARE_END})  # fmt: skip
    return None if statuses is None or care is None else (statuses, care)


def _planned(
    child: GivenChild,
    plan: Callable[[Sequence[DatedCode], Sequence[GivenPeriod]], tuple[PeriodChange, ...]],
    held: Sequence[DatedCode],
    given: Sequence[GivenPeriod],
    names: Mapping[str, str],
) -> tuple[PeriodChange, ...] | None:
    try:
        return plan(held, given)
    except PeriodRefused as problem:
        row = child.rows[problem.row]
        name = names[problem.at]
        if name not in row.cells:  # an SSDA903 episode has one date for both
            name = STATUS_START if problem.at == "start" else STATUS_END
        child.problems.append(row.refuse(name, str(problem)))
        return None


def _add(
    found: _Found,
    child: GivenChild,
    answers: _Answers,
    held: HeldChild | None,
    taken: Iterable[str],
    hidden: Iterable[str],
) -> None:
    siblings = tuple(_siblings(found, child, held, set(taken), set(hidden)))
    values = _differing(answers.values, held)
    if held and not (values or answers.statuses or answers.care or siblings):
        found.unchanged += 1
        return
    record = answers.values
    found.plans.append(
        ChildPlan(
            identifier=child.identifier,
            name=held.child.full_name
            if held
            else f"{record['given_name']} {record['family_name']}",
            date_of_birth=held.child.date_of_birth if held else _born(record),
            child_id=held.child.id if held else "",
            rows=tuple(row.number for row in child.rows),
            values=values,
            statuses=answers.statuses,
            care=answers.care,
            siblings=siblings,
            changes=_changes(values, held, answers, siblings),
        )
    )


def _born(record: Record) -> date:
    born = record["date_of_birth"]
    assert isinstance(born, date)
    return born


def _siblings(
    found: _Found, child: GivenChild, held: HeldChild | None, taken: set[str], hidden: set[str]
) -> Iterable[str]:
    for other, row in child.siblings.items():
        if other in hidden:
            found.withheld.append(WithheldRow(row.sheet, row.number))
        elif why := _why_no_sibling(child, other, taken):
            child.problems.append(row.refuse(SIBLINGS, why, alone=True))
        elif held is None or other not in held.siblings:
            yield other


def _why_no_sibling(child: GivenChild, other: str, taken: set[str]) -> str:
    if other == child.identifier:
        return "A child is not their own brother or sister."
    if other not in taken:
        return (
            f"{other} is no child on record, nor one that this file adds. "
            "The rest of the child is taken."
        )
    return ""


def _differing(values: Record, held: HeldChild | None) -> tuple[tuple[str, object], ...]:
    """The columns to write. What the file leaves blank stays as it is."""
    return tuple(
        (name, stored)
        for name, value in values.items()
        if not unanswered(value)
        and (stored := stored_value(name, value)) is not None
        and (held is None or held.stored[name] != stored)
    )


def _changes(
    values: Sequence[tuple[str, object]],
    held: HeldChild | None,
    answers: _Answers,
    siblings: Sequence[str],
) -> tuple[ChildFieldChange, ...]:
    return (
        *(
            ChildFieldChange(
                BY_NAME[name].label,
                stored_words(name, held.stored[name]) if held else "",
                stored_words(name, stored),
            )
            for name, stored in values
        ),
        *(_period_change("Legal status", CodeList.LEGAL_STATUS, one) for one in answers.statuses),
        *(
            _period_change("Looked after", CodeList.REASON_EPISODE_CEASED, one)
            for one in answers.care
        ),
        *(ChildFieldChange("Brother or sister", "", one) for one in siblings),
    )


def _period_change(what: str, codes: CodeList, change: PeriodChange) -> ChildFieldChange:
    old = _period_words(codes, change.old) if change.old else ""
    return ChildFieldChange(what, old, _period_words(codes, change.new))


def _period_words(codes: CodeList, one: DatedCode) -> str:
    """The days first: old and new often differ in nothing else, and the code's words are long."""
    said, when = words(codes, one.code), capital(period_text(one.period))
    return f"{when}: {small(said)}" if said else when


def children_named(file: CaseFile) -> set[str]:
    """Every identifier that a file names, brothers' and sisters' too, so far as it can be read."""
    named = set(file.children)
    for rows in file.children.values():
        for row in rows:
            if SIBLINGS in row.cells:
                with suppress(BadInput):
                    named.update(read_identifiers(row.cells[SIBLINGS].value))
    return named
