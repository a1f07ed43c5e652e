"""What was submitted, each time, beside what is so now; what changed says who, when and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from resources_app.children.fields import LEGAL_STATUS
from resources_app.children.model import Child, LegalStatusPeriod
from resources_app.children.queries import children_by_id, legal_status_periods
from resources_app.foundations.errors import NotFound
from resources_app.requests.model import Request, Snapshot
from resources_app.requests.queries import request, sibling_row_id, snapshots
from resources_app.requests.request_writing import request_as_file
from resources_app.requests.since_submitted import THE_REQUEST, TOGETHER, Answered, since_submitted
from resources_app.store.journal import Entry, journal_entries
from resources_app.store.tables import Tables
from resources_app.team.queries import officers

# More changes than any request has seen between being submitted and being looked at.
_MOST_ENTRIES = 2_000


@dataclass(frozen=True)
class Version:
    """One time that a request was submitted; `number` counts from 1."""

    number: int
    at: datetime
    by: str


@dataclass(frozen=True)
class Line:
    """A field then and now; who changed it last, when and why, where it changed."""

    answered: Answered
    by: str = ""
    at: datetime | None = None
    why: str = ""


@dataclass(frozen=True)
class Submitted:
    """One version beside the present, what changed first; `versions` are all, oldest first."""

    reference: str
    version: Version
    versions: tuple[Version, ...]
    lines: tuple[Line, ...]

    @property
    def changed(self) -> int:
        """How many fields say something else now."""
        return sum(one.answered.changed for one in self.lines)


def submitted_and_now(tables: Tables, reference: str, version: int | None = None) -> Submitted:
    """A version, or the last, of what was submitted beside the records as they are.

    Whoever shows it has noted the opening of a restricted record. Raises NotFound for a request
    that was never submitted, or not so often.
    """
    one = request(tables, reference)
    frozen = {each.version: each for each in snapshots(tables, one.id)}
    if not frozen:
        raise NotFound(f"{one.reference} was never submitted.", remedy="It is still a draft.")
    chosen = frozen.get(version or max(frozen))
    if chosen is None:
        raise NotFound(
            f"{one.reference} has no version {version}.",
            remedy=f"It was submitted {max(frozen)} times: give 1 to {max(frozen)}.",
        )
    names = {each.id: each.name for each in officers(tables)}
    versions = {
        each.version: Version(each.version, each.taken_at, names.get(each.taken_by, ""))
        for each in frozen.values()
    }
    lines = _lines(tables, one, chosen, names)
    return Submitted(one.reference, versions[chosen.version], tuple(versions.values()), lines)


def _lines(
    tables: Tables, one: Request, frozen: Snapshot, names: dict[str, str]
) -> tuple[Line, ...]:
    people = children_by_id(tables, (one.child_id, *one.sibling_ids))
    statuses = legal_status_periods(tables, one.child_id)
    siblings = [people[each] for each in one.sibling_ids]
    now = request_as_file(one, people[one.child_id], siblings, statuses)
    answered = since_submitted(json.loads(frozen.content), now)
    rows = _rows(tables, one, answered, people, statuses)
    found = journal_entries(
        tables, rows={key for keys in rows.values() for key in keys}, limit=_MOST_ENTRIES
    )
    # By what the journal learnt after it: two laptops' clocks need not agree.
    (taken,) = journal_entries(tables, rows=[("request_snapshot", frozen.id)], limit=1)
    after = [entry for entry in found if entry.number > taken.number]
    made = [_line(each, rows.get((each.whose, each.field), ()), after, names) for each in answered]
    return tuple(sorted(made, key=lambda line: not line.answered.changed))


_Rows = dict[tuple[str, str], list[tuple[str, str]]]


def _rows(
    tables: Tables,
    one: Request,
    answered: Iterable[Answered],
    people: Mapping[str, Child],
    statuses: Iterable[LegalStatusPeriod],
) -> _Rows:
    """Of each field that changed: the rows of the journal that may say who changed it."""
    children = {each.local_identifier: [("child", each.id)] for each in people.values()}
    legal = [("legal_status_period", each.id) for each in statuses]
    together = [
        ("request_sibling", row)
        for each in one.sibling_ids
        if (row := sibling_row_id(tables, one.id, each)) is not None
    ]
    special = {LEGAL_STATUS.name: legal, TOGETHER: together}
    return {
        (each.whose, each.field): special.get(each.field)
        or (
            [("placement_request", one.id)]
            if each.whose == THE_REQUEST
            else children.get(each.whose, [])
        )
        for each in answered
        if each.changed
    }


def _line(
    answered: Answered, rows: Iterable[tuple[str, str]], after: list[Entry], names: dict[str, str]
) -> Line:
    """The newest entry that touched the field comes first among `after`."""
    wanted = set(rows)
    for entry in after:
        touched = entry.changes or {}
        whole_row = entry.table not in ("placement_request", "child")
        if (entry.table, entry.row_id) in wanted and (whole_row or answered.field in touched):
            by = names.get(entry.officer_id, "")
            return Line(answered, by, entry.recorded_at, entry.reason or "")
    return Line(answered)
