"""Recording that a review was held, and when the next is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.children.queries import looked_after_since
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.model import REVIEW_WEEKS, Placement
from resources_app.placements.queries import placement_by_reference
from resources_app.placements.review_queries import next_reviews, reviews_of
from resources_app.placements.reviews import (
    REVIEW_WORDS,
    Review,
    ReviewKind,
    next_agreement_review,
    next_child_review,
)
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class Reviewed:
    """A review as it was recorded."""

    reference: str
    review: Review
    changes: Changes


def record_review(
    session: Session,
    reference: str,
    kind: ReviewKind,
    held_on: date,
    outcome: str,
    *,
    next_due: date | None = None,
) -> Reviewed:
    """Record that a review was held on a day, with its outcome.

    The next is due as late as the law or the agreement lets it; `next_due` names an earlier day.
    Raises BadInput, naming the field, for days that cannot be; Refused where the placement has
    no agreement to review.
    """
    require(session, Permission.PLACE)
    if not outcome.strip():
        raise BadInput("A review has an outcome.", where=Where(field="Outcome"))
    with session.act("record_review") as act:
        placement = placement_by_reference(act.tables, reference)
        _check_day(act.tables, placement, kind, held_on, session.today())
        due = next((one.due_on for one in next_reviews(act.tables, placement.id)
                    if one.kind is kind), None)  # fmt: skip
        if due is None:
            raise Refused("A brother’s or sister’s agreement covers this placement: review that.")
        latest = _latest(act.tables, placement, kind, due, held_on)
        if next_due is not None and not held_on < next_due <= latest:
            raise BadInput(
                f"The next one is due by {day_text(latest)} at the latest.",
                where=Where(field="Next by"),
                remedy="Give a day after this review and no later than that.",
            )
        act.tables.insert(
            "review",
            {
                "id": session.new_id(),
                "placement_id": placement.id,
                "kind": str(kind),
                "held_on": held_on.isoformat(),
                "due_on": due.isoformat(),
                "outcome": outcome.strip(),
                "next_due": (next_due or latest).isoformat(),
                "recorded_by": session.officer.id,
                "recorded_at": session.stamp(),
            },
        )
        made = next(one for one in reviews_of(act.tables, placement.id) if one.kind is kind)
    return Reviewed(placement.reference, made, act.changes)


def _check_day(
    tables: Tables, placement: Placement, kind: ReviewKind, held_on: date, today: date
) -> None:
    where = Where(field="Held on")
    if held_on > today:
        raise BadInput(f"{day_text(held_on)} is still to come.", where=where,
                       remedy="Give the day it was held.")  # fmt: skip
    if held_on < placement.period.start:
        began = day_text(placement.period.start)
        raise BadInput(f"The placement began on {began}.", where=where, remedy="Check the day.")
    held = [one.held_on for one in reviews_of(tables, placement.id) if one.kind is kind]
    if held and held_on <= held[0]:
        raise BadInput(
            f"{REVIEW_WORDS[kind]} was held on {day_text(held[0])}.",
            where=where,
            remedy="Give a day after it.",
        )


def _latest(
    tables: Tables, placement: Placement, kind: ReviewKind, due: date, held_on: date
) -> date:
    start = placement.period.start
    if kind is ReviewKind.CHILD:
        since = looked_after_since(tables, placement.child_id, start) or start
        return next_child_review(since, due, held_on)
    weeks = tables.value("SELECT review_weeks FROM ipa WHERE placement_id = ?", (placement.id,))
    return next_agreement_review(held_on, int(weeks or REVIEW_WEEKS))
