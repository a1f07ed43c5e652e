"""Expected charges: any grouping adds up to the same whole, and known endings are forecast."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources_app.agreements.bulk_charging import charges_by_period
from resources_app.agreements.charge_model import Account, ChargeLine, FundingSpan
from resources_app.agreements.charging import charge
from resources_app.agreements.model import Element, Unit, VatTreatment
from resources_app.finance.actions import add_cost_code, approve_lines, enter_invoice
from resources_app.finance.charge_table import ChargeTable, Names, month_edges
from resources_app.finance.commitment_model import Commitments, EndingWhy, Grouping
from resources_app.finance.commitment_queries import (
    accruals,
    commitment_parts,
    commitments,
    why_commitment,
)
from resources_app.finance.commitments import grouped
from resources_app.finance.cost_centres import NO_COST_CODE, share_all
from resources_app.finance.known_endings import expected_end
from resources_app.finance.model import CostCode
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import charge_for_nights, share
from resources_app.session import Session
from tests.casework.made_up import put
from tests.conftest import TODAY
from tests.finance.market import (
    ADA,
    ADA_OCTOBER,
    TOM,
    TOM_OCTOBER,
    Market,
    add_fee,
    invoice,
    ipa_of,
    line,
)

YEAR = Period(date(2026, 4, 1), date(2027, 4, 1))
MONTHS = month_edges("2026-27")


def _months(weekly: int, first: date, end: date) -> list[int]:
    """A weekly price by month of the year, each rounded once: the rule done by hand."""
    return [
        charge_for_nights(weekly, common.nights()) if common else 0
        for common in (Period(first, end).meet(Period(a, b)) for a, b in pairwise(MONTHS))
    ]


def _by(session: Session, by: Grouping) -> Commitments:
    return commitments(session.tables, "2026-27", today=TODAY, by=by)


def test_a_year_by_month_is_each_childs_nights_at_the_price(
    session: Session, market: Market
) -> None:
    """Tom from 1 July at £1,083, Ada from then to 18 November at £1,200, Ben at £999."""
    tom = _months(TOM, date(2026, 7, 1), YEAR.end or TODAY)
    ada = _months(ADA, date(2026, 7, 1), date(2026, 11, 18))
    ben = _months(99_900, date(2026, 7, 1), YEAR.end or TODAY)
    found = _by(session, Grouping.MONTH)
    assert list(found.month_pence) == [sum(pence) for pence in zip(tom, ada, ben, strict=True)]
    assert found.groups[0].name == "Apr 2026"
    assert (found.groups[0].net_pence, found.groups[7].placements) == (0, 3)
    assert found.to_date_pence + found.to_come_pence == found.net_pence
    # To and including 23 November: whole months, and the 23 nights (17 of Ada's) of November.
    november = (
        charge_for_nights(TOM, 23) + charge_for_nights(ADA, 17) + charge_for_nights(99_900, 23)
    )
    assert found.to_date_pence == sum(found.month_pence[:7]) + november


@pytest.mark.parametrize("by", list(Grouping))
def test_every_grouping_adds_up_to_the_same_whole(
    session: Session, market: Market, by: Grouping
) -> None:
    add_fee(session, ipa_of(session, market.tom), 7_777, element="therapy")
    for funder, part in (("social care", 6_667), ("health", 3_333)):
        put(
            session, "ipa_funding", ipa_id=ipa_of(session, market.tom), funder=funder,
            share=part, start_date="2026-07-01",
        )  # fmt: skip
    add_cost_code(session, CostCode("", "", "", "health", "CC900", "4900", YEAR))
    found = _by(session, by)
    assert sum(group.net_pence for group in found.groups) == found.net_pence
    for column, pence in enumerate(found.month_pence):
        assert sum(group.months[column] for group in found.groups) == pence
    assert found.net_pence == _by(session, Grouping.MONTH).net_pence


def test_groups_have_the_names_people_use(session: Session, market: Market) -> None:
    add_cost_code(session, CostCode("children's home", "", "", "", "CC100", "4100", YEAR))
    named = {by: [group.name for group in _by(session, by).groups] for by in Grouping}
    assert named[Grouping.PROVIDER] == ["Beech Care", "Chalk Hill Care"]
    assert named[Grouping.AUTHORITY] == ["Buckinghamshire"]
    assert named[Grouping.ELEMENT] == ["core weekly fee"]
    assert named[Grouping.COST_CENTRE] == ["CC100"]
    assert named[Grouping.PLACEMENT] == [market.tom, market.ada, market.ben]


def test_what_has_no_cost_code_is_said(session: Session, market: Market) -> None:
    [group] = _by(session, Grouping.COST_CENTRE).groups
    assert group.name == NO_COST_CODE


@given(
    st.lists(
        st.tuples(
            st.integers(1, 500_000),
            st.dates(date(2025, 1, 1), date(2027, 6, 1)),
            st.integers(1, 700),
            st.integers(0, 10_000),
        ),
        max_size=8,
    )
)
@settings(max_examples=50, deadline=None)
def test_the_parts_of_the_funders_always_add_up(
    stays: list[tuple[int, date, int, int]],
) -> None:
    accounts = [
        _account(str(number), pence, Period(start, date.fromordinal(start.toordinal() + nights)), a)
        for number, (pence, start, nights, a) in enumerate(stays)
    ]
    table = ChargeTable.of(charges_by_period(accounts, MONTHS))
    codes = [CostCode(funder, "", "", funder, funder, "1", YEAR) for funder in ("a", "b")]
    groups = grouped(table, Grouping.COST_CENTRE, Names(cost_codes=codes))
    for column in range(12):
        assert sum(group.months[column] for group in groups) == table.net[:, column].sum()
    assert sum(group.vat_pence for group in groups) == table.vat.sum()
    whole = sum(
        charge(account, Period(a, b)).net_pence for account in accounts for a, b in pairwise(MONTHS)
    )
    assert sum(group.net_pence for group in groups) == whole


@given(
    st.lists(st.integers(-10_000_000, 10_000_000), min_size=1, max_size=20),
    st.lists(st.integers(1, 9_999), min_size=0, max_size=3, unique=True).map(sorted),
)
def test_many_amounts_are_split_as_each_of_them_is(amounts: list[int], cuts: list[int]) -> None:
    shares = [b - a for a, b in pairwise([0, *cuts, 10_000])]
    many = share_all(np.array(amounts, dtype=np.int64), shares)
    assert many.T.tolist() == [share(pence, shares) for pence in amounts]


def test_a_split_that_begins_with_the_stay_holds_for_its_first_month_too() -> None:
    """Begun on 15 April; the split is on record from that day, not from the first of the month."""
    stay = Period(date(2026, 4, 15), None)
    whole = _account("1", 70_000, stay)
    funding = (FundingSpan("a", 2_500, stay), FundingSpan("b", 7_500, stay))
    table = ChargeTable.of(charges_by_period([replace(whole, funding=funding)], MONTHS))
    codes = [CostCode(one, "", "", one, one or "rest", "1", YEAR) for one in ("", "a", "b")]
    groups = grouped(table, Grouping.COST_CENTRE, Names(cost_codes=codes))
    assert [(group.name, group.months[0]) for group in groups] == [("a", 40_000), ("b", 120_000)]


def _account(key: str, pence: int, stay: Period, share: int = 10_000, **more: object) -> Account:
    fee = ChargeLine(
        key, Element.CORE, Unit.WEEK, 1, pence, Period(stay.start, None), VatTreatment.STANDARD
    )
    always = Period(date(2000, 1, 1), None)
    funding = (FundingSpan("a", share, always), FundingSpan("b", 10_000 - share, always))
    return Account(key, key, stay, (fee,), funding=funding, **more)  # type: ignore[arg-type]


OPEN = Period(date(2026, 7, 1), None)
BORN = date(2009, 3, 2)  # 18 on 2 March 2027


@pytest.mark.parametrize(
    ("stay", "agreed", "born", "end"),
    [
        (OPEN, None, BORN, (date(2027, 3, 2), EndingWhy.EIGHTEEN)),
        (OPEN, date(2027, 1, 31), BORN, (date(2027, 1, 31), EndingWhy.EXPECTED_END)),
        (OPEN, date(2026, 11, 1), BORN, (date(2027, 3, 2), EndingWhy.EIGHTEEN)),  # overdue
        (OPEN, None, date(2008, 11, 1), None),  # 18 already, and still there
        (Period(OPEN.start, date(2026, 12, 24)), None, BORN, None),  # ends before
        (Period(date(2027, 4, 1), None), date(2027, 3, 31), BORN, None),  # begins after
    ],
)
def test_a_placement_ends_with_its_agreement_or_at_eighteen(
    stay: Period,
    agreed: date | None,
    born: date,
    end: tuple[date, EndingWhy] | None,
) -> None:
    account = _account("1", 1, stay, expected_end=agreed, born=born)
    assert expected_end(account, TODAY) == end


def test_the_year_says_what_known_endings_take_off_it(session: Session, market: Market) -> None:
    """Tom's agreement is expected to end on 1 March 2027: the 31 nights of March are not due."""
    before = _by(session, Grouping.MONTH)
    with session.act("expected end for a test") as act:
        act.tables.update("ipa", ipa_of(session, market.tom), {"expected_end": "2027-03-01"})
    after = _by(session, Grouping.MONTH)
    march = charge_for_nights(TOM, 31)
    assert before.net_pence - after.net_pence == march
    [ending] = after.endings
    assert (ending.why, ending.placements, ending.net_pence) == (
        EndingWhy.EXPECTED_END, 1, march,
    )  # fmt: skip


