"""Varying an agreement and ending a placement: nothing moves until it is approved, and every
change starts a new line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from resources_app.agreements.charge_model import AbsenceReason
from resources_app.agreements.charging import charge
from resources_app.agreements.model import Element, Unit
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.placements.actions import (
    Ending,
    approve_variation,
    end_placement,
    place_child,
    preview_variation,
    propose_variation,
    record_absence,
    refuse_variation,
    withdraw_variation,
)
from resources_app.placements.charging_queries import accounts_of
from resources_app.placements.model import FeeLine, PlacementTerms
from resources_app.placements.queries import ipa_of_placement, placement_by_reference
from resources_app.placements.variation_model import LineChange, NewVariation, VariationState
from resources_app.requests.model import NewPrice
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import CORE, OFFER, START, Steps
from tests.requests.market import CORE_PENCE

DAY = date(2026, 12, 17)
WEEK = Period(date(2026, 12, 14), date(2026, 12, 21))
HOURS = replace(
    OFFER,
    prices=(CORE, NewPrice("extra staffing", "hour", 2_000, 10)),
    above_contract_reason="Two to one in the first weeks.",
)


@pytest.fixture
def placed(officer: Session, steps: Steps) -> str:
    """A placement with a core fee at the contract's price and ten hours a week; its reference.

    The child's sister, who came too, has moved on already.
    """
    made = place_child(officer, steps.approved(HOURS), PlacementTerms(START))
    sister = officer.tables.value(
        "SELECT id FROM placement WHERE reference <> ?", (made.reference,)
    )
    with officer.act("the sister moves for a test") as act:
        act.tables.update("placement", str(sister), {"end_date": "2026-12-08"})
    return made.reference


def lines_of(session: Session, reference: str) -> tuple[FeeLine, ...]:
    placement = placement_by_reference(session.tables, reference)
    return ipa_of_placement(session.tables, placement.id).fee_lines


def line_for(session: Session, reference: str, element: Element) -> FeeLine:
    return next(one for one in lines_of(session, reference) if one.element is element)


def week(session: Session, reference: str) -> int:
    (account,) = accounts_of(session.tables, reference, WEEK)
    return charge(account, WEEK).net_pence


def more_hours(session: Session, reference: str, hours: int = 14) -> NewVariation:
    old = line_for(session, reference, Element.EXTRA_STAFFING)
    change = LineChange(Element.EXTRA_STAFFING, Unit.HOUR, 2_000, hours, fee_line_id=old.id)
    return NewVariation(DAY, (change,), "Nights are harder than was thought.")


def test_a_variation_changes_nothing_until_it_is_approved(
    officer: Session, head: Session, placed: str
) -> None:
    before = lines_of(officer, placed)
    kept = propose_variation(officer, placed, more_hours(officer, placed))
    one = kept.variation
    assert (one.number, one.state) == (1, VariationState.PROPOSED)
    assert (one.weekly_before_pence, one.weekly_pence) == (124_000, 132_000)
    assert lines_of(officer, placed) == before
    approved = approve_variation(head, placed, 1, words="Agreed.").variation
    assert approved.state is VariationState.APPROVED
    old, new = [line for line in lines_of(officer, placed) if line.element == "extra staffing"]
    assert (old.period.end, new.period.start, new.quantity) == (DAY, DAY, 14)
    assert (new.variation_number, new.reason) == (1, "Nights are harder than was thought.")
    # Three nights of ten hours a week, four of fourteen.
    assert week(officer, placed) == CORE_PENCE + round((3 * 20_000 + 4 * 28_000) / 7)


def test_nobody_approves_their_own_and_the_limit_is_of_what_it_then_costs(
    officer: Session, head: Session, session_for: Callable[[Role], Session], placed: str
) -> None:
    manager = session_for(Role.TEAM_MANAGER)
    asked = more_hours(officer, placed, 160)
    (dear,) = (replace(one, amount_pence=20_000) for one in asked.changes)
    propose_variation(manager, placed, replace(asked, changes=(dear,)))
    with pytest.raises(Refused, match="nobody approves their own"):
        approve_variation(manager, placed, 1)
    with pytest.raises(Refused, match="a week is above a head of service’s limit"):
        approve_variation(head, placed, 1)
    assert line_for(officer, placed, Element.EXTRA_STAFFING).quantity == 10


def test_a_line_is_added_at_the_contracts_price_and_follows_it(
    officer: Session, head: Session, placed: str
) -> None:
    hours = LineChange(Element.THERAPY, Unit.HOUR, 6_500, 2)
    other = LineChange(Element.THERAPY, Unit.HOUR, 7_000, 2)
    shown = preview_variation(officer, placed, NewVariation(DAY, (hours, other), "Therapy."))
    assert [bool(line.rate_id) for line in shown.lines] == [True, False]
    assert shown.after.weekly_pence - shown.before.weekly_pence == 27_000
    propose_variation(officer, placed, NewVariation(DAY, (hours,), "Therapy was recommended."))
    approve_variation(head, placed, 1)
    made = line_for(officer, placed, Element.THERAPY)
    assert made.rate_id is not None
    assert made.reason == ""


def test_a_line_ends_and_a_credit_is_a_line_of_its_own(
    officer: Session, head: Session, placed: str
) -> None:
    old = line_for(officer, placed, Element.EXTRA_STAFFING)
    ends = LineChange(old.element, old.unit, 0, fee_line_id=old.id, ends=True)
    credit = LineChange(Element.ONE_OFF, Unit.ONE_OFF, -5_000, description="Hours not given")
    propose_variation(officer, placed, NewVariation(DAY, (ends, credit), "The hours are over."))
    approve_variation(head, placed, 1)
    assert line_for(officer, placed, Element.EXTRA_STAFFING).period.end == DAY
    assert week(officer, placed) == CORE_PENCE + round(3 * 20_000 / 7) - 5_000


def test_one_at_a_time_and_each_has_its_number_for_ever(
    officer: Session, head: Session, placed: str
) -> None:
    new = more_hours(officer, placed)
    propose_variation(officer, placed, new)
    with pytest.raises(Refused, match=r"Variation 1 of IPA-.* waits for approval"):
        propose_variation(officer, placed, new)
    with pytest.raises(Refused, match="A refusal says why"):
        refuse_variation(head, placed, 1, words=" ")
    refuse_variation(head, placed, 1, words="Ask health first.")
    propose_variation(officer, placed, new)
    withdraw_variation(officer, placed, 2, reason="Health pays.")
    kept = propose_variation(officer, placed, new)
    assert kept.variation.number == 3
    for done in (1, 2):
        with pytest.raises(Refused, match="already"):
            approve_variation(head, placed, done)
    with pytest.raises(NotFound, match="no variation 9"):
        approve_variation(head, placed, 9)


def test_what_it_was_worked_out_on_must_still_be_there(
    officer: Session, head: Session, placed: str
) -> None:
    propose_variation(officer, placed, more_hours(officer, placed))
    old = line_for(officer, placed, Element.EXTRA_STAFFING)
    with head.act("end a line for a test") as act:
        act.tables.update("fee_line", old.id, {"end_date": "2026-12-10"})
    with pytest.raises(Refused, match="have changed since"):
        approve_variation(head, placed, 1)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"changes": ()}, "changes something"),
        ({"reason": " "}, "says why"),
        ({"effective_from": date(2026, 11, 1)}, "The placement began on 7 Dec 2026"),
        ({"changes": (LineChange(Element.CORE, Unit.WEEK, 1, fee_line_id="x"),)}, "no such fee"),
        ({"changes": (LineChange(Element.CORE, Unit.WEEK, 1, 2),)}, "no more than 1 week"),
    ],
)
def test_a_variation_that_makes_no_sense_is_refused_at_the_field(
    officer: Session, placed: str, change: dict[str, object], why: str
) -> None:
    new = replace(more_hours(officer, placed), **change)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match=why):
        propose_variation(officer, placed, new)
    assert officer.tables.value("SELECT count(*) FROM variation") == 0


def test_one_line_is_changed_once_and_the_whole_never_costs_less_than_nothing(
    officer: Session, placed: str
) -> None:
    (change,) = more_hours(officer, placed).changes
    with pytest.raises(BadInput, match="One fee line is changed twice"):
        propose_variation(officer, placed, NewVariation(DAY, (change, change), "Twice."))
    credit = LineChange(Element.EXTRA_STAFFING, Unit.WEEK, -200_000, description="Given back")
    with pytest.raises(BadInput, match=r"would cost -£"):
        propose_variation(officer, placed, NewVariation(DAY, (credit,), "Too much."))


def test_a_variation_of_a_placement_that_ended_before_it_is_not_approved(
    officer: Session, head: Session, placed: str
) -> None:
    propose_variation(officer, placed, more_hours(officer, placed))
    end_placement(officer, placed, Ending(date(2026, 12, 9), "CHILD", "She left."))
    with pytest.raises(Refused, match="The placement ended on 9 Dec 2026"):
        approve_variation(head, placed, 1)


# ---- endings


def test_a_placement_ends_with_its_lines_its_absence_and_a_last_charge(
    officer: Session, placed: str
) -> None:
    record_absence(officer, placed, AbsenceReason.HOLIDAY, Period(date(2026, 12, 15)))
    ended = end_placement(
        officer, placed, Ending(DAY, "CARPL", "Home to his aunt.", date(2026, 12, 8), "council")
    )
    placement = placement_by_reference(officer.tables, placed)
    assert (placement.period.end, placement.end_reason) == (DAY, "Home to his aunt.")
    assert {line.period.end for line in lines_of(officer, placed)} == {DAY}
    assert officer.tables.value("SELECT end_date FROM absence") == DAY.isoformat()
    # From 7 to 16 December: ten nights at £1,040.00 and £200.00 a week.
    assert [one.net_pence for one in ended.final] == [
        round(1_040_00 * 10 / 7) + round(20_000 * 10 / 7)
    ]
    assert ended.still_due == (
        "Notice of 28 days, given on 8 Dec 2026, runs to 5 Jan 2027: 19 of its nights are left. "
        "Agree with the provider whether they are paid.",
    )


def test_without_notice_it_says_so(officer: Session, placed: str) -> None:
    ended = end_placement(officer, placed, Ending(DAY, "CHILD", "She left.", disrupted=True))
    assert ended.still_due == ("No notice is recorded; the agreement asks for 28 days.",)
    assert officer.tables.value("SELECT disrupted FROM placement WHERE reference = ?", (placed,))


@pytest.mark.parametrize(
    ("ending", "why"),
    [
        (Ending(START, "CARPL", "x"), "The placement began on 7 Dec 2026"),
        (Ending(date(2028, 12, 17), "CARPL", "x"), "more than a year away"),
        (Ending(DAY, "NONE", "x"), "NONE"),
        (Ending(DAY, "CARPL", " "), "says what happened"),
        (Ending(DAY, "CARPL", "x", date(2026, 12, 18)), "The child left on 17 Dec 2026"),
        (Ending(DAY, "CARPL", "x", None, "council"), "council gave notice, and no day says when"),
    ],
)
def test_an_ending_that_cannot_be_is_refused_at_the_field(
    officer: Session, placed: str, ending: Ending, why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        end_placement(officer, placed, ending)
    assert placement_by_reference(officer.tables, placed).period.end is None
