"""What is followed of a child in a bed: the therapist's assessment, and outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.beds.following_queries import assessment_of, outcome_row
from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, NotFound, Where
from resources_app.placements.queries import placement_by_reference
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def assess(session: Session, placement: str, done_on: date, done_by: str) -> Changes:
    """Record that the therapist has assessed a child: when, and by whom.

    Raises NotFound when the placement has no assessment due, BadInput for a day to come or
    nobody's name. A later day corrects an earlier one.
    """
    require(session, Permission.KEEP_BEDS)
    if done_on > session.today():
        raise BadInput(f"{day_text(done_on)} is still to come.", where=Where(field="Done on"))
    if not done_by.strip():
        raise BadInput("Say who made the assessment.", where=Where(field="By"))
    with session.act("assess") as act:
        found = placement_by_reference(act.tables, placement)
        key = assessment_of(act.tables, found.id)
        if key is None:
            raise NotFound(f"No therapist’s assessment is due for {found.reference}.")
        act.tables.update(
            "therapist_assessment",
            key,
            {"done_on": done_on.isoformat(), "done_by": done_by.strip()},
        )
    return act.changes


@dataclass(frozen=True)
class OutcomeCount:
    """How often something happened before a placement, and since, over the same length of time.

    `measure` is a code or its words; what is None stays as it was.
    """

    measure: str
    before: int | None = None
    after: int | None = None
    note: str = ""


def record_outcomes(session: Session, placement: str, counts: Sequence[OutcomeCount]) -> Changes:
    """Record a placement's outcomes, all or none.

    A measure's first record needs its count before. Raises BadInput for a count below zero.
    """
    require(session, Permission.KEEP_BEDS)
    with session.act("record_outcomes") as act:
        found = placement_by_reference(act.tables, placement)
        for one in counts:
            _record(session, act.tables, found.id, one)
    return act.changes


def _record(session: Session, tables: Tables, placement_id: str, given: OutcomeCount) -> None:
    code = need_code(CodeList.OUTCOME_MEASURES, given.measure, where=Where(field="Measure"))
    for count, name in ((given.before, "Before"), (given.after, "Since")):
        if count is not None and count < 0:
            raise BadInput("A count is 0 or more.", where=Where(field=name))
    fields: dict[str, object] = {"before_count": given.before, "after_count": given.after}
    changes = {name: count for name, count in fields.items() if count is not None}
    changes["recorded_on"] = session.today().isoformat()
    if given.note.strip():
        changes["note"] = given.note.strip()
    key = outcome_row(tables, placement_id, code)
    if key is not None:
        tables.update("outcome_measure", key, changes)
    elif given.before is None:
        raise BadInput(
            "Say first how often it happened before the placement.", where=Where(field="Before")
        )
    else:
        row = {"id": session.new_id(), "placement_id": placement_id, "measure": code}
        tables.insert("outcome_measure", row | changes)
