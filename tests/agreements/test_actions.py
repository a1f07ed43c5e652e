"""Making agreements by hand: what is refused, and who may."""

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
    supersede_rate,
)
from resources_app.agreements.membership_actions import resume_member, suspend_member
from resources_app.agreements.model import AgreementKind, Element, PriceStatus, Terms, Unit
from resources_app.agreements.pricing import OverlappingRates
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.session import Session
from resources_app.team.model import Role

APRIL, NEXT_APRIL = date(2026, 4, 1), date(2027, 4, 1)
CALL_OFF = NewAgreement(
    "SLA-1",
    "In-house fostering",
    Period(APRIL),
    AgreementKind.SERVICE_LEVEL,
    terms=Terms(notice_days=7, charges_day_of_leaving=True, award_route="call-off"),
)


def _rate(ages: tuple[int, int], pence: int | None = 60_000, start: date = APRIL) -> NewRate:
    return NewRate(Element.CORE, Unit.WEEK, ages[0], ages[1], pence, Period(start))


@pytest.fixture
def membership_id(session: Session, register: Callable[[Iterable[tuple[str, str]]], None]) -> str:
    register([("SC1001", "Abbot Ltd")])
    create_agreement(session, CALL_OFF)
    add_lot(session, "SLA-1", "1", "Standard")
    return add_member(session, "SLA-1", "1", "SC1001", tier=1, period=Period(APRIL)).id


def test_an_agreement_keeps_its_terms(session: Session, membership_id: str) -> None:
    found = queries.find_agreement(session.tables, "SLA-1")
    assert found.kind is AgreementKind.SERVICE_LEVEL
    assert found.terms == CALL_OFF.terms
    (summary,) = queries.agreements(session.tables)
    assert (summary.agreement, summary.lots, summary.members) == (found, 1, 1)


def test_references_and_lots_are_not_taken_twice(session: Session, membership_id: str) -> None:
    with pytest.raises(BadInput, match="already belongs to “In-house fostering”"):
        create_agreement(session, NewAgreement("sla-1", "Other", Period(APRIL)))
    with pytest.raises(BadInput, match="already has lot 1 Standard"):
        add_lot(session, "SLA-1", "1", "Again")
    with pytest.raises(BadInput, match="not in this store"):
        create_agreement(
            session, NewAgreement("X", "Y", Period(APRIL), lead_authority_code="E99999999")
        )
    with pytest.raises(BadInput, match="needs a reference"):
        create_agreement(session, NewAgreement(" ", "Y", Period(APRIL)))


def test_a_service_is_in_a_lot_once_at_a_time(session: Session, membership_id: str) -> None:
    with pytest.raises(Refused, match="already, from 1 Apr 2026"):
        add_member(session, "SLA-1", "1", "SC1001", tier=2, period=Period(NEXT_APRIL))
    with pytest.raises(NotFound, match="SC9"):
        add_member(session, "SLA-1", "1", "SC9", tier=2, period=Period(NEXT_APRIL))


def test_overlapping_rates_are_refused_naming_both_and_none_is_written(
    session: Session, membership_id: str
) -> None:
    add_rates(session, membership_id, [_rate((0, 10))])
    with pytest.raises(OverlappingRates) as refused:
        add_rates(session, membership_id, [_rate((11, 17), 70_000), _rate((10, 12), 80_000)])
    assert "£700.00" in str(refused.value) or "£600.00" in str(refused.value)
    assert "£800.00" in str(refused.value)
    assert len(queries.rates_of(session.tables, membership_id)) == 1


@pytest.mark.parametrize(
    "wrong", [_rate((10, 5)), _rate((-1, 5)), _rate((0, 5), 0), _rate((0, 5), -100)]
)
def test_senseless_rates_are_refused(session: Session, membership_id: str, wrong: NewRate) -> None:
    with pytest.raises(BadInput):
        add_rates(session, membership_id, [wrong])
    assert queries.rates_of(session.tables, membership_id) == []


def test_a_rate_is_taken_over_and_never_edited(session: Session, membership_id: str) -> None:
    add_rates(session, membership_id, [_rate((0, 17))])
    (old,) = queries.rates_of(session.tables, membership_id)
    with pytest.raises(Refused, match="begins on 1 Apr 2026"):
        supersede_rate(session, old.id, 61_000, on=APRIL)
    made = supersede_rate(session, old.id, None, on=NEXT_APRIL, reason="Asked for a new quote")
    closed, new = queries.rates_of(session.tables, membership_id)
    assert (closed.amount_pence, closed.period) == (60_000, Period(APRIL, NEXT_APRIL))
    assert (new.id, new.amount_pence, new.period) == (made.id, None, Period(NEXT_APRIL))


def test_a_suspended_member_answers_no_price(session: Session, membership_id: str) -> None:
    add_rates(session, membership_id, [_rate((0, 17))])

    def status() -> PriceStatus:
        return queries.price(session.tables, "SLA-1", "1", "SC1001", age=9, on=NEXT_APRIL).status

    with pytest.raises(BadInput, match="needs a reason"):
        suspend_member(session, membership_id, " ")
    suspend_member(session, membership_id, "Insurance lapsed.")
    assert status() is PriceStatus.NO_PRICE
    resume_member(session, membership_id)
    assert status() is PriceStatus.PRICED


def test_only_those_who_keep_agreements_change_them(
    session_for: Callable[[Role], Session], membership_id: str
) -> None:
    officer = session_for(Role.PLACEMENT_OFFICER)
    for attempt in (
        lambda: create_agreement(officer, CALL_OFF),
        lambda: add_lot(officer, "SLA-1", "2", "Enhanced"),
        lambda: add_rates(officer, membership_id, [_rate((0, 17))]),
        lambda: suspend_member(officer, membership_id, "Because."),
    ):
        with pytest.raises(Refused, match="keep agreements and prices"):
            attempt()


def test_a_service_knows_its_lots(session: Session, membership_id: str) -> None:
    service_id = session.tables.value("SELECT id FROM service WHERE urn = 'SC1001'")
    (member,) = queries.members_of_service(session.tables, service_id, on=APRIL)
    assert (member.agreement.reference, member.lot.name) == ("SLA-1", "lot 1 Standard")
    with pytest.raises(NotFound):
        queries.membership(session.tables, "nobody", on=APRIL)
    with pytest.raises(NotFound):
        queries.find_rate(session.tables, "nothing")
