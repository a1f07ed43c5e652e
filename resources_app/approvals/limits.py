"""Whether an officer may approve a cost. Fails closed; never one's own; re-checked on change."""

from __future__ import annotations

from collections.abc import Sequence

from resources_app.approvals.model import WHO_MAY, ApprovalKind, Cost, HeldLimit
from resources_app.foundations.money import pounds
from resources_app.session import Actor
from resources_app.team.model import DelegatedLimit, Permission, Role
from resources_app.team.permissions import why_not


def why_not_money(approver: Actor, asked_by: str, cost: Cost, limit: DelegatedLimit | None) -> str:
    """Why this officer may not approve this cost, in a sentence; empty when they may.

    `asked_by` is the id of the officer who made the decision put up for approval.
    Limits are inclusive: a cost equal to the limit is within it.
    """
    if reason := why_not(approver, Permission.APPROVE_FUNDING):
        return reason
    if approver.id == asked_by:
        return f"{approver.name} made this decision, and nobody approves their own."
    if limit is None:
        return f"No delegated limit is set for a {approver.role}, so there is no authority."
    if cost.weekly_pence > limit.weekly_pence:
        return (
            f"{pounds(cost.weekly_pence)} a week is above a {approver.role}’s limit of "
            f"{pounds(limit.weekly_pence)} a week."
        )
    if cost.annual_pence > limit.annual_pence:
        return (
            f"{pounds(cost.annual_pence)} a year is above a {approver.role}’s limit of "
            f"{pounds(limit.annual_pence)} a year."
        )
    return ""


def why_not_statutory(approver: Actor, kind: ApprovalKind, asked_by: str = "") -> str:
    """Why this officer may not give an approval that is not about money; empty when they may.

    `asked_by` is the id of the officer who asks for it, empty where that is not known.
    """
    allowed = WHO_MAY.get(kind, frozenset())
    if approver.role in {str(role) for role in allowed}:
        own = bool(asked_by) and approver.id == asked_by
        asks = f"{approver.name} asks for this approval, and nobody approves their own."
        return asks if own else ""
    names = " or ".join(sorted(str(role) for role in allowed)) or "nobody"
    return f"An approval “{kind}” is for a {names}; {approver.name} is a {approver.role}."


def covers(limit: DelegatedLimit | None, cost: Cost) -> bool:
    """Whether a limit covers a cost, a week and a year; both inclusive. No limit covers nothing."""
    if limit is None:
        return False
    return cost.weekly_pence <= limit.weekly_pence and cost.annual_pence <= limit.annual_pence


def limit_used(held: Sequence[HeldLimit], asked_by: str, cost: Cost) -> HeldLimit:
    """The one of the limits an officer holds within which they would approve a cost.

    `held` is their role's own, then those lent to them (`approvals.queries.limits_held`). Their
    own where it covers the cost; else one lent to them that does, but never by whoever asks
    (`asked_by`, an officer's id); else their own, which then says what is missing.
    """
    own, *lent = held
    if covers(own.limit, cost):
        return own
    for one in lent:
        by = one.delegation.from_id if one.delegation else ""
        if by != asked_by and covers(one.limit, cost):
            return one
    return own


def may_give_money(approver: Actor, held: Sequence[HeldLimit], asked_by: str, cost: Cost) -> bool:
    """Whether an officer who holds these limits may approve a cost that `asked_by` put up."""
    return not why_not_money(approver, asked_by, cost, limit_used(held, asked_by, cost).limit)


def lowest_role_for(cost: Cost, limits: dict[Role, DelegatedLimit]) -> Role | None:
    """The role with the smallest limit that covers a cost, or None when no role's does."""
    enough = [limit for limit in limits.values() if covers(limit, cost)]
    return min(enough, key=lambda one: one.weekly_pence).role if enough else None
