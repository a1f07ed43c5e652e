"""An uplift is previewed, proposed, and approved by somebody else, for exactly what was seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from resources_app.agreements.actions import supersede_rate
from resources_app.agreements.bulk_charging import charges_by_period
from resources_app.agreements.queries import price, rates_of
from resources_app.agreements.uplift_model import Method, Scope, UpliftAsked, UpliftState
from resources_app.agreements.uplift_queries import find_uplift, uplifts
from resources_app.agreements.uplift_words import how_words
from resources_app.approvals.model import Cost
from resources_app.approvals.queries import approvals_of
from resources_app.casework.uplift_effect import year_from
from resources_app.casework.uplifting import (
    UpliftPreview,
    approve_uplift,
    preview_uplift,
    propose_uplift,
    refuse_uplift,
    uplift_up,
    withdraw_uplift,
)
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, NotFound, Overtaken, Refused
from resources_app.placements.charging_queries import accounts
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.uplift_case import APRIL, FRAMEWORK, NEXT_APRIL, make_framework, place

SessionFor = Callable[[Role], Session]
ASKED = UpliftAsked(FRAMEWORK, NEXT_APRIL, Method.PERCENTAGE, 350, scope=Scope(lots=("1",)))


@pytest.fixture
def members(session: Session) -> dict[str, str]:
    return make_framework(session)


@pytest.fixture
def office(session: Session, members: dict[str, str]) -> Session:
    """A boy of 14 at Oak House; a girl who turns 11 there on 1 October 2027; one at Elm House."""
    oak, elm = members["SC1001"], members["SC1002"]
    place(session, oak, "PLC-1", date(2012, 5, 1), date(2026, 6, 1))
    place(session, oak, "PLC-2", date(2016, 10, 1), date(2026, 7, 1))
    place(session, elm, "PLC-3", date(2014, 1, 1), date(2026, 8, 1))
    return session


@pytest.fixture
def contracts(session_for: SessionFor) -> Session:
    return session_for(Role.COMMISSIONING_OFFICER)


@pytest.fixture
def head(session_for: SessionFor) -> Session:
    return session_for(Role.HEAD_OF_SERVICE)


def _proposed(contracts: Session, asked: UpliftAsked = ASKED) -> str:
    preview = preview_uplift(contracts, asked)
    return propose_uplift(contracts, preview, reason="CPI of February, by letter.").reference


def _journal(session: Session) -> int:
    return int(session.tables.value("SELECT count(*) FROM journal_entry"))


def _amounts(session: Session, member: str) -> list[tuple[int | None, Period]]:
    return [(one.amount_pence, one.period) for one in rates_of(session.tables, member)]


def test_a_preview_says_what_each_placement_costs_more(office: Session, contracts: Session) -> None:
    """365 nights from 1 April 2027; each line rounded once.

    PLC-1: £1,400.00 → £1,449.00 a week: 144,900 × 366 ÷ 7 less 140,000 × 366 ÷ 7, since
    1 April 2027 to 1 April 2028 has 366 nights: 7,576,200 − 7,320,000 = 256,200.
    PLC-2: 10 until 1 October 2027 (183 nights at £1,000.00 → £1,035.00), then 11 (183 nights
    at £1,400.00 → £1,449.00): 183 × 3,500 ÷ 7 + 183 × 4,900 ÷ 7 = 91,500 + 128,100 = 219,600.
    """
    preview = preview_uplift(contracts, ASKED)
    first, second = preview.effect.placements
    assert (first.placement, first.weekly, first.annual) == ("PLC-1", 4_900, 256_200)
    assert (second.placement, second.weekly, second.annual) == ("PLC-2", 3_500, 219_600)
    assert preview.cost == Cost(8_400, 475_800)
    (abbot,) = preview.effect.by_provider
    assert (abbot.name, abbot.rates, abbot.placements, abbot.annual_pence) == (
        "Abbot Care",
        2,
        2,
        475_800,
    )
    (lot,) = preview.effect.by_lot
    assert (lot.name, lot.annual_pence) == ("1 Residential", 475_800)


def test_a_preview_writes_nothing(office: Session, contracts: Session) -> None:
    before = _journal(office)
    preview_uplift(contracts, ASKED)
    assert _journal(office) == before
    assert office.tables.value("SELECT count(*) FROM uplift") == 0


def test_a_price_agreed_for_the_child_is_not_raised(
    office: Session, contracts: Session, members: dict[str, str]
) -> None:
    place(
        office,
        members["SC1001"],
        "PLC-4",
        date(2010, 5, 1),
        date(2026, 9, 1),
        rate_id=None,
        reason="Solo.",
        amount_pence=500_000,
    )
    touched = [one.placement for one in preview_uplift(contracts, ASKED).effect.placements]
    assert touched == ["PLC-1", "PLC-2"]


def test_a_proposal_changes_no_rate(
    office: Session, contracts: Session, members: dict[str, str]
) -> None:
    before = _amounts(office, members["SC1001"])
    reference = _proposed(contracts)
    assert reference.startswith("UPL-26-")
    kept = find_uplift(office.tables, reference.lower())
    assert (kept.state, kept.rates, kept.placements, kept.annual_pence) == (
        UpliftState.PROPOSED,
        2,
        2,
        475_800,
    )
    assert (kept.scope, kept.proposer) == (ASKED.scope, "Colin Reed")
    assert uplifts(office.tables, state="proposed") == [kept]
    assert _amounts(office, members["SC1001"]) == before


def test_an_approval_lets_every_rate_take_over_at_once(
    office: Session, contracts: Session, head: Session, members: dict[str, str]
) -> None:
    reference = _proposed(contracts)
    up = uplift_up(head, reference)
    assert (up.why_not, up.who_may) == ("", Role.TEAM_MANAGER)
    approve_uplift(head, reference, words="Within the budget.")
    assert _amounts(office, members["SC1001"]) == [
        (100_000, Period(APRIL, NEXT_APRIL)),
        (103_500, Period(NEXT_APRIL)),
        (140_000, Period(APRIL, NEXT_APRIL)),
        (144_900, Period(NEXT_APRIL)),
    ]
    answer = price(office.tables, FRAMEWORK, "1", "SC1001", age=14, on=NEXT_APRIL)
    assert answer.amount_pence == 144_900
    assert f"Uplift {reference}." in " ".join(answer.why)
    kept = find_uplift(office.tables, reference)
    assert kept.state is UpliftState.APPROVED
    (given,) = approvals_of(office.tables, "uplift", kept.id)
    assert (given.outcome, given.cost) == ("approved", Cost(8_400, 475_800))
    rows = office.tables.rows("SELECT rate_id, new_rate_id FROM uplift_rate")
    pairs = {(row["rate_id"], row["new_rate_id"]) for row in rows}
    old, new, old_11, new_11 = (one.id for one in rates_of(office.tables, members["SC1001"]))
    assert pairs == {(old, new), (old_11, new_11)}
    with pytest.raises(Refused, match="is approved already"):
        approve_uplift(head, reference)


def test_nobody_approves_their_own(office: Session) -> None:
    reference = _proposed(office)
    assert "nobody approves their own" in uplift_up(office, reference).why_not
    with pytest.raises(Refused, match="nobody approves their own"):
        approve_uplift(office, reference)
    with pytest.raises(Refused, match="nobody approves their own"):
        refuse_uplift(office, reference, words="No.")


def test_no_limit_and_too_low_a_limit_are_no_authority(
    office: Session, contracts: Session, members: dict[str, str]
) -> None:
    reference = _proposed(contracts)
    with office.act("take the limit away for a test") as act:
        act.tables.change("UPDATE delegated_limit SET weekly_pence = 8399")
    with pytest.raises(Refused, match="above a team manager’s limit"):
        approve_uplift(office, reference)
    with office.act("take the limits away for a test") as act:
        act.tables.change("DELETE FROM delegated_limit")
    with pytest.raises(Refused, match="No delegated limit is set"):
        approve_uplift(office, reference)
    assert len(rates_of(office.tables, members["SC1001"])) == 2


def test_a_rate_changed_since_stops_the_approval(
    office: Session, contracts: Session, head: Session, members: dict[str, str]
) -> None:
    reference = _proposed(contracts)
    old = rates_of(office.tables, members["SC1001"])[0]
    supersede_rate(office, old.id, 101_000, on=date(2027, 1, 1))
    with pytest.raises(Refused, match="A rate was changed after"):
        approve_uplift(head, reference)
    assert "A rate was changed" in uplift_up(head, reference).why_not
    withdraw_uplift(contracts, reference, reason="The rates moved.")
    assert find_uplift(office.tables, reference).state is UpliftState.WITHDRAWN


def test_the_cost_is_that_of_the_day_of_approval(
    office: Session, contracts: Session, head: Session, members: dict[str, str]
) -> None:
    reference = _proposed(contracts)
    place(office, members["SC1001"], "PLC-5", date(2011, 5, 1), date(2026, 11, 1))
    approve_uplift(head, reference)
    kept = find_uplift(office.tables, reference)
    (given,) = approvals_of(office.tables, "uplift", kept.id)
    assert given.cost == Cost(8_400 + 4_900, 475_800 + 256_200)
    assert kept.annual_pence == 475_800


def test_a_refusal_says_why_and_leaves_every_rate(
    office: Session, contracts: Session, head: Session, members: dict[str, str]
) -> None:
    reference = _proposed(contracts)
    with pytest.raises(Refused, match="says why"):
        refuse_uplift(head, reference, words=" ")
    refuse_uplift(head, reference, words="Not in the budget.")
    assert find_uplift(office.tables, reference).state is UpliftState.REFUSED
    assert len(rates_of(office.tables, members["SC1001"])) == 2
    with pytest.raises(Refused, match="is refused already"):
        withdraw_uplift(contracts, reference, reason="Too late.")
    _proposed(contracts)


def test_two_proposals_for_one_rate_are_refused(office: Session, contracts: Session) -> None:
    reference = _proposed(contracts)
    with pytest.raises(Refused, match=f"{reference} already proposes"):
        _proposed(contracts, replace(ASKED, percentage=200))
    _proposed(contracts, replace(ASKED, percentage=200, scope=Scope(lots=("2",))))


def test_a_preview_that_no_longer_holds_is_not_proposed(
    office: Session, contracts: Session, members: dict[str, str]
) -> None:
    preview = preview_uplift(contracts, ASKED)
    old = rates_of(office.tables, members["SC1001"])[0]
    supersede_rate(office, old.id, 101_000, on=date(2027, 1, 1))
    with pytest.raises(Overtaken):
        propose_uplift(contracts, preview, reason="By letter.")


def test_what_cannot_be_proposed(office: Session, contracts: Session) -> None:
    nothing: UpliftPreview = preview_uplift(
        contracts, replace(ASKED, effective_from=APRIL, scope=Scope())
    )
    assert len(nothing.plan.refused) == 3
    with pytest.raises(Refused, match="would change no rate"):
        propose_uplift(contracts, nothing, reason="By letter.")
    with pytest.raises(BadInput, match="says why"):
        propose_uplift(contracts, preview_uplift(contracts, ASKED), reason="")
    with pytest.raises(NotFound):
        preview_uplift(contracts, replace(ASKED, agreement="FW-9"))
    with pytest.raises(BadInput, match="is a file"):
        preview_uplift(contracts, replace(ASKED, method=Method.NEW_SCHEDULE))


def test_only_those_who_keep_agreements_propose(office: Session, session_for: SessionFor) -> None:
    officer = session_for(Role.PLACEMENT_OFFICER)
    with pytest.raises(Refused, match="keep agreements and prices"):
        preview_uplift(officer, ASKED)


def test_what_is_charged_afterwards_is_what_the_preview_said(
    office: Session, contracts: Session, head: Session
) -> None:
    def year() -> int:
        found = accounts(office.tables, during=year_from(NEXT_APRIL))
        return int(charges_by_period(found, [NEXT_APRIL, date(2028, 4, 1)]).net.sum())

    before = year()
    index = replace(
        ASKED, method=Method.CAPPED_INDEX, percentage=380, index_name="CPI", scope=Scope()
    )
    preview = preview_uplift(contracts, index)
    assert preview.plan.applied == 300
    reference = propose_uplift(contracts, preview, reason="CPI.").reference
    # The agreement's own cap was applied, and is kept with the uplift for whoever reads it.
    assert how_words(find_uplift(office.tables, reference)) == "CPI of 3.8 %, capped at 3 %"
    approve_uplift(head, reference)
    assert year() - before == preview.effect.annual_pence
    # Elm House would pass its lot's ceiling of £2,050.00 and stays.
    assert [one.held.lot_code for one in preview.plan.refused] == ["2"]
