"""What placements cost, from what is stored of them: lines, rates, siblings, absences, hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from resources_app.agreements.actions import supersede_rate
from resources_app.agreements.charge_model import AbsenceReason, Account, AccountCharge
from resources_app.agreements.charging import charge
from resources_app.agreements.model import Element, Rate
from resources_app.agreements.queries import rates_of
from resources_app.approvals.model import Cost
from resources_app.approvals.queries import approvals_of
from resources_app.children.actions import amend_child
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.placements.absence_queries import absences_of
from resources_app.placements.actions import (
    pay_by_delivery,
    place_child,
    quantity_from,
    record_absence,
    record_delivery,
    record_return,
    retain_place,
)
from resources_app.placements.charging_queries import accounts, accounts_of
from resources_app.placements.model import PlacementTerms
from resources_app.placements.queries import (
    ipa_of_placement,
    placement_by_reference,
    placement_summaries,
)
from resources_app.requests.model import NewOffer, NewPrice
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import CORE, OFFER, START, Steps
from tests.requests.market import CORE_PENCE

WEEK = Period(date(2026, 12, 14), date(2026, 12, 21))
BOTH = replace(OFFER, prices=(CORE, CORE))
HOURS = replace(
    OFFER,
    prices=(CORE, NewPrice("therapy", "hour", 6_500, 2)),
    above_contract_reason="Play therapy.",
)


@pytest.fixture
def manager(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.TEAM_MANAGER)


@pytest.fixture
def place(officer: Session, steps: Steps) -> Callable[..., str]:
    """Make the placement of an offer; the IPA's reference."""

    def made(offer: NewOffer = OFFER) -> str:
        return place_child(officer, steps.approved(offer), PlacementTerms(START)).ipa_reference

    return made


def account_of(session: Session, reference: str) -> Account:
    (found,) = accounts_of(
        session.tables, placement_by_reference(session.tables, reference).reference, WEEK
    )
    return found


def week_of(session: Session, reference: str, period: Period = WEEK) -> list[AccountCharge]:
    return [charge(one, period) for one in accounts_of(session.tables, reference, period)]


def core_rate(session: Session, reference: str) -> Rate:
    member = account_of(session, reference).membership_id
    assert member is not None
    return next(one for one in rates_of(session.tables, member) if one.element is Element.CORE)


def test_a_placement_at_the_contract_price_follows_the_contract(
    officer: Session, manager: Session, place: Callable[..., str]
) -> None:
    ipa = place()
    (before,) = week_of(officer, ipa)
    assert before.net_pence == CORE_PENCE
    assert "agreement FW-26 Homes for children, lot 1 All homes" in before.lines[0].why[0]
    assert [(one.funder, one.net_pence) for one in before.funding] == [
        ("social care", 72_800),
        ("education", 31_200),
    ]
    supersede_rate(manager, core_rate(officer, ipa).id, 111_000, on=date(2026, 12, 17))
    (after,) = week_of(officer, ipa)
    # Three nights at £1,040.00 and four at £1,110.00.
    assert after.net_pence == round((3 * 104_000 + 4 * 111_000) / 7)


def test_a_price_of_ones_own_is_not_raised_with_the_contracts(
    officer: Session, manager: Session, place: Callable[..., str]
) -> None:
    ipa = place(
        replace(
            OFFER, prices=(replace(CORE, amount_pence=120_000),), above_contract_reason="Nights."
        )
    )
    supersede_rate(manager, core_rate(officer, ipa).id, 111_000, on=date(2026, 12, 17))
    (found,) = week_of(officer, ipa)
    assert found.net_pence == 120_000
    assert "agreed for this child" in found.lines[0].why[0]


def test_brother_and_sister_each_have_their_fee_and_the_second_a_discount(
    officer: Session, manager: Session, place: Callable[..., str]
) -> None:
    ipa = place(BOTH)
    first, second = week_of(officer, ipa)
    assert (first.net_pence, second.net_pence) == (CORE_PENCE, CORE_PENCE)
    member = accounts_of(officer.tables, ipa, WEEK)[0].membership_id
    assert member is not None
    with manager.act("discount for a test") as act:
        act.tables.update("membership", member, {"sibling_discount": 500})
    first, second = week_of(officer, ipa)
    by_child = sorted([first.net_pence, second.net_pence])
    assert by_child == [98_800, CORE_PENCE]
    (cheaper,) = [one for one in (first, second) if one.net_pence == 98_800]
    assert "Less 5 % sibling discount from the 2nd child: £988.00." in cheaper.lines[0].why


