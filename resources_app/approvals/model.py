"""Approvals: who said yes to what, on which day, within which limit.

Money limits and statutory approvals are different things and are kept apart: a director's
limit does not stand in for the nominated officer of regulation 11, nor the reverse.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from resources_app.foundations.dates import Period
from resources_app.team.model import DelegatedLimit, Role


class ApprovalKind(StrEnum):
    """What is approved. The last three are statutory or constitutional, never money."""

    MONEY = "money"
    OUT_OF_AREA = "out of area"  # regulation 11(2): nominated officer
    AT_A_DISTANCE = "at a distance"  # regulation 11(3): director of children's services
    SPOT_EXEMPTION = "spot exemption"  # contract standing orders


# Who may give each approval that is not about money. Money is by delegated limit.
# To add a kind: add it above and say here who may give it.
WHO_MAY: dict[ApprovalKind, frozenset[Role]] = {
    ApprovalKind.OUT_OF_AREA: frozenset(
        {Role.HEAD_OF_SERVICE, Role.SERVICE_DIRECTOR, Role.DIRECTOR}
    ),
    ApprovalKind.AT_A_DISTANCE: frozenset({Role.DIRECTOR}),
    ApprovalKind.SPOT_EXEMPTION: frozenset(
        {Role.HEAD_OF_SERVICE, Role.SERVICE_DIRECTOR, Role.DIRECTOR}
    ),
}


@dataclass(frozen=True)
class Cost:
    """What is put up for approval, net of VAT: pence a week and pence in twelve months."""

    weekly_pence: int
    annual_pence: int


@dataclass(frozen=True)
class Subject:
    """What an approval is of, and the digest that binds it to exactly what was seen."""

    table: str
    id: str
    bound_sha256: str


@dataclass(frozen=True)
class Approval:
    """One yes or no, as it was given."""

    id: str
    subject: Subject
    kind: ApprovalKind
    outcome: str  # 'approved' or 'refused'
    approver_id: str
    approver_name: str
    approver_role: Role
    decided_at: datetime
    words: str
    cost: Cost | None
    spoken: bool = False
    confirmed_at: datetime | None = None
    recorded_by: str = ""  # the name of whoever wrote a spoken one down
    for_whom: str = ""  # whose lent limit covered it


@dataclass(frozen=True)
class Recommendation:
    """What somebody put to whoever may say yes: `role` is as it was on the day."""

    id: str
    subject: Subject
    kind: ApprovalKind
    officer_id: str
    officer_name: str
    role: Role
    at: datetime
    words: str


@dataclass(frozen=True)
class Delegation:
    """An approver's limit lent to a colleague for the days of a period (half-open)."""

    id: str
    from_id: str
    from_name: str
    from_role: Role
    to_id: str
    to_name: str
    period: Period
    reason: str
    revoked: bool = False


@dataclass(frozen=True)
class HeldLimit:
    """The limit an approver acts within: their role's own, or one that was lent to them."""

    limit: DelegatedLimit | None
    delegation: Delegation | None = None

    @property
    def limit_id(self) -> str | None:
        """The limit's id, for the approval that rests on it."""
        return self.limit.id if self.limit else None

    @property
    def delegation_id(self) -> str | None:
        """The delegation's id; None for one's own limit."""
        return self.delegation.id if self.delegation else None
