"""A framework with two homes and three children placed under it, for the tests of uplifts.

Core weekly fees from 1 April 2026: Oak House £1,000.00 (ages 0 to 10) and £1,400.00 (11 to 17);
Elm House £2,000.00 for all ages.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from resources_app.agreements.actions import (
    NewAgreement,
    NewRate,
    add_lot,
    add_member,
    add_rates,
    create_agreement,
)
from resources_app.agreements.model import Element, Terms, Unit
from resources_app.agreements.queries import rates_of
from resources_app.foundations.dates import Period
from resources_app.session import Session
from tests.casework.made_up import BUCKS, put

APRIL, NEXT_APRIL = date(2026, 4, 1), date(2027, 4, 1)
FRAMEWORK = "FW-1"
TERMS = Terms(uplift_index="CPI", uplift_cap=300, uplift_day="04-01")


def add_home(session: Session, urn: str, name: str, provider: str) -> str:
    """A children's home of a provider of its own; the service's id."""
    owner = put(session, "provider", name=provider)
    return put(
        session,
        "service",
        urn=urn,
        provider_id=owner,
        name=name,
        provision_type="children's home",
        registration_status="Active",
        authority_code=BUCKS,
    )


def make_framework(session: Session) -> dict[str, str]:
    """The framework with its rates; memberships by URN."""
    create_agreement(
        session,
        NewAgreement(FRAMEWORK, "Homes", Period(APRIL, date(2030, 4, 1)), terms=TERMS),
    )
    add_lot(session, FRAMEWORK, "1", "Residential")
    add_lot(session, FRAMEWORK, "2", "Solo", price_ceiling_pence=205_000)
    members = {}
    for urn, name, provider, lot in (
        ("SC1001", "Oak House", "Abbot Care", "1"),
        ("SC1002", "Elm House", "Birch Homes", "2"),
    ):
        add_home(session, urn, name, provider)
        members[urn] = add_member(session, FRAMEWORK, lot, urn, tier=1, period=Period(APRIL)).id
    add_rates(session, members["SC1001"], [_core((0, 10), 100_000), _core((11, 17), 140_000)])
    add_rates(session, members["SC1002"], [_core((0, 17), 200_000)])
    return members


def _core(ages: tuple[int, int], pence: int) -> NewRate:
    return NewRate(Element.CORE, Unit.WEEK, *ages, pence, Period(APRIL))


def place(
    session: Session,
    member: str,
    reference: str,
    born: date,
    start: date,
    end: date | None = None,
    **line: Any,
) -> str:
    """A child placed under a membership at its rate of the start, or at one agreed; the IPA."""
    row = session.tables.one("SELECT * FROM membership WHERE id = ?", (member,))
    assert row is not None
    lot = session.tables.one("SELECT * FROM lot WHERE id = ?", (row["lot_id"],))
    assert lot is not None
    child = put(
        session,
        "child",
        local_identifier=reference,
        given_name="Somebody",
        family_name="Unspoken",
        date_of_birth=born.isoformat(),
        sex="1",
        authority_code=BUCKS,
    )
    placement = put(
        session,
        "placement",
        reference=reference,
        child_id=child,
        service_id=row["service_id"],
        start_date=start.isoformat(),
        end_date=end.isoformat() if end else None,
        authority_code=BUCKS,
    )
    ipa = put(
        session,
        "ipa",
        reference=reference.replace("PLC", "IPA"),
        placement_id=placement,
        agreement_id=lot["agreement_id"],
        membership_id=member,
        start_date=start.isoformat(),
        notice_days=28,
        payment_cycle="monthly in arrears",
        review_due="2027-05-01",
    )
    age = start.year - born.year - ((start.month, start.day) < (born.month, born.day))
    rate = next(
        one for one in rates_of(session.tables, member) if one.age_from <= age <= one.age_to
    )
    put(
        session,
        "fee_line",
        **{
            "ipa_id": ipa,
            "element": "core weekly fee",
            "unit": "week",
            "amount_pence": rate.amount_pence,
            "rate_id": rate.id,
            "start_date": start.isoformat(),
            "end_date": end.isoformat() if end else None,
            **line,
        },
    )
    return ipa