def test_when_the_elder_leaves_the_other_pays_in_full(
    officer: Session, manager: Session, place: Callable[..., str]
) -> None:
    ipa = place(BOTH)
    everyone = accounts_of(officer.tables, ipa, WEEK)
    eldest = min(everyone, key=lambda one: one.born or date.max)
    other = next(one for one in everyone if one is not eldest)
    assert other.membership_id is not None
    with manager.act("discount and ending for a test") as act:
        act.tables.update("membership", other.membership_id, {"sibling_discount": 500})
        act.tables.update("placement", eldest.placement_id, {"end_date": "2026-12-17"})
    (found,) = week_of(officer, other.placement_reference)
    assert found.net_pence == round((3 * 98_800 + 4 * 104_000) / 7)


def test_a_birthday_changes_the_price_by_itself(
    officer: Session, manager: Session, place: Callable[..., str]
) -> None:
    ipa = place()
    one = account_of(officer, ipa)
    amend_child(officer, one.child_id, {"date_of_birth": "2010-12-17"})
    old = core_rate(officer, ipa)
    assert one.membership_id is not None
    with manager.act("bands for a test") as act:
        act.tables.update("rate", old.id, {"age_to": 15})
        row = act.tables.one("SELECT * FROM rate WHERE id = ?", (old.id,))
        assert row is not None
        act.tables.insert(
            "rate", dict(row) | {"id": manager.new_id(), "age_from": 16, "age_to": 17,
                                 "amount_pence": 125_000}
        )  # fmt: skip
    (found,) = week_of(officer, ipa)
    assert found.net_pence == round((3 * 104_000 + 4 * 125_000) / 7)


def test_an_absence_is_recorded_ended_and_priced(
    officer: Session, manager: Session, place: Callable[..., str]
) -> None:
    ipa = place()
    agreement = account_of(officer, ipa).agreement_id
    with manager.act("retainer for a test") as act:
        act.tables.insert(
            "retainer_rule",
            {
                "id": manager.new_id(),
                "agreement_id": agreement,
                "absence_reason": "hospital",
                "full_nights": 2,
                "share": 5_000,
                "most_nights": 4,
            },
        )
    kept = record_absence(officer, ipa, AbsenceReason.HOSPITAL, Period(date(2026, 12, 14)))
    # Two nights in full, two at half, three beyond the maximum.
    assert [one.net_pence for one in week_of(officer, ipa)] == [round(104_000 * 3 / 7)]
    retained = retain_place(manager, kept.absence.id, date(2026, 12, 19), "Back on the 20th.")
    # One night more at half the price: £74.29; seven such nights are a week.
    assert retained.cost == Cost(52_003, 7_429)
    assert [one.net_pence for one in week_of(officer, ipa)] == [round(104_000 * 3.5 / 7)]
    record_return(officer, ipa, date(2026, 12, 16))
    assert [one.net_pence for one in week_of(officer, ipa)] == [104_000]
    placement = placement_by_reference(officer.tables, ipa)
    (found,) = absences_of(officer.tables, placement.id)
    assert (found.period.end, found.retained_by) == (date(2026, 12, 16), manager.officer.name)


def test_absences_that_cannot_be_are_refused(officer: Session, place: Callable[..., str]) -> None:
    ipa = place()
    with pytest.raises(NotFound, match="Nobody is away"):
        record_return(officer, ipa, date(2026, 12, 16))
    with pytest.raises(BadInput, match="The placement began on 7 Dec 2026"):
        record_absence(officer, ipa, AbsenceReason.HOLIDAY, Period(date(2026, 12, 1)))
    kept = record_absence(officer, ipa, AbsenceReason.MISSING, Period(date(2026, 12, 14)))
    with pytest.raises(Refused, match="already has an absence"):
        record_absence(
            officer, ipa, AbsenceReason.HOLIDAY, Period(date(2026, 12, 20), date(2026, 12, 22))
        )
    with pytest.raises(BadInput, match="first night away was 14 Dec 2026"):
        record_return(officer, ipa, date(2026, 12, 14))
    with pytest.raises(Refused, match="may not approve funding"):
        retain_place(officer, kept.absence.id, date(2027, 1, 1), "Hope.")


