"""What a member was on any day: its tier, its rank, and whether it was suspended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from resources_app.agreements import queries
from resources_app.agreements.actions import (
    NewAgreement,
    NewRate,
    add_lot,
    add_member,
    add_rates,
    create_agreement,
)
from resources_app.agreements.membership_actions import (
    change_standing,
    resume_member,
    suspend_member,
)
from resources_app.agreements.model import Element, PriceStatus, Unit
from resources_app.agreements.standing_queries import standing_on, standings_of
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Refused
from resources_app.session import Session

APRIL, TODAY, NEXT_APRIL = date(2026, 4, 1), date(2026, 11, 23), date(2027, 4, 1)


@pytest.fixture
def member(session: Session, register: Callable[[Iterable[tuple[str, str]]], None]) -> str:
    register([("SC1001", "Abbot Ltd"), ("SC1002", "Birch Ltd")])
    create_agreement(session, NewAgreement("FW-1", "Homes", Period(APRIL)))
    add_lot(session, "FW-1", "1", "Residential")
    made = [
        add_member(session, "FW-1", "1", urn, tier=tier, rank=1, period=Period(APRIL)).id
        for urn, tier in (("SC1001", 1), ("SC1002", 2))
    ]
    for one in made:
        rate = NewRate(Element.CORE, Unit.WEEK, 0, 17, 90_000, Period(APRIL))
        add_rates(session, one, [rate])
    return made[0]


def _order(session: Session, day: date) -> list[tuple[str, int]]:
    found = queries.contract_prices(session.tables, age=9, on=day)
    return [(one.urn, one.tier) for one in found]


def test_a_tier_changes_from_a_day_and_was_what_it_was(session: Session, member: str) -> None:
    change_standing(
        session, member, tier=3, rank=2, on=NEXT_APRIL, reason="Lost its place at the refresh."
    )
    assert _order(session, TODAY) == [("SC1001", 1), ("SC1002", 2)]
    assert _order(session, NEXT_APRIL) == [("SC1002", 2), ("SC1001", 3)]
    agreement = queries.find_agreement(session.tables, "FW-1")
    lot = queries.find_lot(session.tables, agreement, "1")
    for day, tiers in ((TODAY, [1, 2]), (NEXT_APRIL, [2, 3])):
        members = queries.members_of(session.tables, agreement, lot, on=day)
        assert [one.membership.tier for one in members] == tiers
    answer = queries.price(session.tables, "FW-1", "1", "SC1001", age=9, on=NEXT_APRIL)
    assert answer.tier == 3


def test_a_suspension_is_from_a_day_to_a_day(session: Session, member: str) -> None:
    first, last = date(2026, 12, 1), date(2027, 1, 10)
    suspend_member(session, member, "Insurance lapsed.", on=first)
    resume_member(session, member, on=last, reason="Insured again.")

    def suspended(day: date) -> str:
        found = standing_on(session.tables, member, day)
        assert found is not None
        return found.suspended_reason

    assert [suspended(day) for day in (TODAY, first, date(2027, 1, 9), last)] == [
        "",
        "Insurance lapsed.",
        "Insurance lapsed.",
        "",
    ]
    assert ("SC1001", 1) not in _order(session, first)
    assert ("SC1001", 1) in _order(session, last)
    answer = queries.price(session.tables, "FW-1", "1", "SC1001", age=9, on=first)
    assert (answer.status, "Insurance lapsed." in answer.why[0]) == (PriceStatus.NO_PRICE, True)


def test_a_suspension_keeps_the_tier_and_a_change_of_tier_the_suspension(
    session: Session, member: str
) -> None:
    suspend_member(session, member, "Enquiry.")
    change_standing(session, member, tier=2, rank=None, on=NEXT_APRIL, reason="Refresh.")
    assert [(one.tier, one.rank, one.suspended_reason, one.start) for one in standings_of(
        session.tables, member
    )] == [
        (1, 1, "", None),
        (1, 1, "Enquiry.", TODAY),
        (2, None, "Enquiry.", NEXT_APRIL),
    ]  # fmt: skip


def test_what_cannot_be_changed_so(session: Session, member: str) -> None:
    with pytest.raises(BadInput, match="says why"):
        change_standing(session, member, tier=2, reason="")
    with pytest.raises(BadInput, match="begin at 1"):
        change_standing(session, member, tier=0, reason="Slip.")
    with pytest.raises(Refused, match="has that tier and rank already"):
        change_standing(session, member, tier=1, rank=1, reason="Slip.")
    with pytest.raises(Refused, match="not suspended"):
        resume_member(session, member)
    with pytest.raises(Refused, match="in the lot from 1 Apr 2026"):
        suspend_member(session, member, "Enquiry.", on=date(2026, 3, 31))
    suspend_member(session, member, "Enquiry.", on=NEXT_APRIL)
    with pytest.raises(Refused, match="A change from 1 Apr 2027 is recorded already"):
        change_standing(session, member, tier=2, reason="Refresh.")
    with pytest.raises(Refused, match="suspended already: Enquiry"):
        suspend_member(session, member, "Again.", on=NEXT_APRIL)
