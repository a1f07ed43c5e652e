"""When a child's case must next be reviewed: Care Planning Regulations 2010, regulation 33.

The first review is within 20 working days of the day the child became looked after, the second
within three months of the first, and later ones no more than six months apart. The dates here
are the latest the law allows when every review before was held on its own last day.
"""

from __future__ import annotations

from datetime import date

from resources_app.foundations.dates import add_months
from resources_app.foundations.working_days import add_working_days

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
    """The last day for the review after the one due on `due`."""
    first = add_working_days(looked_after_since, FIRST_WORKING_DAYS)
    return add_months(due, SECOND_MONTHS if due <= first else LATER_MONTHS)
