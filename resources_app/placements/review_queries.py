"""Reviews that were held, and those that are due."""

from __future__ import annotations

from datetime import date

from resources_app.placements.reviews import Review, ReviewDue, ReviewKind
from resources_app.store.tables import Row, Tables

# The last day for the next review: what the last one said, else what the agreement began with.
# A brother or sister who has no agreement of their own is reviewed by that of the child they
# were placed with.
_CHILD_DUE = """
    COALESCE((SELECT next_due FROM review WHERE review.placement_id = placement.id
                 AND review.kind = 'child' ORDER BY held_on DESC LIMIT 1),
             ipa.review_due,
             (SELECT shared.review_due FROM placement AS beside
                JOIN ipa AS shared ON shared.placement_id = beside.id
               WHERE beside.request_id = placement.request_id
                 AND beside.service_id = placement.service_id
                 AND beside.start_date = placement.start_date LIMIT 1))
"""
_AGREEMENT_DUE = """
    COALESCE((SELECT next_due FROM review WHERE review.placement_id = placement.id
                 AND review.kind = 'agreement' ORDER BY held_on DESC LIMIT 1),
             date(ipa.start_date, '+' || (7 * ipa.review_weeks) || ' days'))
"""
_DUE = f"""
    SELECT placement.id, placement.reference, {_CHILD_DUE} AS child_due,
           {_AGREEMENT_DUE} AS agreement_due
      FROM placement LEFT JOIN ipa ON ipa.placement_id = placement.id
     WHERE placement.kind = 'main'
"""


def reviews_of(tables: Tables, placement_id: str) -> list[Review]:
    """A placement's reviews, the last held first."""
    rows = tables.rows(
        """SELECT review.*, officer.name AS recorded_by_name
             FROM review JOIN officer ON officer.id = review.recorded_by
            WHERE placement_id = ? ORDER BY held_on DESC, kind""",
        (placement_id,),
    )
    return [_review(row) for row in rows]


def next_reviews(tables: Tables, placement_id: str) -> list[ReviewDue]:
    """The reviews that are next in a placement, the soonest first."""
    rows = tables.rows(f"{_DUE} AND placement.id = ?", (placement_id,))
    return sorted((one for row in rows for one in _due(row)), key=lambda one: one.due_on)


def reviews_due(tables: Tables, today: date, until: date) -> list[ReviewDue]:
    """The reviews of placements that are live today whose last day is `until` or before.

    A partner's child in a bed that was sold to it is reviewed by the partner.
    """
    rows = tables.rows(
        f"""{_DUE} AND placement.start_date <= :today
                   AND placement.authority_code IN
                       (SELECT ons_code FROM authority WHERE standing = 'home')
                   AND (placement.end_date IS NULL OR placement.end_date > :today)""",
        {"today": today.isoformat()},
    )
    found = (one for row in rows for one in _due(row) if one.due_on <= until)
    return sorted(found, key=lambda one: (one.due_on, one.placement_reference))


def _due(row: Row) -> list[ReviewDue]:
    days = {ReviewKind.CHILD: row["child_due"], ReviewKind.AGREEMENT: row["agreement_due"]}
    return [
        ReviewDue(row["reference"], kind, date.fromisoformat(day))
        for kind, day in days.items()
        if day is not None
    ]


def _review(row: Row) -> Review:
    return Review(
        id=row["id"],
        kind=ReviewKind(row["kind"]),
        held_on=date.fromisoformat(row["held_on"]),
        due_on=date.fromisoformat(row["due_on"]),
        outcome=row["outcome"],
        next_due=date.fromisoformat(row["next_due"]),
        recorded_by=row["recorded_by_name"],
    )
