"""Where the rows of today's lists lead.

To add a kind of row: where its deed is done, in `_BY_DEED`, unless the kind of record says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources_app.casework.worklist import NEXT_STEP, WorkRow
from ui.shell.places import Place

if TYPE_CHECKING:
    from resources_app.casework.running_out import RunningOut
    from resources_app.casework.time_limits import TimeLimit

MINE, OTHERS, DUE = "Waiting for me", "Waiting for others", "Overdue and due soon"

# The page and the tab on which a deed is done.
_BY_DEED = {
    "approve_area": ("request", "decision"),
    "confirm_spoken": ("request", "decision"),
    "approve_variation": ("placement", "variations"),
    "approve_uplift": ("uplift", ""),
    "complete_duty": ("placement", "duties"),
    "remind": ("request", "offers"),
    "record_review": ("placement", "life"),
    "propose_staying": ("placement", "life"),
    "approve_staying": ("placement", "life"),
    "approve_respite": ("placement", "life"),
    "chase_signatures": ("document", "signatures"),
}
# The key that begins a deed from the list, and what it then does. What writes without asking
# first has none: it is done on its own page, where one has read it.
KEYS = {
    "authorise_request": ("A", "authorise the search"),
    NEXT_STEP: ("N", "do its next step"),
    "record_response": ("R", "record a reply"),
    "decide_offer": ("D", "decide between the offers"),
    "approve_decision": ("A", "approve the funding"),
    "place_child": ("P", "make the placement"),
    "recommend_decision": ("R", "recommend the funding"),
    "approve_area": ("A", "approve the home"),
    "approve_spot": ("A", "exempt the search"),
    "confirm_spoken": ("C", "confirm it"),
    "approve_variation": ("A", "approve the variation"),
    "approve_uplift": ("A", "approve the uplift"),
    "complete_duty": ("D", "say that it was done"),
    "remind": ("M", "remind those who have not answered"),
    "record_review": ("R", "record the review"),
    "propose_staying": ("P", "say what follows at 18"),
    "approve_staying": ("A", "approve the arrangement"),
    "approve_respite": ("A", "approve the respite"),
    "chase_signatures": ("C", "chase the signature"),
}
# The page and the tab of what runs out, by what it is; a lot has a tab of its own.
_BY_MATTER = {
    "alert": ("placement", ""),
    "agreement": ("agreement", "contract"),
    "lot": ("agreement", ""),
    "document": ("expiring", ""),
    "hold": ("beds", ""),
    "notice": ("placement", "life"),
    "assessment": ("beds", "assessments"),
}
SETTLE = ("S", "settle the alert")
# The page of a record by the letters of its reference; a placement's for any other.
_BY_KIND = {"INV": ("invoice", ""), "REQ": ("request", "")}


def place_of_row(row: WorkRow) -> Place:
    """The page to go to for a row."""
    return _place(row.record, row.deed)


def key_of_row(row: WorkRow) -> tuple[str, str]:
    """The key that begins a row's deed, and what it does; empty where it is not theirs to do."""
    return KEYS.get(row.deed, ("", "")) if row.ready else ("", "")


def place_of_matter(row: RunningOut) -> Place:
    """The page on which something that runs out, or an alert, is looked at."""
    if not row.reference:
        return Place("expiring")
    page, tab = _BY_MATTER[str(row.matter)]
    return Place(page, row.reference, f"lot {row.lot}" if row.lot else tab)


def place_of_limit(one: TimeLimit) -> Place:
    """The page on which a time limit is met."""
    return _place(one.reference, one.deed)


def _place(record: str, deed: str) -> Place:
    if deed == "agree_saving":
        return Place("finance", tab="savings")
    page, tab = _BY_DEED.get(deed) or _BY_KIND.get(record[:3], ("placement", ""))
    return Place(page, record, tab)
