"""Options to extend, who takes part, call-offs, and how an agreement was bought."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from resources_app.agreements import agreement_queries as held
from resources_app.agreements.actions import (
    NewAgreement,
    add_lot,
    add_member,
    create_agreement,
)
from resources_app.agreements.agreement_actions import (
    add_authority,
    add_extension,
    change_procurement,
    decline_extension,
    record_notice,
    remove_authority,
    take_extension,
)
from resources_app.agreements.model import AgreementKind, Terms
from resources_app.agreements.queries import find_agreement, membership
from resources_app.agreements.terms_actions import change_terms
from resources_app.agreements.terms_queries import terms_of
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.foundations.fields import Problems
from resources_app.session import Session

START, END = date(2024, 4, 1), date(2027, 4, 1)
READING, OXFORDSHIRE = "E06000038", "E10000025"


@pytest.fixture
def framework(session: Session) -> Session:
    new = NewAgreement("FW-1", "Homes", Period(START, END), terms=Terms(notice_days=21))
    create_agreement(session, new)
    return session


def _end(session: Session) -> date | None:
    return find_agreement(session.tables, "FW-1").period.end


def test_an_option_that_is_taken_moves_the_end_and_the_members_with_it(
    framework: Session, register: Callable[[Iterable[tuple[str, str]]], None]
) -> None:
    register([("SC1001", "Abbot Ltd"), ("SC1002", "Birch Ltd")])
    add_lot(framework, "FW-1", "1", "Residential")
    whole = add_member(framework, "FW-1", "1", "SC1001", tier=1, period=Period(START, END)).id
    left = Period(START, date(2026, 1, 1))
    gone = add_member(framework, "FW-1", "1", "SC1002", tier=1, period=left).id
    add_extension(framework, "FW-1", 12, decide_by=date(2026, 12, 31))
    add_extension(framework, "FW-1", 6)
    with pytest.raises(Refused, match="Option 1 comes first"):
        take_extension(framework, "FW-1", 2)
    take_extension(framework, "FW-1", 1, reason="Cabinet, 12 November.")
    assert _end(framework) == date(2028, 4, 1)
    assert membership(framework.tables, whole, on=START).period.end == date(2028, 4, 1)
    assert membership(framework.tables, gone, on=START).period == left
    take_extension(framework, "FW-1", 2)
    assert _end(framework) == date(2028, 10, 1)
    with pytest.raises(Refused, match="Option 1 was taken already"):
        take_extension(framework, "FW-1", 1)
    with pytest.raises(Refused, match="has no option 3"):
        take_extension(framework, "FW-1", 3)


def test_an_option_is_refused_after_its_day(
    framework: Session,
    clock: FixedClock,  # 23 November 2026
) -> None:
    add_extension(framework, "FW-1", 12, decide_by=date(2026, 11, 22))
    with pytest.raises(Refused, match="was to be taken by 22 Nov 2026"):
        take_extension(framework, "FW-1", 1)
    (option,) = held.extensions_of(framework.tables, find_agreement(framework.tables, "FW-1").id)
    assert (option.standing(clock.today()), _end(framework)) == ("lapsed", END)


def test_an_option_is_declined_with_the_reason(framework: Session) -> None:
    add_extension(framework, "FW-1", 12)
    with pytest.raises(BadInput, match="says why"):
        decline_extension(framework, "FW-1", 1, reason=" ")
    decline_extension(framework, "FW-1", 1, reason="A new tender is ready.")
    with pytest.raises(Refused, match="was declined already"):
        take_extension(framework, "FW-1", 1)
    with pytest.raises(Refused, match="was declined already"):
        decline_extension(framework, "FW-1", 1, reason="Again.")
    with pytest.raises(NotFound):
        decline_extension(framework, "FW-1", 2, reason="None.")
    with pytest.raises(BadInput, match="a month or more"):
        add_extension(framework, "FW-1", 0)


def test_authorities_join_and_leave(framework: Session) -> None:
    before = find_agreement(framework.tables, "FW-1")
    add_authority(framework, "FW-1", READING)
    assert READING in find_agreement(framework.tables, "FW-1").authorities
    with pytest.raises(Refused, match="take part in FW-1 already"):
        add_authority(framework, "FW-1", READING)
    with pytest.raises(BadInput, match="not in this store"):
        add_authority(framework, "FW-1", "E99999999")
    with pytest.raises(Refused, match="They lead FW-1"):
        remove_authority(framework, "FW-1", before.lead_authority_code, reason="Slip.")
    remove_authority(framework, "FW-1", READING, reason="Left the partnership.")
    assert find_agreement(framework.tables, "FW-1").authorities == before.authorities
    with pytest.raises(NotFound):
        remove_authority(framework, "FW-1", READING, reason="Again.")


def test_a_call_off_takes_over_its_frameworks_terms_and_law(framework: Session) -> None:
    change_terms(
        framework,
        "FW-1",
        {
            "retainers": [{"reason": "missing", "full_nights": 7, "share": 50}],
            "combination": "largest only",
        },
        reason="Agreed.",
    )
    new = NewAgreement(
        "CO-1", "Call-off", Period(date(2026, 4, 1)), AgreementKind.SPOT, call_off_of="fw-1"
    )
    create_agreement(framework, new)
    made = find_agreement(framework.tables, "CO-1")
    terms = terms_of(framework.tables, made.id)
    parent = find_agreement(framework.tables, "FW-1")
    assert (made.call_off_of, made.terms.notice_days) == (parent.id, 21)
    assert terms.retainers == terms_of(framework.tables, parent.id).retainers
    assert terms.combination == "largest only"
    found = held.procurement_of(framework.tables, made, date(2026, 11, 23))
    assert (found.regime, found.route) == ("Public Contracts Regulations 2015", "call-off")
    assert [one.reference for one in held.call_offs_under(framework.tables, parent.id)] == ["CO-1"]
    with pytest.raises(Refused, match="CO-1 is no framework: it is spot"):
        create_agreement(
            framework, NewAgreement("CO-2", "X", Period(date(2026, 4, 1)), call_off_of="CO-1")
        )
    with pytest.raises(Refused, match="a call-off begins within it"):
        create_agreement(
            framework, NewAgreement("CO-2", "X", Period(date(2027, 4, 1)), call_off_of="FW-1")
        )


@pytest.mark.parametrize("kind", list(AgreementKind))
def test_every_kind_of_agreement_is_made(framework: Session, kind: AgreementKind) -> None:
    create_agreement(framework, NewAgreement(f"A-{kind}", "Title", Period(START), kind))
    assert find_agreement(framework.tables, f"A-{kind}").kind is kind


def test_how_it_was_bought_and_what_was_published(framework: Session) -> None:
    change_procurement(
        framework, "FW-1", {"award_route": "light touch", "lifetime_value_pence": "£180,000,000"}
    )
    record_notice(framework, "FW-1", "fts-cn", date(2023, 9, 1), number="2023/S 000-026012")
    agreement = find_agreement(framework.tables, "FW-1")
    found = held.procurement_of(framework.tables, agreement, date(2026, 11, 23))
    assert found.over is True
    assert agreement.terms.lifetime_value_pence == 18_000_000_000
    assert [(one.code, str(one.state)) for one in found.notices] == [
        ("FTS-CN", "published"),
        ("FTS-CAN", "missing"),
        ("CF", "missing"),
    ]
    with pytest.raises(Problems, match="“call-off”"):
        change_procurement(framework, "FW-1", {"award_route": "by hand"})
    with pytest.raises(BadInput, match="is not a notice"):
        record_notice(framework, "FW-1", "UK99", date(2026, 1, 1))
    with pytest.raises(BadInput, match="still to come"):
        record_notice(framework, "FW-1", "CF", date(2026, 12, 1))
