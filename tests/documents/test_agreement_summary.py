"""An agreement's summary for one provider: terms in short, prices on a day, registered once."""

from __future__ import annotations

from datetime import date

import pytest

from resources_app.agreements.actions import add_member, supersede_rate
from resources_app.agreements.queries import rates_of
from resources_app.documents.actions import print_agreement_summary
from resources_app.documents.issuing import reprint
from resources_app.documents.queries import document
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import NotFound
from resources_app.session import Session
from tests.casework.made_up import BUCKS, put
from tests.casework.uplift_case import APRIL, FRAMEWORK, NEXT_APRIL, make_framework
from tests.documents.reading import text_of


def test_it_says_the_terms_and_the_prices_of_the_day(session: Session) -> None:
    members = make_framework(session)
    supersede_rate(
        session, rates_of(session.tables, members["SC1001"])[0].id, 103_500, on=NEXT_APRIL
    )
    today = print_agreement_summary(session, FRAMEWORK, "abbot care")
    later = print_agreement_summary(session, FRAMEWORK, "Abbot Care", on=NEXT_APRIL)
    text = text_of(today.bytes)
    for said in (
        "FW-1: Homes: terms and prices",
        "1 Apr 2026 to 31 Mar 2030",
        "Oak House Lot 1 Residential, tier 1",
        "28 days’ notice; the day of leaving is not charged",
        "Prices follow CPI, at most 3 %",
        "Oak House Core weekly fee, ages 0 to 10, a week 1 Apr 2026 £1,000.00",
    ):
        assert said in text
    assert "Elm House" not in text
    assert "ages 0 to 10, a week 1 Apr 2027 £1,035.00" in text_of(later.bytes)
    assert reprint(session, today.reference) == today.bytes
    assert print_agreement_summary(session, FRAMEWORK, "Abbot Care").fresh is True
    assert document(session.tables, today.reference).subject_reference == FRAMEWORK


def test_a_provider_that_is_in_no_lot_then_has_no_summary(session: Session) -> None:
    make_framework(session)
    with pytest.raises(NotFound, match="in no lot of FW-1 on 31 Mar 2026"):
        print_agreement_summary(session, FRAMEWORK, "Abbot Care", on=date(2026, 3, 31))
    with pytest.raises(NotFound, match="“Nobody” is in no lot"):
        print_agreement_summary(session, FRAMEWORK, "Nobody")


def test_two_registrations_of_one_name_are_told_apart_by_their_urn(session: Session) -> None:
    make_framework(session)
    owner = session.tables.value("SELECT provider_id FROM service WHERE urn = 'SC1001'")
    put(
        session,
        "service",
        urn="SC1003",
        provider_id=owner,
        name="Oak House",
        provision_type="children's home",
        registration_status="Active",
        authority_code=BUCKS,
    )
    add_member(session, FRAMEWORK, "1", "SC1003", tier=2, period=Period(APRIL))
    text = text_of(print_agreement_summary(session, FRAMEWORK, "Abbot Care").bytes)
    assert "Oak House, URN SC1001 Lot 1 Residential, tier 1" in text
    assert "Oak House, URN SC1003 Lot 1 Residential, tier 2" in text
    assert "Oak House, URN SC1001 Core weekly fee" in text