@pytest.mark.parametrize("by", list(Grouping))
def test_every_amount_is_the_sum_of_its_parts(
    session: Session, market: Market, by: Grouping
) -> None:
    whole = _by(session, by)
    for group in whole.groups:
        in_all = commitment_parts(session.tables, whole, group.key)
        assert sum(part.net_pence for part in in_all) == group.net_pence
    last = whole.groups[-1]
    if by is not Grouping.MONTH:
        of_november = commitment_parts(session.tables, whole, last.key, 7)
        assert sum(part.net_pence for part in of_november) == last.months[7]


def test_a_part_says_why_it_costs_what_it_does(session: Session, market: Market) -> None:
    with session.act("expected end for a test") as act:
        act.tables.update("ipa", ipa_of(session, market.tom), {"expected_end": "2027-03-01"})
    whole = _by(session, Grouping.PROVIDER)
    part = next(
        one
        for one in commitment_parts(session.tables, whole, "p1", 7)
        if one.placement_reference == market.tom
    )
    assert part.net_pence == charge_for_nights(TOM, 30)
    why = why_commitment(session.tables, whole, part, 7)
    assert why[0] == "Expected to end on 1 Mar 2027: expected end of the agreement."
    assert "30 nights × £1,083.00 ÷ 7." in why[2]
    assert "£4,641.43" in why[-1]
    year = why_commitment(session.tables, whole, part)
    assert "February 2027:" in year
    assert "March 2027:" not in year


