"""When a child's case must next be reviewed: Care Planning Regulations 2010, regulation 33.

The first review is within 20 working days of the day the child became looked after, the second
within three months of the first, and later ones no more than six months apart. The dates here
are the latest the law allows when every review before was held on its own last day, or, once
reviews are recorded, from the day the last was held. Council and provider go through the agreement
by themselves, every so many weeks as it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from resources_app.foundations.dates import add_months
from resources_app.foundations.working_days import add_working_days


class ReviewKind(StrEnum):
    """What is reviewed: the child's case, or the agreement with the provider."""

    CHILD = "child"
    AGREEMENT = "agreement"


@dataclass(frozen=True)
class Review:
    """A review that was held. `due_on` is the last day it was due by, `next_due` the next's."""

    id: str
    kind: ReviewKind
    held_on: date
    due_on: date
    outcome: str
    next_due: date
    recorded_by: str


@dataclass(frozen=True)
class ReviewDue:
    """The review that is next, and the last day for it (included)."""

    placement_reference: str
    kind: ReviewKind
    due_on: date


REVIEW_WORDS = {
    ReviewKind.CHILD: "Review of the child’s case",
    ReviewKind.AGREEMENT: "Review of the agreement",
}
REVIEW_RULES = {
    ReviewKind.CHILD: "regulation 33",
    ReviewKind.AGREEMENT: "the agreement’s own interval",
}
FIRST_WORKING_DAYS = 20
SECOND_MONTHS = 3
LATER_MONTHS = 6


def review_due(looked_after_since: date, day: date) -> date:
    """The last day for the review that is next on `day`, which is counted in."""
    due = add_working_days(looked_after_since, FIRST_WORKING_DAYS)
    if due < day:
        due = second = add_months(due, SECOND_MONTHS)
        later = 0
        while due < day:
            later += LATER_MONTHS
            due = add_months(second, later)
    return due


def after_review(looked_after_since: date, due: date) -> date:
    """The last day for the review after the one due on `due`, when that is held on its last day."""
    return next_child_review(looked_after_since, due, due)


def next_child_review(looked_after_since: date, due: date, held: date) -> date:
    """The last day for the review after one that was due on `due` and held on `held`."""
    first = add_working_days(looked_after_since, FIRST_WORKING_DAYS)
    return add_months(held, SECOND_MONTHS if due <= first else LATER_MONTHS)


def next_agreement_review(held: date, weeks: int) -> date:
    """The last day for the agreement's next review, `weeks` after one that was held."""
    return held + timedelta(weeks=weeks)
