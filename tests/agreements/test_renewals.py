"""What runs out, by when somebody must act, and what has been seen to already."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest

from resources_app.agreements.actions import (
    NewAgreement,
    NewRate,
    add_lot,
    add_member,
    add_rates,
    create_agreement,
)
from resources_app.agreements.agreement_actions import add_extension, decline_extension
from resources_app.agreements.model import Element, Unit
from resources_app.agreements.queries import find_agreement
from resources_app.agreements.renewal_queries import expiring
from resources_app.agreements.renewals import (
    LEAD_TIMES,
    Ending,
    Renewal,
    Standing,
    calendar,
    lead_days,
)
from resources_app.foundations.dates import Period
from resources_app.session import Session

TODAY = date(2026, 11, 23)
APRIL = date(2026, 4, 1)


def _in(days: int, kind: Renewal = Renewal.AGREEMENT, what: str = "It") -> Ending:
    return Ending(kind, what, "Somebody", TODAY + timedelta(days=days))


@pytest.mark.parametrize("kind", list(Renewal))
def test_somebody_must_act_a_lead_time_before_the_last_day(kind: Renewal) -> None:
    lead = LEAD_TIMES[kind].days
    (now,) = calendar([_in(lead, kind)], TODAY)
    assert (now.standing, now.act_by, now.to_do) == (
        Standing.ACT_NOW,
        TODAY,
        LEAD_TIMES[kind].to_do,
    )
    assert calendar([_in(lead + 1, kind)], TODAY) == ()
    (later,) = calendar([_in(lead + 1, kind)], TODAY, within=lead + 1)
    assert later.standing is Standing.COMING


def test_what_ran_out_is_shown_for_a_while_and_a_document_until_there_is_a_newer_one() -> None:
    assert [one.standing for one in calendar([_in(-1)], TODAY)] == [Standing.EXPIRED]
    assert calendar([_in(-91)], TODAY) == ()
    assert len(calendar([_in(-900, Renewal.DOCUMENT)], TODAY)) == 1
    # The last day itself is still good.
    assert calendar([_in(0)], TODAY)[0].standing is Standing.ACT_NOW


def test_some_documents_take_longer_to_come_by() -> None:
    assert lead_days(_in(0, Renewal.DOCUMENT, "Employers’ liability insurance")) == 45
    assert lead_days(_in(0, Renewal.DOCUMENT, "Safeguarding policy")) == 30


def test_the_soonest_to_act_on_comes_first() -> None:
    found = calendar(
        [_in(30, Renewal.RATE), _in(200, Renewal.AGREEMENT), _in(5, Renewal.DOCUMENT)], TODAY
    )
    assert [one.kind for one in found] == [Renewal.AGREEMENT, Renewal.RATE, Renewal.DOCUMENT]


def test_the_store_is_searched_for_every_kind(
    session: Session, register: Callable[[Iterable[tuple[str, str]]], None]
) -> None:
    register([("SC1001", "Abbot Ltd"), ("SC1002", "Birch Ltd"), ("SC1003", "Cedar Ltd")])
    create_agreement(session, NewAgreement("FW-1", "Homes", Period(APRIL, date(2027, 4, 1))))
    add_lot(session, "FW-1", "1", "Residential")
    add_extension(session, "FW-1", 12, decide_by=date(2027, 1, 31))
    add_extension(session, "FW-1", 12, decide_by=date(2027, 1, 31))
    decline_extension(session, "FW-1", 2, reason="One is enough.")
    soon = Period(APRIL, date(2027, 1, 1))
    add_member(session, "FW-1", "1", "SC1001", tier=1, period=soon)
    member = add_member(session, "FW-1", "1", "SC1002", tier=1, period=Period(APRIL)).id
    rates = [
        NewRate(Element.CORE, Unit.WEEK, *ages, 90_000, Period(APRIL, end))
        for ages, end in (
            ((0, 10), date(2026, 12, 1)),
            ((11, 17), date(2026, 12, 1)),
            ((18, 99), None),
        )
    ]
    follows = NewRate(Element.CORE, Unit.WEEK, 11, 17, 95_000, Period(date(2026, 12, 1), None))
    add_rates(session, member, [*rates, follows])
    with session.act("documents for a test") as act:
        provider = act.tables.value("SELECT id FROM provider WHERE name = 'Birch Ltd'")
        outside = act.tables.value("SELECT id FROM provider WHERE name = 'Cedar Ltd'")
        for key, kind, expires in (
            (provider, "insurance", "2025-12-31"),
            (provider, "insurance", "2026-12-31"),
            (provider, "statement of purpose", None),
            (outside, "insurance", "2026-01-01"),
        ):
            act.tables.insert(
                "due_diligence_document",
                {
                    "id": session.new_id(),
                    "provider_id": key,
                    "kind": kind,
                    "expires_on": expires,
                },
            )
    key = find_agreement(session.tables, "FW-1").id
    for agreement_id in ("", key):
        found = expiring(session.tables, TODAY, agreement_id=agreement_id)
        assert [(one.kind, one.whose, one.what, one.last_day) for one in found] == [
            (Renewal.AGREEMENT, "FW-1", "Homes ends, 1 option to extend left", date(2027, 3, 31)),
            (Renewal.RATE, "Birch Ltd house", "1 price in lot 1", date(2026, 11, 30)),
            (Renewal.MEMBERSHIP, "Abbot Ltd house", "Lot 1 Residential", date(2026, 12, 31)),
            (Renewal.EXTENSION, "Homes", "Option 1: 12 months more", date(2027, 1, 31)),
            (Renewal.DOCUMENT, "Birch Ltd", "Insurance", date(2026, 12, 31)),
        ]
    assert expiring(session.tables, TODAY, agreement_id="another") == ()
