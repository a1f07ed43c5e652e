"""DOMAIN's acceptance case, the Cross Regional Project, reproduced by counting what was entered."""

from __future__ import annotations

from datetime import date

from resources_app.beds.board import board
from resources_app.beds.following_queries import assessments
from resources_app.beds.occupancy import occupancy
from resources_app.beds.queries import block_contract
from resources_app.beds.report_queries import board_of, outcomes_of, recharge, saving_of
from resources_app.beds.travel import travel_time
from resources_app.demo.cross_regional import REFERENCE, make_cross_regional
from resources_app.foundations.dates import Period
from resources_app.foundations.quarters import Quarter
from resources_app.session import Session
from tests.beds.register import URNS, buy_elsewhere
from tests.conftest import TODAY

YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))
QUARTERS = [Quarter(2025, number) for number in (1, 2, 3, 4)]
# What nine children's homes outside the contract asked for a child of 11 to 15 that year: the
# middle one is £4,520 a week.
SPOT = (415_000, 427_500, 439_000, 448_000, 452_000, 456_500, 461_000, 472_000, 510_000)


def test_the_contract_is_eight_years_for_25_million_six_homes_and_twenty_beds(
    project: Session,
) -> None:
    contract = block_contract(project.tables, REFERENCE, TODAY)
    assert len(contract.homes) == 6
    assert len(contract.beds) == 20
    assert len(contract.partners) == 6
    assert contract.partners[0].name == "Buckinghamshire"
    whole = recharge(project.tables, REFERENCE, contract.period, TODAY)
    assert whole.payment_pence == 25_000_000_00
    assert sum(one.total_pence for one in whole.authorities) == 25_000_000_00


def test_every_home_is_within_45_minutes_of_the_school(project: Session) -> None:
    contract = block_contract(project.tables, REFERENCE, TODAY)
    times = [travel_time(home, contract.most_minutes) for home in contract.homes]
    assert [one.within for one in times] == [True] * 6
    assert max(one.minutes for one in times if one.minutes) <= 45


def test_28_children_of_six_authorities_were_placed_in_the_year(office: Session) -> None:
    entered = make_cross_regional(office, URNS, 2025)
    found = outcomes_of(office.tables, REFERENCE, YEAR, TODAY)
    assert found.placed == 28
    assert found.placed == sum(one.in_the_year for one in entered)
    counted = occupancy(board_of(office.tables, REFERENCE, YEAR, TODAY))
    assert counted.total.beds == 20 * 365
    assert all(sum(one.used) for one in counted.authorities)
    assert counted.breaches == ()
    assert counted.unallocated == (0,) * 365
    assert board_of(office.tables, REFERENCE, YEAR, TODAY).clashes == ()


def test_the_histories_of_28_children_and_what_became_of_them(project: Session) -> None:
    """18, 18, 15 and 8 of 28 are 64, 64, 54 and 29 per cent; all reduced or stopped."""
    found = outcomes_of(project.tables, REFERENCE, YEAR, TODAY)
    told = {one.measure: (one.with_history, one.per_cent) for one in found.measures}
    assert told == {
        "missing": (18, 64),
        "violence": (18, 64),
        "offending": (15, 54),
        "self-harm": (8, 29),
    }
    assert all(one.lessened == one.with_history and not one.open for one in found.measures)
    assert found.measures[3].sentence.startswith("Self-harm: 8 of 28 (29 %) had a history; 8 of")


def test_the_year_saved_about_1_4_million_against_spot_prices(project: Session) -> None:
    """Nights used × £4,520 ÷ 7, less the £3,125,000 that the year cost."""
    for weekly in SPOT:
        buy_elsewhere(project, weekly, date(2025, 1, 6))
    found = saving_of(project.tables, REFERENCE, YEAR, TODAY)
    assert found is not None
    used = occupancy(board_of(project.tables, REFERENCE, YEAR, TODAY)).total.placed
    assert found.nights == used == 7_004
    assert found.sample == len(SPOT)
    assert {one.weekly_pence for one in found.prices} == {452_000}
    assert found.block_pence == 3_125_000_00
    assert abs(found.spot_pence - used * 452_000 / 7) < 2 * len(found.authorities)
    assert 1_350_000_00 < found.saving_pence < 1_450_000_00
    assert sum(one.saving_pence for one in found.authorities) == found.saving_pence


def test_without_a_like_placement_no_saving_is_claimed(project: Session) -> None:
    assert saving_of(project.tables, REFERENCE, YEAR, TODAY) is None


def test_the_quarters_of_the_year_add_up_to_the_annual_payment(project: Session) -> None:
    paid = [recharge(project.tables, REFERENCE, one.period, TODAY) for one in QUARTERS]
    assert sum(one.payment_pence for one in paid) == 3_125_000_00
    for one in paid:
        assert sum(charge.total_pence for charge in one.authorities) == one.payment_pence
    autumn = paid[2]
    oxfordshire = next(c for c in autumn.authorities if c.partner.name == "Oxfordshire")
    assert (oxfordshire.sold, oxfordshire.sold_pence) == (92, 92 * 430_00)


def test_therapists_saw_each_child_within_six_weeks_but_for_the_latest(project: Session) -> None:
    contract = block_contract(project.tables, REFERENCE, TODAY)
    seen = assessments(project.tables, contract, TODAY)
    assert all((one.due_on - one.arrived_on).days == 42 for one in seen)
    waiting = [one for one in seen if one.done_on is None]
    assert [one.overdue(TODAY) for one in waiting] == [False]
    assert all(one.done_on <= one.due_on for one in seen if one.done_on)


def test_today_one_authority_is_over_its_share_and_that_is_shown(project: Session) -> None:
    contract = block_contract(project.tables, REFERENCE, TODAY)
    tonight = occupancy(board(contract, Period(TODAY, date(2026, 11, 24)), TODAY))
    [breach] = tonight.breaches
    assert breach.sentence.startswith("Bracknell Forest uses 3 beds and has 2")
    assert tonight.total.beds == 20
