"""Recording how a placement broke down; again, as more is learnt of it."""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.foundations.codes import CodeList, read_code
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.placements.breakdown_queries import breakdown_of
from resources_app.placements.breakdowns import Breakdown
from resources_app.placements.model import Placement
from resources_app.placements.queries import placement_by_reference
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class BreakdownKept:
    """A breakdown as it is recorded now."""

    reference: str
    breakdown: Breakdown
    changes: Changes


def record_breakdown(session: Session, reference: str, told: Breakdown) -> BreakdownKept:
    """Record how a placement broke down, or say more of it; the journal keeps what was said first.

    Raises BadInput, naming the field, without a cause or words, and for days that cannot be.
    """
    require(session, Permission.PLACE)
    causes = [
        read_code(CodeList.BREAKDOWN_CAUSES, one, where=Where(field="Causes"))
        for one in told.causes
    ]
    if not causes:
        raise BadInput("A breakdown has a cause.", where=Where(field="Causes"))
    if not told.what_happened.strip():
        raise BadInput("Say what happened.", where=Where(field="What happened"))
    with session.act("record_breakdown") as act:
        placement = placement_by_reference(act.tables, reference)
        _check_days(session, placement, told)
        row: dict[str, object] = {
            "happened_on": told.happened_on.isoformat(),
            "causes": "\n".join(dict.fromkeys(causes)),
            "what_happened": told.what_happened.strip(),
            "warning_signs": told.warning_signs.strip(),
            "tried": told.tried.strip(),
            "learning": told.learning.strip(),
            "meeting_on": told.meeting_on.isoformat() if told.meeting_on else None,
            "recorded_by": session.officer.id,
            "recorded_at": session.stamp(),
        }
        held = act.tables.value("SELECT id FROM breakdown WHERE placement_id = ?", (placement.id,))
        if held is None:
            more = {"id": session.new_id(), "placement_id": placement.id}
            act.tables.insert("breakdown", {**more, **row})
        else:
            act.tables.update("breakdown", str(held), row)
        act.tables.update("placement", placement.id, {"disrupted": 1})
        kept = breakdown_of(act.tables, placement.id)
    assert kept is not None
    return BreakdownKept(placement.reference, kept, act.changes)


def _check_days(session: Session, placement: Placement, told: Breakdown) -> None:
    day, ended = told.happened_on, placement.period.end
    if day > session.today():
        raise BadInput(f"{day_text(day)} is still to come.", where=Where(field="When"),
                       remedy="Give the day it broke down.")  # fmt: skip
    if day < placement.period.start or (ended is not None and day > ended):
        until = f" to {day_text(ended)}" if ended else ""
        raise BadInput(
            f"The child lived there from {day_text(placement.period.start)}{until}.",
            where=Where(field="When"),
            remedy="Give a day within it.",
        )
    if told.meeting_on is not None and told.meeting_on < day:
        raise BadInput(
            f"It broke down on {day_text(day)}.",
            where=Where(field="Disruption meeting"),
            remedy="Give a day after it.",
        )