def test_hours_are_paid_as_they_are_given_once_that_is_agreed(
    officer: Session, place: Callable[..., str], clock: FixedClock
) -> None:
    ipa = place(HOURS)
    (agreed,) = week_of(officer, ipa)
    assert agreed.net_pence == CORE_PENCE + 2 * 6_500
    placement = placement_by_reference(officer.tables, ipa)
    line = ipa_of_placement(officer.tables, placement.id).fee_lines[-1]
    clock.moment = FixedClock.on(date(2026, 12, 18)).moment
    with pytest.raises(NotFound, match="paid by what is given"):
        record_delivery(officer, ipa, Element.THERAPY, date(2026, 12, 15), 150)
    pay_by_delivery(officer, line.id)
    assert [one.net_pence for one in week_of(officer, ipa)] == [CORE_PENCE]
    with pytest.raises(BadInput, match="still to come"):
        record_delivery(officer, ipa, Element.THERAPY, date(2026, 12, 19), 150)
    record_delivery(officer, ipa, Element.THERAPY, date(2026, 12, 15), quantity_from("1.5"))
    assert [one.net_pence for one in week_of(officer, ipa)] == [CORE_PENCE + 9_750]
    with pytest.raises(BadInput, match="recorded already"):
        record_delivery(officer, ipa, Element.THERAPY, date(2026, 12, 15), 50)
    with pytest.raises(Refused, match=r"2 hours a week are approved, and 1\.5 of the week"):
        record_delivery(officer, ipa, Element.THERAPY, date(2026, 12, 17), 100)
    core = ipa_of_placement(officer.tables, placement.id).fee_lines[0]
    with pytest.raises(Refused, match="not counted as it is given"):
        pay_by_delivery(officer, core.id)


@pytest.mark.parametrize("text", ["", "none", "0", "-1", "1.234", "1e9", "NaN"])
def test_a_quantity_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"for example 1\.5"):
        quantity_from(text)


def test_only_what_costs_something_in_the_time_asked_about_is_read(
    officer: Session, place: Callable[..., str]
) -> None:
    place()
    before = Period(date(2026, 11, 1), date(2026, 12, 1))
    assert accounts(officer.tables, during=before) == []
    assert len(accounts(officer.tables, during=WEEK)) == 1
    with pytest.raises(NotFound, match="PLC-26-A7-0042"):
        accounts_of(officer.tables, "PLC-99", WEEK)


def test_a_list_shows_each_childs_own_price_of_the_day(
    officer: Session, manager: Session, place: Callable[..., str]
) -> None:
    ipa = place(BOTH)
    supersede_rate(manager, core_rate(officer, ipa).id, 111_000, on=date(2026, 12, 17))

    def weekly(day: date) -> list[int]:
        return [one.weekly_pence for one in placement_summaries(officer.tables, day)]

    assert weekly(date(2026, 12, 16)) == [104_000, 104_000]
    # The sister is of another age than the rate's, or of the same: hers follows where it is hers.
    everyone = accounts_of(officer.tables, ipa, WEEK)
    follows = [bool(line.rates) for one in everyone for line in one.lines]
    assert sorted(weekly(date(2026, 12, 17))) == sorted(
        111_000 if own else 104_000 for own in follows
    )
    assert any(follows)


def test_paying_beyond_the_maximum_is_money_and_never_for_ones_own_asking(
    officer: Session,
    session: Session,
    manager: Session,
    session_for: Callable[[Role], Session],
    place: Callable[..., str],
) -> None:
    """Within a limit, by somebody other than who recorded the absence, and kept as an approval."""
    dear = replace(
        OFFER, prices=(replace(CORE, amount_pence=400_000),), above_contract_reason="1:1"
    )
    ipa = place(dear)
    with manager.act("retainer for a test") as act:
        act.tables.insert("retainer_rule", {
            "id": manager.new_id(), "agreement_id": account_of(officer, ipa).agreement_id,
            "absence_reason": "hospital", "full_nights": 2, "share": 5_000, "most_nights": 4,
        })  # fmt: skip
    head = session_for(Role.HEAD_OF_SERVICE)
    kept = record_absence(head, ipa, AbsenceReason.HOSPITAL, Period(date(2026, 12, 14)))
    until, why = date(2026, 12, 25), "He comes back at Christmas."
    with pytest.raises(Refused, match="Nothing would be paid beyond"):
        retain_place(manager, kept.absence.id, date(2026, 12, 18), why)
    with pytest.raises(Refused, match="You recorded this absence"):
        retain_place(head, kept.absence.id, until, why)
    # £2,000.00 a week at half the price.
    with pytest.raises(Refused, match=r"£2,000\.00 a week is above a team manager’s limit"):
        retain_place(manager, kept.absence.id, until, why)
    director = session_for(Role.SERVICE_DIRECTOR)
    done = retain_place(director, kept.absence.id, until, why)
    assert done.cost == Cost(200_000, 200_000)
    (given,) = approvals_of(officer.tables, "absence", kept.absence.id)
    assert (given.outcome, given.approver_name, given.cost, given.words) == (
        "approved", director.officer.name, done.cost, why,
    )  # fmt: skip
