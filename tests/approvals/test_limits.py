"""Approval by delegated limit: fails closed, never one's own, inclusive of the limit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.approvals.limits import lowest_role_for, why_not_money, why_not_statutory
from resources_app.approvals.model import ApprovalKind, Cost
from resources_app.session import Actor
from resources_app.team.model import DelegatedLimit, Role

LIMIT = DelegatedLimit("l1", Role.HEAD_OF_SERVICE, 600_000, 32_000_000, date(2026, 4, 1))
HEAD = Actor("head", "Hugh Oyelaran", "HO", Role.HEAD_OF_SERVICE)


def test_a_cost_equal_to_the_limit_is_within_it() -> None:
    assert why_not_money(HEAD, "amina", Cost(600_000, 32_000_000), LIMIT) == ""


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (Cost(600_001, 1), "£6,000.01 a week is above a head of service’s limit of £6,000.00"),
        (Cost(1, 32_000_001), "£320,000.01 a year is above"),
    ],
)
def test_a_penny_over_either_limit_is_refused(cost: Cost, words: str) -> None:
    assert words in why_not_money(HEAD, "amina", cost, LIMIT)


def test_nobody_approves_their_own_decision() -> None:
    assert "nobody approves their own" in why_not_money(HEAD, "head", Cost(1, 1), LIMIT)


@given(st.sampled_from(list(Role)), st.integers(0, 10**9), st.integers(0, 10**11))
def test_no_limit_is_no_authority_whatever_the_role_and_the_cost(
    role: Role, weekly: int, annual: int
) -> None:
    assert why_not_money(Actor("x", "Pat", "P", role), "amina", Cost(weekly, annual), None)


@pytest.mark.parametrize("role", [Role.PLACEMENT_OFFICER, Role.FINANCE, Role.AUDITOR])
def test_a_role_that_does_not_approve_is_told_which_do(role: Role) -> None:
    limit = DelegatedLimit("l", role, 10**9, 10**11, date(2026, 4, 1))
    reason = why_not_money(Actor("x", "Pat", "P", role), "amina", Cost(1, 1), limit)
    assert "may not approve funding" in reason
    assert "head of service" in reason


def test_only_the_director_approves_at_a_distance() -> None:
    allowed = {
        role
        for role in Role
        if not why_not_statutory(Actor("x", "Pat", "P", role), ApprovalKind.AT_A_DISTANCE)
    }
    assert allowed == {Role.DIRECTOR}


def test_money_is_never_a_statutory_approval() -> None:
    director = Actor("x", "Dara Nwosu", "DN", Role.DIRECTOR)
    assert "for a nobody" in why_not_statutory(director, ApprovalKind.MONEY)


def test_the_lowest_role_that_covers_a_cost_is_named() -> None:
    limits = {
        Role.HEAD_OF_SERVICE: LIMIT,
        Role.DIRECTOR: DelegatedLimit("l2", Role.DIRECTOR, 10**7, 10**9, date(2026, 4, 1)),
    }
    assert lowest_role_for(Cost(5, 5), limits) is Role.HEAD_OF_SERVICE
    assert lowest_role_for(Cost(700_000, 5), limits) is Role.DIRECTOR
    assert lowest_role_for(Cost(10**8, 5), limits) is None
