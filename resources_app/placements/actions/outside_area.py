"""The gate of regulation 11: homes outside the council's area, and what an emergency leaves due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.approvals.checklists import checklist, duty_code, still_open
from resources_app.approvals.model import ApprovalKind, Subject
from resources_app.approvals.queries import checks_of
from resources_app.foundations.authorities import PlacementArea
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import Refused
from resources_app.foundations.working_days import add_working_days
from resources_app.placements.actions.writing import Agreed
from resources_app.placements.area import (
    APPROVAL_NEEDED,
    EMERGENCY_APPROVAL_WORKING_DAYS,
    WHERE_IT_IS,
    WHO_APPROVES,
)
from resources_app.placements.area_queries import approval_lacking, area_of_offer
from resources_app.requests.model import Urgency
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class OutsideArea:
    """Where the home is, the approval still missing (empty for none), and what of its checklist
    is open (as codes of duties) and owed in words."""

    area: PlacementArea
    missing: str = ""
    checks: frozenset[str] = frozenset()
    owed: tuple[str, ...] = ()

    def still_due(self, start: date) -> tuple[str, ...]:
        """What is owed within five working days of the start, a sentence each."""
        by = day_text(add_working_days(start, EMERGENCY_APPROVAL_WORKING_DAYS))
        if self.missing:
            who = WHO_APPROVES[self.missing]
            return (f"Regulation 11: approval “{self.missing}” by {who}, by {by}.",)
        return tuple(f"Regulation 11: {words}, by {by}." for words in self.owed)


def outside_area(tables: Tables, agreed: Agreed, today: date) -> OutsideArea:
    """What regulation 11 still asks for before, or after, this placement.

    Raises Refused when a planned placement lacks its approval.
    """
    area = area_of_offer(tables, agreed.offer)
    needed = APPROVAL_NEEDED[area]
    if not needed:
        return OutsideArea(area)
    subject = Subject("decision", agreed.decision.id, agreed.decision.bound_sha256)
    missing = approval_lacking(tables, subject, area)
    if missing and agreed.request.urgency is not Urgency.EMERGENCY:
        raise Refused(
            f"The home is {WHERE_IT_IS[area]}, and regulation 11 asks for the approval of "
            f"{WHO_APPROVES[missing]} first.",
            remedy=f"Have it approved as “{missing}”.",
        )
    kind = ApprovalKind(needed)
    answered = [one.item for one in checks_of(tables, subject, kind)]
    left = still_open(checklist(kind, today), answered)
    checks = frozenset(duty_code(needed, one.code) for one in left)
    return OutsideArea(area, missing, checks, tuple(one.to_do for one in left))