# ---- accruals


def test_what_is_owed_is_what_was_charged_less_what_was_approved(
    session: Session, finance: Session, commissioner: Session, market: Market
) -> None:
    made = enter_invoice(
        finance, invoice("77", line("B-1001", TOM_OCTOBER), line("B-1002", ADA_OCTOBER))
    )
    at = date(2026, 11, 30)
    before = accruals(session.tables, at)
    assert before.invoiced_pence == 0
    approve_lines(commissioner, made.reference, [1])
    after = accruals(session.tables, at)
    assert after.charged_pence == before.charged_pence
    assert after.invoiced_pence == TOM_OCTOBER
    assert after.accrued_pence == before.charged_pence - TOM_OCTOBER
    assert [(group.name, group.invoiced_pence) for group in after.groups] == [
        ("Beech Care", 0),
        ("Chalk Hill Care", TOM_OCTOBER),
    ]
    charged = charge_for_nights(TOM, 153) + charge_for_nights(ADA, 140)
    assert after.groups[1].charged_pence == charged  # to and including 30 November


def test_an_invoice_that_runs_beyond_the_day_counts_by_its_nights(
    session: Session, finance: Session, commissioner: Session, market: Market
) -> None:
    """10 of the 31 nights of October are by the 10th: £4,796.14 × 10 ÷ 31 = £1,547.14."""
    made = enter_invoice(finance, invoice("77", line("B-1001", TOM_OCTOBER)))
    approve_lines(commissioner, made.reference)
    assert accruals(session.tables, date(2026, 10, 10)).invoiced_pence == 154_714
    assert accruals(session.tables, date(2026, 9, 30)).invoiced_pence == 0


@pytest.mark.parametrize("by", [by for by in Grouping if by is not Grouping.MONTH])
def test_accruals_add_up_by_any_grouping(session: Session, market: Market, by: Grouping) -> None:
    found = accruals(session.tables, date(2026, 11, 30), by=by)
    assert sum(group.accrued_pence for group in found.groups) == found.accrued_pence
    assert found.accrued_pence > 0


def test_accruals_by_month_are_refused(session: Session, market: Market) -> None:
    with pytest.raises(BadInput, match="one sum at a day"):
        accruals(session.tables, date(2026, 11, 30), by=Grouping.MONTH)
