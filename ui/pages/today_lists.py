"""Where the rows of today's lists lead.

To add a kind of row: where its deed is done, in `_BY_DEED`, unless the kind of record says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources_app.casework.worklist import WorkRow
from ui.shell.places import Place

if TYPE_CHECKING:
    from resources_app.casework.time_limits import TimeLimit

MINE, OTHERS, DUE = "Waiting for me", "Waiting for others", "Overdue and due soon"

# The page and the tab on which a deed is done.
_BY_DEED = {
    "approve_area": ("request", "decision"),
    "confirm_spoken": ("request", "decision"),
    "approve_variation": ("placement", "variations"),
    "approve_uplift": ("uplift", ""),
    "complete_duty": ("placement", "duties"),
}
# The page of a record by the letters of its reference; a placement's for any other.
_BY_KIND = {"INV": ("invoice", ""), "REQ": ("request", "")}


def place_of_row(row: WorkRow) -> Place:
    """The page to go to for a row."""
    return _place(row.record, row.deed)


def place_of_limit(one: TimeLimit) -> Place:
    """The page on which a time limit is met."""
    return _place(one.reference, one.deed)


def _place(record: str, deed: str) -> Place:
    if deed == "agree_saving":
        return Place("finance", tab="savings")
    page, tab = _BY_DEED.get(deed) or _BY_KIND.get(record[:3], ("placement", ""))
    return Place(page, record, tab)
