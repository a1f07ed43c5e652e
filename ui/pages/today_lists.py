"""Where the rows of today's lists lead.

To add a kind of row: where its deed is done, in `_BY_DEED`, unless the kind of record says it.
"""

from __future__ import annotations

from resources_app.casework.worklist import WorkRow
from ui.shell.places import Place

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
    if row.deed == "agree_saving":
        return Place("finance", tab="savings")
    page, tab = _BY_DEED.get(row.deed) or _BY_KIND.get(row.record[:3], ("placement", ""))
    return Place(page, row.record, tab)
